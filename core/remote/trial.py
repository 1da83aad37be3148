"""Tries an address and a token before either is kept: a list and a card, a plain sentence for each way it can fail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from core.domain.credentials import OWNER_SCOPE, client_of
from core.domain.reply import (
    CardPage,
    CardRead,
    Failure,
    Lost,
    NotSent,
    Offered,
    Throttled,
    Unauthorised,
    is_not_there,
)
from core.errors import BadInput, KnownError, ServiceFailed
from core.remote.address import check_base_url, check_token
from core.remote.http_gateway import HttpGateway
from core.remote.trust import Trust

_SOME = 50
_TOKEN = 401


def try_service(url: str, token: str, trust: Trust | None = None) -> str:
    """Return the address in its normal form, once the service has answered to the token.

    Raises BadInput for what no service has, CannotStart for what is no address, ServiceFailed for all else.
    """
    with _answering(url, token, trust) as (address, _):
        return address


def prove_owner(url: str, token: str, trust: Trust | None = None) -> str:
    """Return the address as `try_service` does, for a token that may manage cards, where the service tells that.

    A key of a web shop that may only read proves nothing. Raises as `try_service` does.
    """
    with _answering(url, token, trust) as (address, gateway):
        told = gateway.list_abilities()
    if isinstance(told, Offered) and told.scopes is not None and OWNER_SCOPE not in told.scopes:
        raise BadInput("connect.not_owner")
    return address


@contextmanager
def _answering(url: str, token: str, trust: Trust | None) -> Iterator[tuple[str, HttpGateway]]:
    """Yield the address, and a gateway to which the service has answered. Raises as `try_service` does."""
    if not url.strip():
        raise BadInput("connect.url_empty")
    address = check_base_url(url)
    if not token:
        raise BadInput("connect.token_empty")
    with closing(HttpGateway(address, check_token(token, "the field"), trust=trust)) as gateway:
        failure = _tried(gateway)
        if failure is not None:
            raise _why(address, token, failure)
        yield address, gateway


def _tried(gateway: HttpGateway) -> Failure | None:
    """List some cards and read one of them; return what went wrong. A service without cards has none to read."""
    page = gateway.list_cards(None, _SOME)
    if not isinstance(page, CardPage):
        return page
    if page.unreadable and not page.cards:
        place = page.unreadable[0].field
        return Lost(f"the reply is malformed: {place}", 200, place)
    read = gateway.read_card(page.cards[0].card_id) if page.cards else None
    return read if isinstance(read, Failure) else None


def read_card(url: str, token: str, card_id: int, trust: Trust | None = None) -> CardRead | Failure:
    """Return the card as it is shown to this token. Raises CannotStart for what is no address or token."""
    with closing(HttpGateway(check_base_url(url), check_token(token, "the field"), trust=trust)) as gateway:
        return gateway.read_card(card_id)


def _why(url: str, token: str, failure: Failure) -> KnownError:
    match failure:
        case Unauthorised(status, message) if status != _TOKEN and message:
            return BadInput("connect.forbidden", url=url, message=message.rstrip("."))
        case Unauthorised():
            named = client_of(token) is not None
            return BadInput("connect.client_refused" if named else "connect.token_refused", url=url)
        case NotSent(cause=Lost(status=404 | 405)) | NotSent(cause=Lost(status=200)):
            return BadInput("connect.no_bearers", url=url)
        case NotSent(cause=Lost(status=status)) if status is not None and status >= 500:
            return ServiceFailed("service.error", status=status)
        case Lost(place=place) if place:
            return BadInput("connect.unreadable", url=url, field=place)
        case _ if is_not_there(failure):
            return BadInput("connect.not_there", url=url)
        case Throttled(retry_after):
            return ServiceFailed("service.throttled", seconds=retry_after or 2.0)
        case NotSent(certificate=shown) if shown is not None:
            return ServiceFailed(f"service.certificate_{shown.fault}", url=url, issuer=shown.issuer or "?")
        case NotSent("no secure connection"):
            return ServiceFailed("connect.insecure", url=url)
        case NotSent() | Lost(status=None):
            return ServiceFailed("service.unreachable", url=url)
        case Lost(status=status) if status is not None and status >= 500:
            return ServiceFailed("service.error", status=status)
        case _:
            return BadInput("service.not_json", url=url)
