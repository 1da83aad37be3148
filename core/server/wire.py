"""JSON in and out: strict parsing of bodies (SECURITY.md section 4), and the vendor's fields in the vendor's order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.domain.money import wire_text
from core.domain.nesting import is_shallow
from core.server.refusals import Refused
from core.server.tables import Card, Made

OUR_CLIENT_ID = 755357713
_MOST_VALUES = 100_000
"""In one body. Millions of empty lists would take thirty times the memory of their text."""
_TRANSACTION_BASE = 204_959_973_000
"""Added to the row number: transaction ids are larger than 2^32 as well."""


class NumberText(str):
    """A JSON number with a fraction or exponent, kept as it was written: money never goes through float."""

    __slots__ = ()


def parse_body(raw: bytes) -> dict[str, object]:
    """A JSON object. Raises Refused 400 for everything else."""
    if raw.count(b",") + raw.count(b"[") + raw.count(b"{") > _MOST_VALUES:  # in texts too: nobody writes so many
        raise Refused(400, "The request body has too many values.")
    if not is_shallow(raw):
        raise Refused(400, "The request body is not valid JSON.")
    try:
        parsed = json.loads(
            raw.decode("utf-8"),
            parse_float=NumberText,
            parse_constant=_reject_constant,
            object_pairs_hook=_without_duplicates,
        )
    except (ValueError, RecursionError):
        raise Refused(400, "The request body is not valid JSON.") from None
    if not isinstance(parsed, dict):
        raise Refused(400, "The request body must be a JSON object.")
    return parsed


def _reject_constant(name: str) -> object:
    raise ValueError(name)


def _without_duplicates(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("duplicate member")
    return members


@cache
def shop_zone(name: str) -> tzinfo:
    """The shop's zone; where the system has no such zone, this machine's present offset."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.now().astimezone().tzinfo or ZoneInfo("UTC")


def today(now: int, zone: tzinfo) -> date:
    """The shop's date."""
    return datetime.fromtimestamp(now, zone).date()


def time_text(at: int | None, zone: tzinfo) -> str | None:
    """ISO 8601 with the shop's offset at that time, whole seconds."""
    return None if at is None else datetime.fromtimestamp(at, zone).isoformat()


def card_json(card: Card, zone: tzinfo) -> dict[str, object]:
    """The 16 fields of a card."""
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


def transaction_json(made: Made, currency: str, zone: tzinfo) -> dict[str, object]:
    """The bare reply to a balance write."""
    processed_at = time_text(made.processed_at, zone)
    return {
        "id": _TRANSACTION_BASE + made.id,
        "gift_card_id": made.gift_card_id,
        "api_client_id": OUR_CLIENT_ID,
        "user_id": None,
        "order_transaction_id": made.order_transaction_id,
        "number": made.number,
        "amount": wire_text(made.amount, currency),
        "processed_at": processed_at,
        "created_at": processed_at,
        "updated_at": processed_at,
        "note": None,
        "remote_transaction_ref": made.reference,
        "remote_transaction_url": None,
    }
