"""From what is typed into a search field to a SQL condition: words are ANDed, each matches in any of its readings.

Only the shape of a word (which readings it has) goes into the SQL; its text is always a bound parameter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType

from core.domain.money import parse_typed
from core.errors import BadInput

Meant = Mapping[str, Collection[str]]
"""What a typed word stands for among the words that are kept in English: reasons and kinds."""

Shapes = tuple[tuple[str, ...], ...]
"""The readings of each word: hashable, so that a statement is built once for each shape."""

_MOST_WORDS = 8
_MOST_TEXT = 200
_LAST = re.compile(r"[0-9A-Za-z]{1,4}", re.ASCII)
_ID = re.compile(r"[0-9]{1,16}", re.ASCII)
_LOCAL = re.compile(r"[Ll]([0-9]{1,12})", re.ASCII)
_OPERATION = re.compile(r"[0-9A-Fa-f-]{8,36}", re.ASCII)

# The tail that we write (core.domain.note_tag) is 36 characters long and no part of what people wrote.
_NOTE = """c.note LIKE {value} ESCAPE '\\' AND CASE WHEN substr(c.note, -36, 5) = '[gc1:'
           THEN substr(c.note, 1, length(c.note) - 36) ELSE c.note END LIKE {value} ESCAPE '\\'"""
# What each reading is compared with; the cheap comparisons come first.
_OF_CARDS = {
    "last": "c.last_characters LIKE {value}",
    "id": "c.card_id = {value}",
    "local": "c.card_id = (SELECT m.card_id FROM operations m WHERE m.local_id = {value})",
    "amount": "c.balance + COALESCE(p.pending, 0) = {value} OR c.initial_value = {value}",
    "within": _NOTE,
}
_TOLD = ("o.clerk", "o.approver", "o.reason", "s.clerk", "s.why")
_OF_OPERATIONS = {
    "last": "o.last_characters LIKE {value}",
    "id": "o.card_id = {value}",
    "local": "{value} IN (o.local_id, o.card_id)",
    "operation": "o.operation_id LIKE {value} || '%' OR o.operation_id LIKE '%' || {value}",
    "start": "o.kind LIKE {value} ESCAPE '\\'",
    "kept": "EXISTS (SELECT 1 FROM json_each({value}) k WHERE k.value IN (o.reason, o.kind, s.why))",
    "within": " OR ".join(f"{field} LIKE {{value}} ESCAPE '\\'" for field in _TOLD),
}
_OF_OPERATION = "(SELECT o.{} FROM operations o WHERE o.operation_id = j.operation_id)"
_IN_ENTRY = ("name", "clerk", "who", "approver", "key", "value", "file")
_OF_ENTRIES = {
    "last": f"""COALESCE(json_extract(j.entry, '$.last_characters'), {_OF_OPERATION.format("last_characters")})
        LIKE {{value}} OR j.what = 'looked-up'
        AND EXISTS (SELECT 1 FROM json_each(j.entry, '$.cards') k WHERE k.key LIKE {{value}})""",
    "id": f"COALESCE(json_extract(j.entry, '$.card'), {_OF_OPERATION.format('card_id')}) = {{value}}",
    "local": "json_extract(j.entry, '$.card') = {value}",
    "operation": "j.operation_id LIKE {value} || '%' OR j.operation_id LIKE '%' || {value}",
    "start": "j.what LIKE {value} ESCAPE '\\'",
    "kept": "EXISTS (SELECT 1 FROM json_each({value}) k WHERE k.value = j.what)",
    "within": " OR ".join(f"json_extract(j.entry, '$.{name}') LIKE {{value}} ESCAPE '\\'" for name in _IN_ENTRY),
}


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """`parameters` are named reading_number, as the conditions of `shapes` ask for them."""

    shapes: Shapes
    parameters: dict[str, object]


def of_text(text: str, currency: str, meant: Meant = MappingProxyType({})) -> SearchTerms:
    """Read a search, its amounts in `currency`. Beyond 200 characters or eight words the rest is not looked at."""
    typed = text[:_MOST_TEXT].split()[:_MOST_WORDS]
    readings = [_readings(word, currency) | _kept(meant.get(word, ())) for word in typed]
    parameters = {f"{name}_{number}": value for number, word in enumerate(readings) for name, value in word.items()}
    return SearchTerms(tuple(tuple(word) for word in readings), parameters)


def card_condition(shapes: Shapes) -> str:
    """Return the condition for cards `c` with what is pending `p`."""
    return _condition(shapes, _OF_CARDS)


def operation_condition(shapes: Shapes) -> str:
    """Return the condition for operations `o` and their settlements `s`."""
    return _condition(shapes, _OF_OPERATIONS)


def entry_condition(shapes: Shapes) -> str:
    """Return the condition for entries `j` of the journal."""
    return _condition(shapes, _OF_ENTRIES)


def _readings(word: str, currency: str) -> dict[str, object]:
    escaped = re.sub(r"([\\%_])", r"\\\1", word)
    readings: dict[str, object] = {"start": f"{escaped}%", "within": f"%{escaped}%"}
    if _LAST.fullmatch(word):
        readings["last"] = f"{word}%"
    if _ID.fullmatch(word):
        readings["id"] = int(word)
    if local := _LOCAL.fullmatch(word):
        readings["local"] = -int(local[1])
    if _OPERATION.fullmatch(word):  # shorter ones are nothing but a time that many operations share
        readings["operation"] = word  # its beginning, or its end: that is the reference of a receipt
    with suppress(BadInput):
        readings["amount"] = parse_typed(word, currency)
    return readings


def _kept(words: Collection[str]) -> dict[str, object]:
    return {"kept": json.dumps(list(words))} if words else {}


def _condition(shapes: Shapes, compared: dict[str, str]) -> str:
    return " AND ".join(_word(number, shape, compared) for number, shape in enumerate(shapes)) or "1"


def _word(number: int, shape: tuple[str, ...], compared: dict[str, str]) -> str:
    chosen = [compared[name].format(value=f":{name}_{number}") for name in compared if name in shape]
    return f"({' OR '.join(chosen)})"
