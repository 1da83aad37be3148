"""Tries an address and a token before either is kept: one read, and a plain sentence for each way it can fail."""

from __future__ import annotations

from contextlib import closing

from core.domain.reply import CardPage, Failure, Lost, Missing, NotSent, Throttled, Unauthorised
from core.errors import BadInput, KnownError, ServiceFailed
from core.remote.address import check_base_url, check_token
from core.remote.http_gateway import HttpGateway


def try_service(url: str, token: str) -> str:
    """The address in its normal form, once the service has answered to the token.

    Raises BadInput for what no service has, CannotStart for what is no address, ServiceFailed for all else.
    """
    if not url.strip():
        raise BadInput("connect.url_empty")
    address = check_base_url(url)
    if not token:
        raise BadInput("connect.token_empty")
    with closing(HttpGateway(address, check_token(token, "the field"))) as gateway:
        answer = gateway.list_cards(None, 1)
    if not isinstance(answer, CardPage):
        raise _why(address, answer)
    return address


def _why(url: str, failure: Failure) -> KnownError:
    match failure:
        case Unauthorised():
            return BadInput("connect.token_refused", url=url)
        case Missing():
            return BadInput("connect.not_there", url=url)
        case Throttled(retry_after):
            return ServiceFailed("service.throttled", seconds=retry_after or 2.0)
        case NotSent("no secure connection"):
            return ServiceFailed("connect.insecure", url=url)
        case NotSent() | Lost(status=None):
            return ServiceFailed("service.unreachable", url=url)
        case Lost(status=status) if status is not None and status >= 500:
            return ServiceFailed("service.error", status=status)
        case _:
            return BadInput("service.not_json", url=url)
