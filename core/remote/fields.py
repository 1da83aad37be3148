"""The fields of a JSON object, each read strictly (SECURITY.md section 4): what is not exactly right is Malformed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from core.domain.money import parse_wire
from core.domain.nesting import is_shallow

_LARGEST_ID = 2**63 - 1
_LONGEST_TEXT = 64 * 1024
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(
    r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})", re.ASCII
)

Fields = Mapping[str, object]


class Malformed(ValueError):
    """The reply is not what the contract says. The text names the place, never the content."""


def parse(body: bytes) -> object:
    """The JSON in `body`: UTF-8, no NaN, no name twice, no bottomless nesting, no endless numbers."""
    if not is_shallow(body):
        raise Malformed("nested too deep")
    try:
        return json.loads(
            body.decode("utf-8"), parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_distinct
        )
    except Malformed:
        raise
    except (ValueError, RecursionError, InvalidOperation) as error:
        raise Malformed("not JSON") from error


def parse_object(body: bytes) -> Fields:
    """The JSON object in `body`."""
    return object_of(parse(body), "the reply")


def _no_constant(name: str) -> object:
    raise Malformed(f"the constant {name}")


def _distinct(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise Malformed("a name twice")
    return members


def object_of(value: object, place: str) -> Fields:
    if not isinstance(value, dict):
        raise Malformed(place)
    return value


def is_null(row: Fields, name: str) -> bool:
    """A missing field is not null: a card without `disabled_at` would pass for a good one."""
    if name not in row:
        raise Malformed(name)
    return row[name] is None


def id_of(row: Fields, name: str) -> int:
    value = row.get(name)
    if type(value) is not int or not 1 <= value <= _LARGEST_ID:  # True is an int as well
        raise Malformed(name)
    return value


def optional_id(row: Fields, name: str) -> int | None:
    return None if row.get(name) is None else id_of(row, name)


def text_of(row: Fields, name: str) -> str:
    value = row.get(name)
    try:
        if isinstance(value, str) and len(value.encode("utf-8")) <= _LONGEST_TEXT:
            return value
    except UnicodeEncodeError as error:  # half of a surrogate pair: no database takes it
        raise Malformed(name) from error
    raise Malformed(name)


def match_of(row: Fields, name: str, shape: re.Pattern[str]) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise Malformed(name)
    return value


def money_of(row: Fields, name: str, currency: str) -> int:
    """Minor units. Money is a string (API.md); a JSON number is not taken for it."""
    value = row.get(name)
    try:
        if isinstance(value, str):
            return parse_wire(value, currency)
    except ValueError as error:
        raise Malformed(name) from error
    raise Malformed(name)


def time_of(row: Fields, name: str) -> int:
    """UTC epoch seconds of a time with an offset, years 2000-2100."""
    try:
        return int(datetime.fromisoformat(match_of(row, name, _TIME)).timestamp())
    except ValueError as error:
        raise Malformed(name) from error


def day_of(row: Fields, name: str) -> str:
    text = match_of(row, name, _DAY)
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise Malformed(name) from error
    return text
