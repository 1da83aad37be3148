"""Forget whom cards were ordered for: after some time, or when somebody asks for it. The books stay as they are."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select, text, update

from core.server.data.connection_pool import ConnectionPool, begin_write
from core.server.data.database import database_url, open_database
from core.server.data.driver import DriverConnection, NoRow, Statement
from core.server.data.order_tables import order_lines

MOST_AT_ONCE = 200
"""Lines in one transaction."""
_WHO = ("recipient_name", "recipient_email", "recipient_phone", "sender_name", "message")
_FORGOTTEN = dict.fromkeys(_WHO)
_KNOWN = or_(*(order_lines.c[name].is_not(None) for name in _WHO))
_ENDED = or_(*(order_lines.c.state == state for state in ("made", "sent", "opened", "failed", "cancelled")))
_OLD = Statement(
    select(order_lines.c.order_id, order_lines.c.number)
    .where(_ENDED, order_lines.c.changed_at < bindparam("before"), _KNOWN)
    .limit(MOST_AT_ONCE)
    .with_for_update(skip_locked=True),
    tuple,
)
_THEIRS = Statement(
    select(order_lines.c.order_id, order_lines.c.number)
    .where(
        or_(
            func.lower(order_lines.c.recipient_email) == bindparam("address"),
            order_lines.c.recipient_phone == bindparam("address"),
        )
    )
    .with_for_update(),
    tuple,
)
_FORGET = Statement(
    update(order_lines).where(
        order_lines.c.order_id == bindparam("wanted_order"), order_lines.c.number == bindparam("wanted_line")
    ),
    NoRow._make,
    _WHO,
)
_REPLIES = {
    "sqlite": Statement(text("DELETE FROM remembered_replies WHERE instr(lower(body), :address) > 0"), NoRow._make),
    "postgresql": Statement(
        text("DELETE FROM remembered_replies WHERE position(:address IN lower(convert_from(body, 'UTF8'))) > 0"),
        NoRow._make,
    ),
}
"""First replies that name the address; a repeat of such an order is known by its reference."""


class ForgottenRecipient(NamedTuple):
    """What was forgotten: of how many lines."""

    lines: int


def forget_recipient(database: str, address: str) -> ForgottenRecipient:
    """Forget all that is kept of an e-mail address or phone, in each order. Raises CannotStart.

    What is still to be sent there is not sent.
    """
    wanted = address.strip().lower()
    engine = open_database(database_url(database))
    try:
        with begin_write(ConnectionPool(engine)) as conn:
            lines = conn.all(_THEIRS, {"address": wanted})
            _forget(conn, lines)
            conn.execute(_REPLIES[conn.dialect], {"address": wanted})
    finally:
        engine.dispose()
    return ForgottenRecipient(len(lines))


def forget_old(conn: DriverConnection, before: int) -> bool:
    """Forget recipients of lines that ended before a time, some at once; return whether there may be more."""
    lines = conn.all(_OLD, {"before": before})
    _forget(conn, lines)
    return len(lines) == MOST_AT_ONCE


def _forget(conn: DriverConnection, lines: list[tuple[int, int]]) -> None:
    for order_id, number in lines:
        conn.execute(_FORGET, {"wanted_order": order_id, "wanted_line": number, **_FORGOTTEN})
