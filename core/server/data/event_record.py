"""Record an event for whoever asked for it, inside the transaction of what happened: both are stored, or neither."""

from __future__ import annotations

import secrets
from datetime import tzinfo

from sqlalchemy import bindparam, insert, literal, select
from sqlalchemy.types import BigInteger, Text

from core.domain.money import wire_text
from core.server.contract.events import EventType, ShopEvent, event_time
from core.server.contract.replies import as_json
from core.server.contract.request import OUR_CLIENT_ID, TRANSACTION_BASE
from core.server.contract.shop_time import time_text
from core.server.data.driver import DriverConnection, NoRow, Statement
from core.server.data.tables import Card, TransactionRow
from core.server.data.webhook_tables import WAITING, deliveries, webhooks

_COLUMNS = ("webhook_id", "message", "event", "subject", "content", "made_at", "state", "attempts", "next_at")
_NOW = bindparam("now", type_=BigInteger)
_RECORD = Statement(
    insert(deliveries).from_select(
        [*_COLUMNS, "leased_until"],
        select(
            webhooks.c.id,
            bindparam("message", type_=Text) + webhooks.c.id.cast(Text),
            bindparam("event", type_=Text),
            bindparam("subject", type_=Text),
            bindparam("content", type_=Text),
            _NOW,
            literal(WAITING),
            literal(0),
            _NOW,
            literal(0),
        ).where(webhooks.c.events.like(bindparam("wanted", type_=Text))),
    ),
    NoRow._make,
)


def record_event(conn: DriverConnection, event: ShopEvent, now: int) -> None:
    """Write the event down for each webhook that wants it, within the transaction of `conn`. `now`: UTC epoch seconds.

    Where no webhook wants it, nothing is written.
    """
    content = as_json({"type": event.type, "timestamp": event_time(now), "data": event.data}).decode()
    given = {"event": event.type, "subject": event.subject, "content": content, "now": now}
    given |= {"message": f"msg_{secrets.token_hex(12)}_", "wanted": f"% {event.type} %"}
    conn.execute(_RECORD, given)
    conn.has_recorded = True


def card_event(kind: EventType, card: Card, zone: tzinfo, made: TransactionRow | None = None) -> ShopEvent:
    """Return what is told of a card, and of the change of its balance. `zone` is the shop's."""
    data: dict[str, object] = {
        "gift_card": {
            "id": card.id,
            "balance": wire_text(card.balance, card.currency),
            "currency": card.currency,
            "initial_value": wire_text(card.initial_value, card.currency),
            "last_characters": card.last_characters,
            "created_at": time_text(card.created_at, zone),
            "updated_at": time_text(card.updated_at, zone),
            "disabled_at": time_text(card.disabled_at, zone),
            "expires_on": card.expires_on,
            "template_suffix": card.template_suffix,
            "order_id": card.order_id,
        }
    }
    if made is not None:
        data["transaction"] = {
            "id": TRANSACTION_BASE + made.id,
            "number": made.number,
            "amount": wire_text(made.amount, card.currency),
            "processed_at": time_text(made.processed_at, zone),
            "api_client_id": made.api_client_id or OUR_CLIENT_ID,
            "remote_transaction_ref": made.reference,
        }
    return ShopEvent(kind, f"gift_card:{card.id}", data)
