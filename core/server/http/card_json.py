"""A card and a transaction as JSON, with the vendor's fields in the vendor's order."""

from __future__ import annotations

from datetime import tzinfo

from core.domain.money import wire_text
from core.server.contract.request import OUR_CLIENT_ID
from core.server.contract.shop_time import time_text
from core.server.data.tables import Card, TransactionRow

_TRANSACTION_BASE = 204_959_973_000
"""Added to the row number: transaction ids are larger than 2^32 as well."""


def card_json(card: Card, zone: tzinfo) -> dict[str, object]:
    """Return the 16 fields of a card."""
    return {
        "id": card.id,
        "balance": wire_text(card.balance, card.currency),
        "created_at": time_text(card.created_at, zone),
        "updated_at": time_text(card.updated_at, zone),
        "currency": card.currency,
        "initial_value": wire_text(card.initial_value, card.currency),
        "disabled_at": time_text(card.disabled_at, zone),
        "line_item_id": card.line_item_id,
        "api_client_id": card.api_client_id,
        "user_id": card.user_id,
        "customer_id": card.customer_id,
        "note": card.note,
        "expires_on": card.expires_on,
        "template_suffix": card.template_suffix,
        "last_characters": card.last_characters,
        "order_id": card.order_id,
    }


def transaction_json(row: TransactionRow, currency: str, zone: tzinfo) -> dict[str, object]:
    """Return a transaction; it is also the whole reply to a balance write."""
    processed_at = time_text(row.processed_at, zone)
    return {
        "id": _TRANSACTION_BASE + row.id,
        "gift_card_id": row.gift_card_id,
        "api_client_id": row.api_client_id or OUR_CLIENT_ID,
        "user_id": None,
        "order_transaction_id": row.order_transaction_id,
        "number": row.number,
        "amount": wire_text(row.amount, currency),
        "processed_at": processed_at,
        "created_at": processed_at,
        "updated_at": processed_at,
        "note": None,
        "remote_transaction_ref": row.reference,
        "remote_transaction_url": None,
    }
