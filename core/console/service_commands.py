"""`service`: which service this till belongs to. Each is a manager's act."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass

from core.bootstrap import Core
from core.console.caller import caller
from core.console.codes import code_of
from core.console.output import Output
from core.sentences import sentence
from core.usecases import service

_NEW_TOKEN = "COUNTERFOIL_NEW_TOKEN"


@dataclass(frozen=True, slots=True)
class ServiceCommands:
    """The service of one core."""

    core: Core
    output: Output

    def service(self, options: Namespace) -> int:
        if options.verb == "restored":
            return self._say("service.restored", count=service.accept_restored_service(self.core).missing)
        if options.verb == "move":
            service.move_service(self.core, options.url, caller().environment.get(_NEW_TOKEN, ""))
            return self._say("service.moved", url=options.url)
        service.open_shop(self.core, options.url, _new_token())
        return self._say("service.shop_opened", url=options.url)

    def _say(self, key: str, **values: object) -> int:
        text = sentence(key, values)
        self.output.answer({"text": text}, text, code=code_of(key))
        return 0


def _new_token() -> str:
    """Read the other shop's token; nothing secret stands on the command line."""
    if _NEW_TOKEN in caller().environment or not caller().at_terminal:
        return caller().environment.get(_NEW_TOKEN, "")
    return caller().ask_secret("Token of the other shop: ")
