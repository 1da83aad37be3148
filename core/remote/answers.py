"""What each answer of the service means, in the words of core.domain.reply.

The rule of docs/protocol.md 2: a write did not happen only when no byte left, or when the service itself says
so: a 401 whatever its body is, else an error with words that can be read. All else is Lost. The body decides what a
reply is, not what its head calls it (docs/protocol.md D8).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from core.domain.code import normalise
from core.domain.reply import (
    BalanceWritten,
    CardCreated,
    CardPage,
    CardRead,
    Described,
    Failure,
    Lost,
    Missing,
    Offered,
    Rejected,
    Throttled,
    TransactionsRead,
    Unauthorised,
)
from core.errors import BadInput
from core.remote import wire
from core.remote.fields import Malformed, NotTheService, parse_object
from core.remote.gateway import NewCard
from core.remote.headers import is_cached, missing_scope, parse_date, parse_retry_after, strong_etag
from core.remote.refusal import refusal
from core.remote.transport import Received

_DONE = frozenset({200, 201})
_REFUSED = frozenset({400, 404, 406, 415, 422, 423})
_TOKEN = 401
"""RFC 9110: the request has not been applied, for it lacks valid credentials. So its body does not matter."""
_FORBIDDEN = frozenset({402, 403})
_CHANGED = 412
"""If-Match did not match. Without an If-Match of ours it is nobody's answer to us."""
_THROTTLED = 429
_TURNED_AWAY = 430
"""The platform's own word for too many requests. For a write it is in nobody's list of definite answers."""

Answer = TypeVar("Answer", CardRead, CardCreated, CardPage, BalanceWritten, TransactionsRead, Described, Offered)


def judge(
    method: str,
    reply: Received | Failure,
    read: Callable[[Received], Answer],
    *,
    conditional: bool = False,
) -> Answer | Failure:
    """Return the answer that a reply is. `read` makes that of a 2xx, and raises ValueError for one it cannot believe.

    `conditional`: the request had an If-Match of ours.
    """
    if not isinstance(reply, Received):
        return reply
    if reply.status == _THROTTLED or (reply.status == _TURNED_AWAY and method == "GET"):
        return Throttled(parse_retry_after(reply.headers.get("retry-after"), date_of(reply)))
    if reply.status == _TOKEN or (reply.status in _FORBIDDEN and method == "GET"):
        return _forbidden(reply, _words(reply)[1])  # for a read nothing hangs on who says it
    if reply.status in _FORBIDDEN and missing_scope(reply.headers):
        return _forbidden(reply, _words(reply)[1])  # the service's own word, whatever its body is
    definite = _DONE | _REFUSED | _FORBIDDEN
    if reply.status not in definite and not (conditional and reply.status == _CHANGED):
        return Lost(f"status {reply.status}", reply.status)
    try:
        return read(reply) if reply.status in _DONE else _refused(reply)
    except ValueError as error:
        field = isinstance(error, Malformed) and not isinstance(error, NotTheService) and reply.status in _DONE
        return Lost(f"the reply is malformed: {error}", reply.status, str(error) if field else "")


def _refused(reply: Received) -> Rejected | Missing | Unauthorised:
    field, message = refusal(parse_object(reply.body))
    if reply.status in _FORBIDDEN:
        return _forbidden(reply, message)
    return Missing(message) if reply.status == 404 else Rejected(reply.status, message, field)


def _forbidden(reply: Received, message: str) -> Unauthorised:
    return Unauthorised(reply.status, message, missing_scope(reply.headers))


def _words(reply: Received) -> tuple[str, str]:
    """Return (field, message), empty where nothing can be read."""
    try:
        return refusal(parse_object(reply.body))
    except ValueError:
        return "", ""


def card_reader(card_id: int) -> Callable[[Received], CardRead]:
    """Return a reader of this card; it raises ValueError for any other."""
    return lambda reply: CardRead(
        wire.card(parse_object(reply.body), card_id),
        date_of(reply),
        strong_etag(reply.headers.get("etag")),
        is_cached(reply.headers),
    )


def created(reply: Received, new: NewCard) -> CardCreated:
    """Return the card that was asked for. One in another currency is still that card: its operation is parked.

    Raises ValueError.
    """
    made, shown = wire.created(parse_object(reply.body))
    try:
        code = normalise(shown)
        asked = code if new.code is None else normalise(new.code)
    except BadInput as error:
        raise Malformed("code") from error
    if code != asked or made.last_characters != code[-4:]:
        raise Malformed("another card")
    return CardCreated(made, code, date_of(reply))


def date_of(reply: Received) -> int | None:
    """Return the service's own time, Unix seconds; None where it does not send it."""
    return parse_date(reply.headers.get("date"))
