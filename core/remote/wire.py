"""Bodies of the API, read strictly (docs/security.md 4): whatever is not exactly right raises Malformed.

A malformed reply to a write means that its outcome is unknown, so nothing here repairs, guesses or skips.
Fields that the contract does not name are ignored.
"""

from __future__ import annotations

import re

from core.domain.reply import ServerCard, Transaction, UnreadableCard
from core.remote.fields import (
    Fields,
    Malformed,
    NotTheService,
    day_of,
    id_of,
    is_null,
    match_of,
    money_of,
    object_of,
    offset_of,
    optional_id,
    text_of,
    time_of,
    wrapped,
)

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_LAST = re.compile(r"[0-9A-Za-z]{4}", re.ASCII)


def card(fields: Fields, card_id: int | None = None) -> ServerCard:
    """Return the card under `gift_card`; with `card_id`, only that card."""
    found = _card(wrapped(fields, "gift_card"))
    if card_id is not None and found.card_id != card_id:
        raise Malformed("another card")
    return found


def created(fields: Fields) -> tuple[ServerCard, str]:
    """Return the card of a create and its code, which is shown this once; not normalised here."""
    made = card(fields)
    return made, text_of(wrapped(fields, "gift_card"), "code")


def cards(fields: Fields) -> tuple[tuple[ServerCard, ...], tuple[UnreadableCard, ...]]:
    """Return the cards of a page, each read by itself, and those that cannot be read (docs/protocol.md D7).

    Raises NotTheService for what is no list, and for one in which no row has as much as an id.
    """
    rows = fields.get("gift_cards")
    if not isinstance(rows, list):
        raise NotTheService("gift_cards")
    read, odd = [], []
    for row in rows:
        try:
            read.append(_card(object_of(row, "a card")))
        except Malformed as error:
            odd.append(UnreadableCard(_id_or_none(row), str(error)))
    if odd and not read and not any(each.card_id for each in odd):
        raise NotTheService("gift_cards")
    return tuple(read), tuple(odd)


def _id_or_none(row: object) -> int:
    try:
        return id_of(object_of(row, "a card"), "id")
    except Malformed:
        return 0


def transaction(fields: Fields, card_id: int, currency: str) -> Transaction:
    """Return the bare reply to a balance write, for this card and in its currency."""
    found = Transaction(
        transaction_id=id_of(fields, "id"),
        card_id=id_of(fields, "gift_card_id"),
        number=id_of(fields, "number"),
        amount=money_of(fields, "amount", currency),
        processed_at=time_of(fields, "processed_at"),
    )
    if found.card_id != card_id:
        raise Malformed("another card's transaction")
    return found


def _card(row: Fields) -> ServerCard:
    currency = match_of(row, "currency", _CURRENCY)
    return ServerCard(
        card_id=id_of(row, "id"),
        balance=money_of(row, "balance", currency),
        currency=currency,
        initial_value=money_of(row, "initial_value", currency),
        created_at=time_of(row, "created_at"),
        updated_at=time_of(row, "updated_at"),
        disabled_at=None if is_null(row, "disabled_at") else time_of(row, "disabled_at"),
        expires_on=None if is_null(row, "expires_on") else day_of(row, "expires_on", offset_of(row, "updated_at")),
        note=None if is_null(row, "note") else text_of(row, "note"),
        template_suffix=None if is_null(row, "template_suffix") else text_of(row, "template_suffix"),
        last_characters="" if is_null(row, "last_characters") else match_of(row, "last_characters", _LAST).lower(),
        line_item_id=optional_id(row, "line_item_id"),
        api_client_id=optional_id(row, "api_client_id"),
        user_id=optional_id(row, "user_id"),
        customer_id=optional_id(row, "customer_id"),
        order_id=optional_id(row, "order_id"),
        offset=offset_of(row, "updated_at"),
    )
