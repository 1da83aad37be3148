"""Bodies of the API, read strictly (SECURITY.md section 4): whatever is not exactly right raises Malformed.

A malformed reply to a write means that its outcome is unknown, so nothing here repairs, guesses or skips.
Fields that the contract does not name are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.domain.reply import ServerCard, Transaction
from core.remote.fields import (
    Fields,
    Malformed,
    day_of,
    id_of,
    is_null,
    match_of,
    money_of,
    object_of,
    optional_id,
    text_of,
    time_of,
)

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_LAST = re.compile(r"[0-9A-Za-z]{4}", re.ASCII)


def card(fields: Fields, card_id: int | None = None) -> ServerCard:
    """The card under `gift_card`; with `card_id`, only that card."""
    found = _card(object_of(fields.get("gift_card"), "gift_card"))
    if card_id is not None and found.card_id != card_id:
        raise Malformed("another card")
    return found


def created(fields: Fields) -> tuple[ServerCard, str]:
    """The card of a create and its code, which is shown this once; not normalised here."""
    made = card(fields)
    return made, text_of(object_of(fields.get("gift_card"), "gift_card"), "code")


def cards(fields: Fields) -> tuple[ServerCard, ...]:
    """All cards of a page. One that is malformed spoils the page: a dropped card would be a lost card."""
    rows = fields.get("gift_cards")
    if not isinstance(rows, list):
        raise Malformed("gift_cards")
    return tuple(_card(object_of(row, "a card")) for row in rows)


def transaction(fields: Fields, card_id: int, currency: str) -> Transaction:
    """The bare reply to a balance write, for this card and in its currency."""
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


def refusal(fields: Fields) -> tuple[str, str]:
    """(field, message) of an error body, in any of its shapes (API.md). Field is empty for `base` and bare texts."""
    errors = fields.get("errors", fields.get("error"))
    if isinstance(errors, str):
        return "", _shown(errors)
    if isinstance(errors, list):
        return "", _joined(errors)
    if not isinstance(errors, dict) or not errors:
        raise Malformed("errors")
    messages = [_joined(value if isinstance(value, list) else [value]) for value in errors.values()]
    field = str(next(iter(errors)))
    return "" if field == "base" else field, "; ".join(messages)


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
        expires_on=None if is_null(row, "expires_on") else day_of(row, "expires_on"),
        note=None if is_null(row, "note") else text_of(row, "note"),
        template_suffix=None if is_null(row, "template_suffix") else text_of(row, "template_suffix"),
        last_characters=match_of(row, "last_characters", _LAST).lower(),
        line_item_id=optional_id(row, "line_item_id"),
        api_client_id=optional_id(row, "api_client_id"),
        user_id=optional_id(row, "user_id"),
        customer_id=optional_id(row, "customer_id"),
        order_id=optional_id(row, "order_id"),
    )


def _joined(messages: Sequence[object]) -> str:
    if not messages or not all(isinstance(message, str) for message in messages):
        raise Malformed("errors")
    return "; ".join(_shown(str(message)) for message in messages)


def _shown(message: str) -> str:
    """Fit for a sentence: one line, no control or bidi characters, 300 characters at most."""
    plain = "".join(letter if letter.isprintable() else " " for letter in message[:1000])
    return " ".join(plain.split())[:300]
