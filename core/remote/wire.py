"""Bodies of the API, read strictly (SECURITY.md section 4): whatever is not exactly right raises Malformed.

A malformed reply to a write means that its outcome is unknown, so nothing here repairs, guesses or skips.
Fields that the contract does not name are ignored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from core.domain.money import parse_wire
from core.domain.reply import Listed, ServerCard, Transaction

_LARGEST_ID = 2**63 - 1
_LONGEST_TEXT = 64 * 1024
_LONGEST_KEPT = 10**9
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_LAST = re.compile(r"[0-9A-Za-z]{4}", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(
    r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})", re.ASCII
)

Fields = Mapping[str, object]


class Malformed(ValueError):
    """The reply is not what the contract says. The text names the place, never the content."""


def parse_object(body: bytes) -> Fields:
    """The JSON object in `body`: UTF-8, no NaN, no name twice, no bottomless nesting, no endless numbers."""
    try:
        parsed = json.loads(
            body.decode("utf-8"), parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_distinct
        )
    except Malformed:
        raise
    except (ValueError, RecursionError, InvalidOperation) as error:
        raise Malformed("not JSON") from error
    return _object(parsed, "the reply")


def card(fields: Fields, card_id: int | None = None) -> ServerCard:
    """The card under `gift_card`; with `card_id`, only that card."""
    found = _card(_object(fields.get("gift_card"), "gift_card"))
    if card_id is not None and found.card_id != card_id:
        raise Malformed("another card")
    return found


def created(fields: Fields) -> tuple[ServerCard, str]:
    """The card of a create and its code, which is shown this once; not normalised here."""
    made = card(fields)
    return made, _text(_object(fields.get("gift_card"), "gift_card"), "code")


def cards(fields: Fields) -> tuple[ServerCard, ...]:
    """All cards of a page. One that is malformed spoils the page: a dropped card would be a lost card."""
    rows = fields.get("gift_cards")
    if not isinstance(rows, list):
        raise Malformed("gift_cards")
    return tuple(_card(_object(row, "a card")) for row in rows)


def transaction(fields: Fields, card_id: int, currency: str) -> Transaction:
    """The bare reply to a balance write, for this card and in its currency."""
    found = Transaction(
        transaction_id=_id(fields, "id"),
        card_id=_id(fields, "gift_card_id"),
        number=_id(fields, "number"),
        amount=_money(fields, "amount", currency),
        processed_at=_time(fields, "processed_at"),
    )
    if found.card_id != card_id:
        raise Malformed("another card's transaction")
    return found


def transactions(fields: Fields, card_id: int, currency: str) -> tuple[Listed, ...]:
    """A card's list of transactions, each as strict as the reply to a write. One that is malformed spoils the list."""
    rows = fields.get("transactions")
    if not isinstance(rows, list):
        raise Malformed("transactions")
    found = tuple(_listed(_object(row, "a transaction"), card_id, currency) for row in rows)
    if len({one.transaction.transaction_id for one in found}) < len(found):
        raise Malformed("a transaction twice")
    return found


def _listed(row: Fields, card_id: int, currency: str) -> Listed:
    reference = None if row.get("remote_transaction_ref") is None else _text(row, "remote_transaction_ref")
    by_order = _optional_id(row, "order_transaction_id") is not None
    return Listed(transaction(row, card_id, currency), reference, by_order)


def key_retention(fields: Fields) -> int | None:
    """Seconds for which keys of balance writes are kept, out of an OpenAPI document; None when it does not say."""
    paths = _object(fields.get("paths"), "paths")
    for path, item in paths.items():
        if path.endswith("/balance"):
            return _kept_for(_object(_object(item, "a path").get("put"), "put"))
    return None


def _kept_for(operation: Fields) -> int | None:
    parameters = operation.get("parameters")
    for parameter in parameters if isinstance(parameters, list) else ():
        if isinstance(parameter, dict) and str(parameter.get("name")).lower() == "idempotency-key":
            kept = parameter.get("x-kept-for-seconds")
            return kept if type(kept) is int and 0 < kept < _LONGEST_KEPT else None
    return None


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


def _no_constant(name: str) -> object:
    raise Malformed(f"the constant {name}")


def _distinct(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise Malformed("a name twice")
    return members


def _object(value: object, place: str) -> Fields:
    if not isinstance(value, dict):
        raise Malformed(place)
    return value


def _card(row: Fields) -> ServerCard:
    currency = _match(row, "currency", _CURRENCY)
    return ServerCard(
        card_id=_id(row, "id"),
        balance=_money(row, "balance", currency),
        currency=currency,
        initial_value=_money(row, "initial_value", currency),
        created_at=_time(row, "created_at"),
        updated_at=_time(row, "updated_at"),
        disabled_at=None if _is_null(row, "disabled_at") else _time(row, "disabled_at"),
        expires_on=None if _is_null(row, "expires_on") else _day(row, "expires_on"),
        note=None if _is_null(row, "note") else _text(row, "note"),
        template_suffix=None if _is_null(row, "template_suffix") else _text(row, "template_suffix"),
        last_characters=_match(row, "last_characters", _LAST).lower(),
        line_item_id=_optional_id(row, "line_item_id"),
        api_client_id=_optional_id(row, "api_client_id"),
        user_id=_optional_id(row, "user_id"),
        customer_id=_optional_id(row, "customer_id"),
        order_id=_optional_id(row, "order_id"),
    )


def _is_null(row: Fields, name: str) -> bool:
    """A missing field is not null: a card without `disabled_at` would pass for a good one."""
    if name not in row:
        raise Malformed(name)
    return row[name] is None


def _id(row: Fields, name: str) -> int:
    value = row.get(name)
    if type(value) is not int or not 1 <= value <= _LARGEST_ID:  # True is an int as well
        raise Malformed(name)
    return value


def _optional_id(row: Fields, name: str) -> int | None:
    return None if row.get(name) is None else _id(row, name)


def _text(row: Fields, name: str) -> str:
    value = row.get(name)
    try:
        if isinstance(value, str) and len(value.encode("utf-8")) <= _LONGEST_TEXT:
            return value
    except UnicodeEncodeError as error:  # half of a surrogate pair: no database takes it
        raise Malformed(name) from error
    raise Malformed(name)


def _match(row: Fields, name: str, shape: re.Pattern[str]) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise Malformed(name)
    return value


def _money(row: Fields, name: str, currency: str) -> int:
    """Minor units. Money is a string (API.md); a JSON number is not taken for it."""
    value = row.get(name)
    try:
        if isinstance(value, str):
            return parse_wire(value, currency)
    except ValueError as error:
        raise Malformed(name) from error
    raise Malformed(name)


def _time(row: Fields, name: str) -> int:
    """UTC epoch seconds of a time with an offset, years 2000-2100."""
    try:
        return int(datetime.fromisoformat(_match(row, name, _TIME)).timestamp())
    except ValueError as error:
        raise Malformed(name) from error


def _day(row: Fields, name: str) -> str:
    text = _match(row, name, _DAY)
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise Malformed(name) from error
    return text


def _joined(messages: Sequence[object]) -> str:
    if not messages or not all(isinstance(message, str) for message in messages):
        raise Malformed("errors")
    return "; ".join(_shown(str(message)) for message in messages)


def _shown(message: str) -> str:
    """Fit for a sentence: one line, no control or bidi characters, 300 characters at most."""
    plain = "".join(letter if letter.isprintable() else " " for letter in message[:1000])
    return " ".join(plain.split())[:300]
