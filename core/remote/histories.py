"""A card's list of transactions, which the vendor promises without saying what it looks like (docs/api.md 6).

Each shape a service may give it is read; anything else, or two shapes at once, is Malformed: not readable, never money.
"""

from __future__ import annotations

from core.domain.reply import Listed
from core.remote.fields import Fields, Malformed, id_of, object_of, optional_id, text_of
from core.remote.wire import transaction

_NAMES = ("transactions", "adjustments")
_CARD = "gift_card"
_CARDS = "gift_cards"


def transactions(content: object, card_id: int, currency: str) -> tuple[Listed, ...]:
    """Return all transactions, each checked as the reply to a write is. Raises ValueError for one that is malformed."""
    found = tuple(
        _listed(object_of(row, "a transaction"), card_id, currency) for row in _rows(content, card_id, currency)
    )
    if len({one.transaction.transaction_id for one in found}) < len(found):
        raise Malformed("a transaction twice")
    return found


def _rows(content: object, card_id: int, currency: str) -> list[object]:
    """Return the rows: bare, under a name, or inside this one card."""
    if isinstance(content, list):
        return content
    fields = object_of(content, "the reply")
    place = _only(fields, (*_NAMES, _CARD, _CARDS))
    if place in _NAMES:
        return _list(fields, place)
    cards = [fields[_CARD]] if place == _CARD else _list(fields, _CARDS)
    if len(cards) != 1:
        raise Malformed("one card")
    card = object_of(cards[0], "a card")
    if id_of(card, "id") != card_id or card.get("currency", currency) != currency:
        raise Malformed("another card")
    return _list(card, _only(card, _NAMES))


def _only(fields: Fields, names: tuple[str, ...]) -> str:
    """Return the field of the one of these names that is there."""
    there = [name for name in names if name in fields]
    if len(there) != 1:
        raise Malformed("transactions")
    return there[0]


def _list(fields: Fields, name: str) -> list[object]:
    rows = fields[name]
    if not isinstance(rows, list):
        raise Malformed(name)
    return rows


def _listed(row: Fields, card_id: int, currency: str) -> Listed:
    reference = None if row.get("remote_transaction_ref") is None else text_of(row, "remote_transaction_ref")
    by_order = optional_id(row, "order_transaction_id") is not None
    return Listed(transaction(row, card_id, currency), reference, by_order)
