"""An order as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo

from core.domain.money import wire_text
from core.server.contract.shop_time import time_text
from core.server.data.order_tables import LineRow, OrderRow
from core.server.http.card_json import card_json
from core.server.orders.order_store import CardOrder, ListedOrder, SentDelivery


def order_json(order: CardOrder, zone: tzinfo, codes: Mapping[int, str]) -> dict[str, object]:
    """Return an order with its lines and cards; `codes` are those that may be shown, by the id of their card."""
    made: dict[int, list[dict[str, object]]] = {line.number: [] for line in order.lines}
    for number, card in order.cards:
        code = {"code": codes[card.id]} if card.id in codes else {}
        made[number].append(card_json(card, zone) | code)
    sent: dict[int, list[dict[str, object]]] = {line.number: [] for line in order.lines}
    for each in order.deliveries:
        sent[each.row.line].append(delivery_json(each, zone))
    told = ((line, {"deliveries": sent[line.number], "cards": made[line.number]}) for line in order.lines)
    lines = [line_json(line) | more for line, more in told]
    return {**_head(order.row, order.state, zone), "lines": lines}


def listed_json(order: ListedOrder, zone: tzinfo) -> dict[str, object]:
    """Return an order as a list has it: without its lines."""
    return {**_head(order.row, order.state, zone), "quantity": order.quantity, "made": order.made}


def _head(row: OrderRow, state: str, zone: tzinfo) -> dict[str, object]:
    return {
        "id": row.id,
        "reference": row.reference,
        "state": state,
        "created_at": time_text(row.created_at, zone),
        "api_client_id": row.api_client_id,
    }


def line_json(line: LineRow) -> dict[str, object]:
    """Return a line without what was made and sent for it."""
    recipient = {"name": line.recipient_name, "email": line.recipient_email, "phone": line.recipient_phone}
    return {
        "number": line.number,
        "state": line.state,
        "failure": line.failure,
        "product_id": line.product_id,
        "initial_value": wire_text(line.initial_value, line.currency),
        "currency": line.currency,
        "quantity": line.quantity,
        "made": line.made,
        "recipient": recipient if any(recipient.values()) else None,
        "sender_name": line.sender_name,
        "message": line.message,
        "delivery": line.delivery,
        "send_on": line.send_on,
    }


def delivery_json(delivery: SentDelivery, zone: tzinfo) -> dict[str, object]:
    """Return a delivery; its address is that of its line."""
    sent = delivery.row
    return {
        "kind": sent.kind,
        "state": sent.state,
        "attempts": sent.attempts,
        "failure": sent.failure,
        "queued_at": time_text(sent.queued_at, zone),
        "next_at": time_text(sent.next_at if sent.state == "queued" else None, zone),
        "sent_at": time_text(sent.sent_at, zone),
        "opened_at": time_text(delivery.opened_at, zone),
    }
