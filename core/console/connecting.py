"""`connect`: which service this till works with from now on. Nothing is kept before the service has answered.

In a folder without a till it needs nobody; where there is one it is a manager's act, as in the settings of the window.
"""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from dataclasses import dataclass, replace

from core.bootstrap import Core
from core.closed_till import connect_fresh, is_same_service, kept_address
from core.console.caller import caller
from core.console.output import Output
from core.data_folder.machine_place import is_fresh
from core.domain.credentials import given_text
from core.errors import BadInput, CannotStart
from core.sentences import sentence
from core.settings import Settings, folder, given_token, given_url, resolve
from core.usecases import till

_ASKED_TOKEN = "Token, from the service's own pages: "
_ASKED_SECRET = "Secret of the client, from the service's own pages: "


@dataclass(frozen=True, slots=True)
class Connecting:
    """The service of a till that worked before."""

    core: Core
    output: Output

    def connect(self, options: Namespace) -> int:
        """Take another token of the same service; from the sandbox, a real service from the next start on."""
        url = _url(options)
        return _tell(self.output, url, till.use_token(self.core, url, _token(options)).place)


def is_first(options: Namespace) -> bool:
    """Tell whether no till worked in this folder before."""
    return is_fresh(folder(options))


def begin(options: Namespace, output: Output) -> int:
    """Connect a folder without a till."""
    url = _url(options)
    settings = replace(resolve(options), api_url=url, token=_token(options))
    with closing(connect_fresh(settings, "console connect")) as core:
        return _tell(output, url, till.token_place(core))


def as_it_was(options: Namespace) -> Settings:
    """Return how the till of this folder is opened to be connected: as it worked so far. Raises CannotStart."""
    settings = resolve(options)
    url = _url(options)
    kept = kept_address(settings.data_dir, url)
    if kept is not None and not is_same_service(kept, url):
        raise CannotStart("start.another_service", kept=kept, url=url)
    return replace(settings, api_url=kept, token=None)


def check_other(options: Namespace) -> None:
    """Raise what `as_it_was` would, for a till that is open with the service that it has."""
    kept = kept_address(folder(options), _url(options))
    if kept is not None and not is_same_service(kept, _url(options)):
        raise CannotStart("start.another_service", kept=kept, url=_url(options))


def _url(options: Namespace) -> str:
    url = given_url(options, caller().environment)
    if not url:
        raise BadInput("connect.url_empty")
    return url


def _token(options: Namespace) -> str:
    """Read the token, or the secret of a client: from a file, the environment, or typed unseen. Raises BadInput."""
    given, client = given_token(options, caller().environment), options.client_id or ""
    if given is None and caller().at_terminal:
        given = caller().ask_secret(_ASKED_SECRET if client else _ASKED_TOKEN)
    return given_text(client, given or "")


def _tell(output: Output, url: str, place: str) -> int:
    text = sentence(f"connect.done_{place}", {"url": url})
    output.answer({"url": url, "place": place, "text": text}, text)
    return 0
