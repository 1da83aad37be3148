"""Tell webhooks how orders end: lines that failed, and orders that are complete."""

from __future__ import annotations

from sqlalchemy import BindParameter, bindparam, select

from core.server.contract.events import EventType, ShopEvent
from core.server.data.driver import Statement
from core.server.data.event_record import record_event
from core.server.data.ledger import CardLedger
from core.server.data.order_tables import OrderRow, order_lines, orders

_ORDER: BindParameter[int] = bindparam("order_id")
_LOCKED = Statement(select(orders).where(orders.c.id == _ORDER).with_for_update(), OrderRow._make)
_STATES = Statement(select(order_lines.c.state, order_lines.c.delivery).where(order_lines.c.order_id == _ORDER), tuple)
_DONE = frozenset({"sent", "opened"})


def tell_line(ledger: CardLedger, place: tuple[int, int], state: str, failure: str | None) -> None:
    """Tell of an order, where a line of it stands so from now on; `place` is the order and the number of the line.

    It is complete once more after a line is sent again.

    The order is locked, so that of two lines that end together one is the last.
    """
    event: EventType = "order.failed" if state == "failed" else "order.completed"
    if event not in ledger.wanted or state in {"waiting", "making", "opened"}:
        return
    order = ledger.conn.one(_LOCKED, {"order_id": place[0]})
    told: dict[str, object] = {"order": {"id": order.id, "reference": order.reference}}
    if state == "failed":
        told |= {"line": place[1], "failure": failure}
    elif not _is_complete(ledger.conn.all(_STATES, {"order_id": order.id})):
        return
    record_event(ledger.conn, ShopEvent(event, f"order:{order.id}", told), ledger.now)


def _is_complete(lines: list[tuple[str, str]]) -> bool:
    """Return whether every line is done that was not cancelled, and there is one."""
    kept = [(state, delivery) for state, delivery in lines if state != "cancelled"]
    return bool(kept) and all(state in _DONE or (state == "made" and delivery == "none") for state, delivery in kept)
