"""What a shop's service tells by webhooks: the events, what is in one, and which topic the vendor has for each.

No event has the code of a card, its note, or who it was sent to: whoever wants more reads the card.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

EventType = Literal[
    "gift_card.created",
    "gift_card.delivered",
    "gift_card.opened",
    "gift_card.redeemed",
    "gift_card.credited",
    "gift_card.updated",
    "gift_card.disabled",
    "gift_card.expired",
    "order.completed",
    "order.failed",
    "funds.low",
]
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
EVENTS_TOLD: Mapping[EventType, str] = {
    "gift_card.created": "A card was made.",
    "gift_card.delivered": "A card was sent to whom it is for.",
    "gift_card.opened": "Whoever it is for has opened it.",
    "gift_card.redeemed": "Something was taken from a card.",
    "gift_card.credited": "Something was put on a card later.",
    "gift_card.updated": "The note, the last day or the design of a card was changed.",
    "gift_card.disabled": "A card was disabled for ever.",
    "gift_card.expired": "The last day of a card is over.",
    "order.completed": "All cards of an order are made and sent.",
    "order.failed": "An order could not be carried out.",
    "funds.low": "The prepaid account is below its mark.",
}
Scheme = Literal["standard", "gifthero"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
Topic = Literal["gift_card_order", "gift_card_payment", "gift_card_balance"]
TOPICS: Mapping[EventType, Topic] = {
    "gift_card.created": "gift_card_order",
    "gift_card.delivered": "gift_card_order",
    "gift_card.opened": "gift_card_order",
    "gift_card.redeemed": "gift_card_payment",
    "gift_card.credited": "gift_card_balance",
    "gift_card.updated": "gift_card_balance",
    "gift_card.disabled": "gift_card_balance",
    "gift_card.expired": "gift_card_balance",
    "order.completed": "gift_card_order",
    "order.failed": "gift_card_order",
}
"""The vendor's word for an event (docs/api.md 6). It has none for funds."""


@dataclass(frozen=True, slots=True)
class ShopEvent:
    """Something that happened. Those of one `subject`, such as `gift_card:12`, are told in their order."""

    type: EventType
    subject: str
    data: Mapping[str, object]


def event_time(at: float) -> str:
    """Return UTC epoch seconds as ISO 8601 with milliseconds and `Z`, as JavaScript writes a time."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
