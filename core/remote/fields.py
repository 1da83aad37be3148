"""The fields of a JSON object, each read strictly (docs/security.md 4): what is not exactly right is Malformed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal, InvalidOperation

from core.domain.money import parse_wire
from core.domain.nesting import is_shallow

_LARGEST_ID = 2**63 - 1
_LONGEST_TEXT = 512 * 1024
_ID = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_BOM = b"\xef\xbb\xbf"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(
    r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:?[0-9]{2})", re.ASCII
)

Fields = Mapping[str, object]


class Malformed(ValueError):
    """The reply is not what the contract says. The text names the place, never the content."""


class NotTheService(Malformed):
    """It is no reply of this API at all: no JSON, or nothing of what was asked for in it."""


def parse(body: bytes) -> object:
    """Return the JSON in `body`: UTF-8, no NaN, no name twice, no bottomless nesting, no endless numbers.

    A byte order mark before it is skipped (docs/api.md 8).
    """
    body = body.removeprefix(_BOM)
    if not is_shallow(body):
        raise NotTheService("nested too deep")
    try:
        return json.loads(
            body.decode("utf-8"), parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_distinct
        )
    except Malformed:
        raise
    except (ValueError, RecursionError, InvalidOperation) as error:
        raise NotTheService("not JSON") from error


def parse_object(body: bytes) -> Fields:
    """Return the JSON object in `body`. Raises NotTheService."""
    return wrapped({"the reply": parse(body)}, "the reply")


def wrapped(fields: Fields, name: str) -> Fields:
    """Return the object that a reply is, or carries under this name. Raises NotTheService where there is none."""
    value = fields.get(name)
    if not isinstance(value, dict):
        raise NotTheService(name)
    return value


def _no_constant(name: str) -> object:
    raise NotTheService(f"the constant {name}")


def _distinct(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise NotTheService("a name twice")
    return members


def object_of(value: object, place: str) -> Fields:
    if not isinstance(value, dict):
        raise Malformed(place)
    return value


def is_null(row: Fields, name: str) -> bool:
    """Return whether a field is null.

    A missing field is not null: a card without `disabled_at` would pass for a good one.
    """
    if name not in row:
        raise Malformed(name)
    return row[name] is None


def id_of(row: Fields, name: str) -> int:
    """Return a number from 1 to 2^63 - 1; some clients and services write ids as text (docs/api.md 8)."""
    value = row.get(name)
    if isinstance(value, str) and _ID.fullmatch(value):
        value = int(value)
    if type(value) is not int or not 1 <= value <= _LARGEST_ID:  # True is an int as well
        raise Malformed(name)
    return value


def optional_id(row: Fields, name: str) -> int | None:
    """Return an id, or None; 0 is nobody's id, and some services write it for none."""
    value = row.get(name)
    nobody = value is None or (type(value) is int and value == 0) or value == "0"
    return None if nobody else id_of(row, name)


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
    """Return minor units. Money is a string (docs/api.md 1); a JSON number is read as it is written, never as float."""
    value = row.get(name)
    if type(value) is int or isinstance(value, Decimal):
        value = str(value)
    try:
        if isinstance(value, str):
            return parse_wire(value, currency)
    except ValueError as error:
        raise Malformed(name) from error
    raise Malformed(name)


def time_of(row: Fields, name: str) -> int:
    """Return UTC epoch seconds of a time with an offset, years 2000-2100."""
    return int(_moment(row, name).timestamp())


def offset_of(row: Fields, name: str) -> int | None:
    """Return the offset that a time is written in, seconds east of UTC; None for Z, which names no place."""
    if match_of(row, name, _TIME).endswith("Z"):
        return None
    offset = _moment(row, name).utcoffset()
    return None if offset is None else int(offset.total_seconds())


def day_of(row: Fields, name: str, offset: int | None) -> str:
    """Return a day. Of a time it is the day as it is written; one in UTC that is not midnight, the day at `offset`."""
    if not _TIME.fullmatch(str(row.get(name))):
        text = match_of(row, name, _DAY)
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError as error:
            raise Malformed(name) from error
    moment = _moment(row, name)
    if not moment.utcoffset() and moment.time() != time.min and offset is not None:
        moment = moment.astimezone(timezone(timedelta(seconds=offset)))
    return moment.date().isoformat()


def _moment(row: Fields, name: str) -> datetime:
    try:
        return datetime.fromisoformat(match_of(row, name, _TIME))
    except ValueError as error:
        raise Malformed(name) from error
