"""The read side: one card, pages of the list, pages of a search, and histories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, and_, bindparam, not_, select, union_all

from core.server.filters import conditions, written
from core.server.pages import ORDERS, STATUSES, Place, Walk, beyond, neighbours, order_of, read_cursor
from core.server.refusals import bad_request
from core.server.search_language import parse
from core.server.search_sql import Compiler, sort_key
from core.server.switches import Switches
from core.server.tables import cards, transactions, unindexed
from core.server.wire import shop_zone

MOST = 250
_HISTORY = (
    select(transactions)
    .where(transactions.c.gift_card_id.in_(bindparam("card_ids", expanding=True)))
    .order_by(transactions.c.gift_card_id, transactions.c.number)
)
_LARGEST_ID = 2**63 - 1

Arguments = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Cards in the walk's order, and `page_info` by rel."""

    rows: Sequence[Row[Any]]
    cursors: dict[str, str]


def histories(connection: Connection, card_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """All transactions of some cards, by number."""
    found: dict[int, list[Row[Any]]] = {card_id: [] for card_id in card_ids}
    for made in connection.execute(_HISTORY, {"card_ids": list(card_ids)}):
        found[made.gift_card_id].append(made)
    return found


def limit_of(arguments: Arguments, switches: Switches) -> int:
    """How many cards a page may have. Raises Refused 400."""
    text = arguments.get("limit") or "50"
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text) > 0):
        raise bad_request("limit", "must be a number from 1 to 250")
    if int(text) > MOST and switches.over_limit == "refuse":
        raise bad_request("limit", "must be a number from 1 to 250")
    return min(int(text), MOST)


def list_page(connection: Connection, arguments: Arguments, switches: Switches, *, filtered: bool = False) -> Page:
    """A page of the list: newest first, or rising by id when `since_id` is given. Raises Refused 400.

    `filtered`: it is the list of histories, which has filters of its own.
    """
    walk, place = _continued(arguments, searched=False) or (_list_walk(arguments, filtered=filtered), None)
    query = select(cards, cards.c.id.label("sort_key"))
    query = query.where(*status_of({"status": walk.status}))
    if walk.filters:
        query = query.where(*conditions(walk.filters, switches))
    if walk.since_id:
        query = query.where(cards.c.id > walk.since_id)
    return _page(connection, query, cards, (walk, place, limit_of(arguments, switches)))


def status_of(arguments: Arguments) -> list[ColumnElement[bool]]:
    """The cards of one status, or all. Raises Refused 400."""
    status = arguments.get("status", "")
    if status not in STATUSES:
        raise bad_request("status", "must be enabled or disabled")
    disabled = cards.c.disabled_at.is_not(None)
    return [disabled if status == "disabled" else not_(disabled)] if status else []


def search_page(connection: Connection, arguments: Arguments, switches: Switches, now: int) -> Page:
    """A page of a search, over what the index knows `now`. Raises Refused 400."""
    walk, place = _continued(arguments, searched=True) or (_search_walk(arguments), None)
    source: FromClause = _indexed(now) if switches.search_lag_s else cards
    query = select(source, sort_key(source, walk.field).label("sort_key"))
    compiler = Compiler(source, shop_zone(switches.shop_zone), switches.code_search)
    condition = compiler.condition(parse(walk.query))
    if condition is not None:
        query = query.where(condition)
    return _page(connection, query, source, (walk, place, limit_of(arguments, switches)))


def _continued(arguments: Arguments, *, searched: bool) -> tuple[Walk, Place | None] | None:
    if "page_info" not in arguments:
        return None
    if beside := arguments.keys() - {"page_info", "limit", "fields"}:
        raise bad_request("page_info", f"can't be combined with {', '.join(sorted(beside))}")
    return read_cursor(arguments["page_info"], searched=searched)


def _list_walk(arguments: Arguments, *, filtered: bool) -> Walk:
    filters = written(arguments) if filtered else ""
    status_of(arguments)
    status = arguments.get("status", "")
    since = arguments.get("since_id")
    if since is None:
        return Walk(searched=False, status=status, filters=filters)
    if not (since.isascii() and since.isdigit()) or len(since) > 19 or int(since) > _LARGEST_ID:
        raise bad_request("since_id", "must be a number")
    return Walk(searched=False, status=status, descending=False, since_id=int(since), filters=filters)


def _search_walk(arguments: Arguments) -> Walk:
    field, _, direction = arguments.get("order", "disabled_at DESC").strip().partition(" ")
    direction = direction.strip().upper() or "ASC"
    if field not in ORDERS or direction not in ("ASC", "DESC"):
        raise bad_request("order", "is invalid")
    query = arguments.get("query", "")
    if "\x00" in query:
        raise bad_request("query", "is invalid")
    return Walk(searched=True, field=field, descending=direction == "DESC", query=query)


def _indexed(now: int) -> FromClause:
    """Cards as the search index sees them: what it has not caught up with yet is taken from its older picture."""
    behind = unindexed.c.until > now
    older = select(*(unindexed.c[column.name] for column in cards.c)).where(and_(behind, unindexed.c.absent == 0))
    current = select(cards).where(cards.c.id.not_in(select(unindexed.c.id).where(behind)))
    return union_all(current, older).subquery("indexed")


def _page(
    connection: Connection, query: Select[Any], source: FromClause, walked: tuple[Walk, Place | None, int]
) -> Page:
    walk, place, limit = walked
    back = place is not None and place.back
    if place is not None:
        query = query.where(beyond(source, walk, place))
    rows = connection.execute(query.order_by(*order_of(source, walk, back=back)).limit(limit + 1)).all()
    kept = rows[:limit][::-1] if back else rows[:limit]
    return Page(kept, neighbours(walk, place, kept, len(rows) > limit))
