"""Walking through a list by key, not by offset: opaque cursors, and the Link header that carries them.

A card written meanwhile never makes another one appear twice or be left out.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, FromClause, Row, and_, or_

from core.domain.nesting import is_shallow
from core.server.refusals import bad_request
from core.server.search_language import FIELDS
from core.server.search_sql import sort_key

ORDERS = FIELDS | {"id"}
STATUSES = ("", "enabled", "disabled")
_LARGEST = 2**63 - 1
_WALK_KINDS = [bool, str, bool, str, str, int, str]
_PLACE_KINDS = [int, bool]
"""Those of the id and of the direction; a value is of the kind of the walk's field."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What is walked through, and in which order. `searched` tells a search from a list."""

    searched: bool
    field: str = "id"
    descending: bool = True
    query: str = ""
    status: str = ""
    since_id: int = 0
    filters: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Between two cards: a page begins after this one, or when walking `back` ends before it."""

    value: int | str | None
    card_id: int
    back: bool


def write_cursor(walk: Walk, place: Place) -> str:
    """`page_info`: everything the next request needs, so that nothing may be sent beside it."""
    text = json.dumps([astuple(walk), astuple(place)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(page_info: str, *, searched: bool) -> tuple[Walk, Place]:
    """What `write_cursor` wrote. Raises Refused 400 for anything else."""
    try:
        raw = base64.b64decode(page_info.encode("ascii") + b"=" * (-len(page_info) % 4), b"-_", validate=True)
        if not is_shallow(raw):
            raise ValueError("it is nested too deep")
        walked, placed = json.loads(raw)
        if [*map(type, walked)] != _WALK_KINDS or [*map(type, placed)][1:] != _PLACE_KINDS:
            raise ValueError("it has other parts")
        walk, place = Walk(*walked), Place(*placed)
        sound = _is_sound(walk, place)
    except (ValueError, TypeError, RecursionError, binascii.Error):
        raise bad_request("page_info", "is invalid") from None
    if not sound or walk.searched is not searched:
        raise bad_request("page_info", "is invalid")
    return walk, place


def _is_sound(walk: Walk, place: Place) -> bool:
    """Raises ValueError for half a letter (a lone surrogate), which no database takes."""
    if walk.status not in STATUSES or walk.field not in ORDERS:
        return False
    if any(b"\x00" in text.encode() for text in (walk.query, walk.filters, place.value) if isinstance(text, str)):
        return False
    wanted = str if walk.field == "last_characters" else int
    ids = (walk.since_id, place.card_id, place.value if wanted is int and place.value is not None else 0)
    if any(type(number) is not int or abs(number) > _LARGEST for number in ids):
        return False
    return place.value is None or type(place.value) is wanted


def order_of(source: FromClause, walk: Walk, *, back: bool) -> list[ColumnElement[Any]]:
    """Nulls last both ways, ties by id in the same direction; everything turned round when walking back."""
    key = sort_key(source, walk.field)
    falling = walk.descending != back
    nulls = key.is_(None)
    keys = [key, source.c.id] if walk.field != "id" else [source.c.id]
    ordered: list[ColumnElement[Any]] = [column.desc() if falling else column.asc() for column in keys]
    return ordered if walk.field == "id" else [nulls.desc() if back else nulls.asc(), *ordered]


def beyond(source: FromClause, walk: Walk, place: Place) -> ColumnElement[bool]:
    """The cards after the place, or before it when walking back."""
    key, card_id = sort_key(source, walk.field), source.c.id
    falling = walk.descending != place.back
    next_id = card_id < place.card_id if falling else card_id > place.card_id
    if walk.field == "id":
        return next_id
    if place.value is None:
        among_nulls = and_(key.is_(None), next_id)
        return or_(key.is_not(None), among_nulls) if place.back else among_nulls
    next_key = key < place.value if falling else key > place.value
    after = or_(next_key, and_(key == place.value, next_id))
    return after if place.back else or_(after, key.is_(None))


def link_header(base: str, cursors: dict[str, str], beside: dict[str, str]) -> str:
    """`<absolute url>; rel="next", <…>; rel="previous"`; beside the cursor only limit and fields."""
    return ", ".join(
        f'<{base}?{urlencode(beside | {"page_info": cursor}, safe=",")}>; rel="{rel}"'
        for rel, cursor in cursors.items()
    )


def neighbours(walk: Walk, place: Place | None, rows: Sequence[Row[Any]], more: bool) -> dict[str, str]:
    """The cursors around a page. `rows` carry `sort_key`; `more` tells whether the walk went on beyond them."""
    if not rows:
        return {}
    back = place is not None and place.back
    ends = {"next": (rows[-1], False), "previous": (rows[0], True)}
    wanted = {"next": more or back, "previous": more if back else place is not None}
    return {
        rel: write_cursor(walk, Place(row.sort_key, row.id, towards))
        for rel, (row, towards) in ends.items()
        if wanted[rel]
    }
