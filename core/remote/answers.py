"""What each answer of the service means, in the words of core.domain.reply.

The rule of PROTOCOL.md section 2: a write did not happen only when no byte left, or when the service itself says
so in a well-formed error. All else is Lost.
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
    NotSent,
    Rejected,
    Throttled,
    TransactionsRead,
    Unauthorised,
)
from core.errors import BadInput
from core.remote import wire
from core.remote.fields import Malformed, parse_object
from core.remote.gateway import NewCard
from core.remote.headers import is_json, parse_date, parse_retry_after, strong_etag
from core.remote.transport import Received

_DONE = frozenset({200, 201})
_REFUSED = frozenset({400, 406, 415, 422, 423})
_UNAUTHORISED = frozenset({401, 402, 403})
_CHANGED = 412
"""If-Match did not match. Without an If-Match of ours it is nobody's answer to us."""
_THROTTLED = 429
_TURNED_AWAY = 430
"""The platform's own word for too many requests. For a write it is in nobody's list of definite answers."""

Answer = TypeVar("Answer", CardRead, CardCreated, CardPage, BalanceWritten, TransactionsRead, Described)


def judge(
    method: str,
    reply: Received | NotSent | Lost,
    read: Callable[[Received], Answer],
    *,
    conditional: bool = False,
) -> Answer | Failure:
    """`read` makes the answer of a reply that says done, and raises ValueError for what it cannot believe.

    `conditional`: the request had an If-Match of ours.
    """
    if not isinstance(reply, Received):
        return reply
    if reply.status == _THROTTLED or (reply.status == _TURNED_AWAY and method == "GET"):
        return Throttled(parse_retry_after(reply.headers.get("retry-after"), date_of(reply)))
    if reply.status in _UNAUTHORISED and method == "GET" and not reply.body:
        return Unauthorised(reply.status, "")  # for a read nothing hangs on it, and a person should look at the token
    definite = _DONE | _REFUSED | _UNAUTHORISED | {404}
    if reply.status not in definite and not (conditional and reply.status == _CHANGED):
        return Lost(f"status {reply.status}", reply.status)
    if not is_json(reply.headers.get("content-type")):
        return Lost("the reply is not JSON", reply.status)
    try:
        return read(reply) if reply.status in _DONE else _refused(reply)
    except ValueError as error:
        return Lost(f"the reply is malformed: {error}", reply.status)


def _refused(reply: Received) -> Rejected | Missing | Unauthorised:
    field, message = wire.refusal(parse_object(reply.body))
    if reply.status in _UNAUTHORISED:
        return Unauthorised(reply.status, message)
    return Missing(message) if reply.status == 404 else Rejected(reply.status, message, field)


def card_reader(card_id: int) -> Callable[[Received], CardRead]:
    """Only this card is read. The reader raises ValueError for any other."""
    return lambda reply: CardRead(
        wire.card(parse_object(reply.body), card_id), date_of(reply), strong_etag(reply.headers.get("etag"))
    )


def created(reply: Received, new: NewCard) -> CardCreated:
    """Only the card that was asked for. One in another currency is still that card: the lane parks it.

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
    """The service's own clock, Unix seconds; None where it does not tell."""
    return parse_date(reply.headers.get("date"))
