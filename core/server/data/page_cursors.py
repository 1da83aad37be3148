"""Opaque cursors that go through a list by key, not by offset.

A card written meanwhile never makes another one appear twice or be left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, or_

from core.server.contract.search_language import FIELDS
from core.server.data.cursor_text import COMPACT, cursor_of, read_page_info
from core.server.data.search_sql import sort_key

ORDERS = FIELDS | {"id"}
STATUSES = ("", "enabled", "disabled")
_NULLABLE = "disabled_at"
"""The only field of an order that may be null."""
_LARGEST = 2**63 - 1
_LISTING_TYPES = [bool, str, bool, str, str, int, str]
_POSITION_TYPES = [int, bool]
"""Of the id and of the direction; the type of a value is that of the listing's field."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed, and in which order. `searched` tells a search from a list."""

    searched: bool
    field: str = "id"
    descending: bool = True
    query: str = ""
    status: str = ""
    since_id: int = 0
    filters: str = ""


@dataclass(frozen=True, slots=True)
class PagePosition:
    """Between two cards: a page begins after this one, or ends before it when going `back`."""

    value: int | str | None
    card_id: int
    back: bool


_walked = attrgetter(*(field.name for field in fields(Listing)))
_placed = attrgetter(*(field.name for field in fields(PagePosition)))


@lru_cache(200)
def _listing_text(listing: Listing) -> str:
    return COMPACT.encode(_walked(listing))


def write_cursor(listing: Listing, position: PagePosition) -> str:
    """Return a `page_info`: all that the next request needs, so that nothing else may be sent beside it."""
    text = f"[{_listing_text(listing)},{COMPACT.encode(_placed(position))}]"
    return cursor_of(text)


def read_cursor(page_info: str, *, searched: bool) -> tuple[Listing, PagePosition]:
    """Return what `write_cursor` wrote. Raises RequestRefused 400 for anything else."""

    def read(parts: Any) -> tuple[Listing, PagePosition]:
        walked, placed = parts
        if [*map(type, walked)] != _LISTING_TYPES or [*map(type, placed)][1:] != _POSITION_TYPES:
            raise ValueError("it has other parts")
        listing, position = Listing(*walked), PagePosition(*placed)
        if not _is_sound(listing, position) or listing.searched is not searched:
            raise ValueError("it is of something else")
        return listing, position

    return read_page_info(page_info, read)


def _is_sound(listing: Listing, position: PagePosition) -> bool:
    """Return whether the values fit together. Raises ValueError for a lone surrogate, which no database takes."""
    if listing.status not in STATUSES or listing.field not in ORDERS or not _is_written(listing):
        return False
    if any(
        b"\x00" in text.encode() for text in (listing.query, listing.filters, position.value) if isinstance(text, str)
    ):
        return False
    wanted = str if listing.field == "last_characters" else int
    ids = (listing.since_id, position.card_id, position.value if wanted is int and position.value is not None else 0)
    if any(type(number) is not int or abs(number) > _LARGEST for number in ids):
        return False
    return position.value is None or type(position.value) is wanted


def _is_written(listing: Listing) -> bool:
    """Return whether a new list or search may begin with it: the statements of lists are kept by these fields."""
    if listing.searched:
        return not (listing.status or listing.since_id or listing.filters)
    return listing.field == "id" and not listing.query and listing.since_id >= 0


def order_of(source: FromClause, listing: Listing, *, back: bool) -> list[ColumnElement[Any]]:
    """Return the order: nulls last both ways, ties by id in the same direction, all reversed when going back.

    It is said in the words of an index: one over the field and the id then gives the rows in this order.
    """
    falling = listing.descending != back
    keys = [sort_key(source, listing.field), source.c.id] if listing.field != "id" else [source.c.id]
    ordered: list[ColumnElement[Any]] = [column.desc() if falling else column.asc() for column in keys]
    if listing.field == _NULLABLE:
        ordered[0] = ordered[0].nulls_first() if back else ordered[0].nulls_last()
    return ordered


def rows_beyond(source: FromClause, listing: Listing, position: PagePosition) -> ColumnElement[bool]:
    """Return what restricts a query to the cards after the position, or before it when going back."""
    key, card_id = sort_key(source, listing.field), source.c.id
    falling = listing.descending != position.back
    next_id = card_id < position.card_id if falling else card_id > position.card_id
    if listing.field == "id":
        return next_id
    if position.value is None:
        among_nulls = and_(key.is_(None), next_id)
        return or_(key.is_not(None), among_nulls) if position.back else among_nulls
    next_key = key < position.value if falling else key > position.value
    after = or_(next_key, and_(key == position.value, next_id))
    return after if position.back else or_(after, key.is_(None))


def cursors_around(
    listing: Listing, position: PagePosition | None, rows: Sequence[tuple[Any, ...]], more: bool
) -> dict[str, str]:
    """Return the cursors around a page by rel. `rows` begin with the id and end with what they are ordered by.

    `more`: there are cards beyond them.
    """
    if not rows:
        return {}
    back = position is not None and position.back
    ends = {"next": (rows[-1], False), "previous": (rows[0], True)}
    wanted = {"next": more or back, "previous": more if back else position is not None}
    return {
        rel: write_cursor(listing, PagePosition(row[-1], row[0], towards))
        for rel, (row, towards) in ends.items()
        if wanted[rel]
    }
