"""Read pages of the list, pages of a search, and the transactions of cards."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    func,
    not_,
    select,
    union_all,
)

from core.server.contract.card_rules import LONGEST_CODE, SHORTEST_CODE, normal_code
from core.server.contract.refusals import bad_request
from core.server.contract.search_language import Bare, parse
from core.server.contract.shop_time import shop_zone
from core.server.contract.switches import Switches
from core.server.data.code_seal import CODE, UNSEALED, seal_of
from core.server.data.driver import DriverConnection, Statement, rows_of
from core.server.data.filters import filter_conditions, filters_text
from core.server.data.page_cursors import (
    ORDERS,
    STATUSES,
    Listing,
    PagePosition,
    cursors_around,
    order_of,
    read_cursor,
    rows_beyond,
)
from core.server.data.search_sql import SearchCompiler, sort_key
from core.server.data.tables import SHOWN, cards, transactions, unindexed

MOST = 250
_FEW = 50
_HISTORY = (
    select(transactions)
    .where(transactions.c.gift_card_id.in_(bindparam("card_ids", expanding=True)))
    .order_by(transactions.c.gift_card_id, transactions.c.number)
)
_LARGEST_ID = 2**63 - 1
_SINCE: BindParameter[int] = bindparam("since_id", type_=BigInteger)
_BEYOND: BindParameter[int] = bindparam("beyond", type_=BigInteger)
_LAST: BindParameter[str] = bindparam("last", type_=cards.c.last_characters.type)
_LIMIT: BindParameter[int] = bindparam("most", type_=Integer)

_PLAIN_LAST = re.compile("last_characters:([A-Za-z0-9]{1,20})")
Arguments = Mapping[str, str]
AnyConnection = Connection | DriverConnection
"""A read of one statement takes the database's own driver where it can (docs/decisions/0101)."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """Rows of cards in the order of the listing, and `page_info` by rel ("next", "previous").

    A row has the columns of SHOWN, and what it is ordered by after them.
    """

    rows: Sequence[tuple[Any, ...]]
    cursors: dict[str, str]


def read_histories(conn: Connection, card_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """Return all transactions of some cards by card id, in the order of their numbers."""
    found: dict[int, list[Row[Any]]] = {card_id: [] for card_id in card_ids}
    for row in conn.execute(_HISTORY, {"card_ids": list(card_ids)}):
        found[row.gift_card_id].append(row)
    return found


def page_limit(arguments: Arguments, switches: Switches) -> int:
    """Return how many cards a page may have. Raises RequestRefused 400."""
    text = arguments.get("limit") or "50"
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text) > 0):
        raise bad_request("limit", "must be a number from 1 to 250")
    if int(text) > MOST and switches.over_limit == "refuse":
        raise bad_request("limit", "must be a number from 1 to 250")
    return min(int(text), MOST)


class PageWalk(NamedTuple):
    """Which page is wanted: of what, from where, and how many cards at most."""

    listing: Listing
    position: PagePosition | None
    limit: int

    @property
    def is_short(self) -> bool:
        """Return whether a page of the list reads no other cards than it shows, each beside the one before it."""
        return self.limit <= _FEW and not (self.listing.searched or self.listing.status or self.listing.filters)


def list_walk(arguments: Arguments, switches: Switches, *, filtered: bool = False) -> PageWalk:
    """Return which page of the list is asked for: newest first, or rising by id when `since_id` is given.

    `filtered`: it is the list of histories, which has filters of its own. Raises RequestRefused 400.
    """
    listing, position = _continued(arguments, searched=False) or (_new_list(arguments, filtered=filtered), None)
    return PageWalk(listing, position, page_limit(arguments, switches))


def list_page(conn: AnyConnection, walk: PageWalk, switches: Switches) -> ListPage:
    """Return a page of the list. Raises RequestRefused 400 for filters that are none."""
    listing, position, _ = walk
    plain, back = (
        replace(listing, since_id=min(listing.since_id, 1), filters=""),
        None if position is None else position.back,
    )
    statement = _list_statement(plain, back)
    if listing.filters:
        statement = Statement(_list_query(plain, back).where(*filter_conditions(listing.filters, switches)), tuple)
    return _page(rows_of(conn, statement, _placed(walk)), walk)


@cache
def _list_statement(listing: Listing, back: bool | None) -> Statement[tuple[Any, ...]]:
    """Return the statement of a page of the list, built once: building one takes as long as reading many cards."""
    return Statement(_list_query(listing, back), tuple)


def _list_query(listing: Listing, back: bool | None) -> Select[Any]:
    """Return the query of a page of the list.

    `since_id` of the listing tells only whether there is one. `back`: the direction from a position, None without one.
    """
    query = _shown(cards, cards.c.id).where(*status_conditions({"status": listing.status}))
    if listing.since_id:
        query = query.where(cards.c.id > _SINCE)
    if back is not None:
        query = query.where(rows_beyond(cards, listing, PagePosition(None, _BEYOND, back)))  # type: ignore[arg-type]
    return query.order_by(*order_of(cards, listing, back=bool(back))).limit(_LIMIT)


def _shown(source: FromClause, key: ColumnElement[Any]) -> Select[Any]:
    return select(*(source.c[name] for name in SHOWN), key.label("sort_key"))


def status_conditions(arguments: Arguments) -> list[ColumnElement[bool]]:
    """Return what restricts a query to the cards of one status, or nothing. Raises RequestRefused 400."""
    status = _status(arguments)
    disabled = cards.c.disabled_at.is_not(None)
    return [disabled if status == "disabled" else not_(disabled)] if status else []


def _status(arguments: Arguments) -> str:
    status = arguments.get("status", "")
    if status not in STATUSES:
        raise bad_request("status", "must be enabled or disabled")
    return status


def count_cards(conn: Connection, arguments: Arguments) -> int:
    """Return how many cards there are of the status in `arguments`. Raises RequestRefused 400."""
    return int(conn.execute(select(func.count()).select_from(cards).where(*status_conditions(arguments))).scalar_one())


def search_page(conn: Connection, arguments: Arguments, switches: Switches, now: int) -> ListPage:
    """Return a page of a search, over what the index knows `now` (UTC epoch seconds). Raises RequestRefused 400."""
    listing, position = _continued(arguments, searched=True) or (_new_search(arguments), None)
    limit = page_limit(arguments, switches)
    node = parse(listing.query)
    source: FromClause = _indexed(now) if switches.search_lag_s else cards
    query = _shown(source, sort_key(source, listing.field))
    if position is None and switches.code_search and isinstance(node, Bare):
        row = _row_with_code(conn, query.where(source.c.code == bindparam("code")), node.text)
        if row is not None:
            return ListPage([row], {})
    compiler = SearchCompiler(
        source, shop_zone(switches.shop_zone), switches.code_search, seal_of(conn.engine) is not UNSEALED
    )
    condition = compiler.condition(node)
    if condition is not None:
        query = query.where(condition)
    if position is not None:
        query = query.where(rows_beyond(source, listing, position))
    order = order_of(source, listing, back=position is not None and position.back)
    walk = PageWalk(listing, position, limit)
    return _page(conn.execute(query.order_by(*order).limit(_LIMIT), _placed(walk)).all(), walk)


class LastSearch(NamedTuple):
    """The first page of a search for last characters and nothing else: it is what tills look for all day."""

    last: str
    listing: Listing
    limit: int

    @property
    def is_short(self) -> bool:
        """Return whether few cards are read, and no other ones than are shown."""
        return self.limit <= _FEW and self.listing.field == "disabled_at"


def last_search(arguments: Arguments, switches: Switches) -> LastSearch | None:
    """Return what is searched for, None for any other search. Raises RequestRefused 400."""
    plain = _PLAIN_LAST.fullmatch(arguments.get("query", ""))
    if plain is None or switches.search_lag_s or "page_info" in arguments:
        return None
    return LastSearch(normal_code(plain[1]), _new_search(arguments), page_limit(arguments, switches))


def last_page(conn: AnyConnection, search: LastSearch) -> ListPage:
    """Return the page."""
    walk = PageWalk(search.listing, None, search.limit)
    statement = _last_statement(search.listing.field, search.listing.descending)
    return _page(rows_of(conn, statement, _placed(walk) | {"last": search.last}), walk)


@cache
def _last_statement(field: str, descending: bool) -> Statement[tuple[Any, ...]]:
    """Return the statement of such a page, built once."""
    listing = Listing(searched=True, field=field, descending=descending)
    query = _shown(cards, sort_key(cards, field)).where(cards.c.last_characters == _LAST)
    return Statement(query.order_by(*order_of(cards, listing, back=False)).limit(_LIMIT), tuple)


def _row_with_code(conn: Connection, query: Select[Any], text: str) -> Row[Any] | None:
    """Return the card whose whole code a search for one bare word names (docs/decisions/0106), None for no such card.

    It is found by the unique index, also where codes are sealed: a seal is the same for the same code.
    """
    code = normal_code(text)
    if not SHORTEST_CODE <= len(code) <= LONGEST_CODE:
        return None
    return conn.execute(query, {"code": seal_of(conn.engine).seal(code, CODE)}).first()


def _continued(arguments: Arguments, *, searched: bool) -> tuple[Listing, PagePosition | None] | None:
    """Return where `page_info` goes on, None without one. Raises RequestRefused 400."""
    if "page_info" not in arguments:
        return None
    if beside := arguments.keys() - {"page_info", "limit", "fields"}:
        raise bad_request("page_info", f"can't be combined with {', '.join(sorted(beside))}")
    return read_cursor(arguments["page_info"], searched=searched)


def _new_list(arguments: Arguments, *, filtered: bool) -> Listing:
    filters = filters_text(arguments) if filtered else ""
    status = _status(arguments)
    since = arguments.get("since_id")
    if since is None:
        return Listing(searched=False, status=status, filters=filters)
    if not (since.isascii() and since.isdigit()) or len(since) > 19 or int(since) > _LARGEST_ID:
        raise bad_request("since_id", "must be a number")
    return Listing(searched=False, status=status, descending=False, since_id=int(since), filters=filters)


def _new_search(arguments: Arguments) -> Listing:
    field, _, direction = arguments.get("order", "disabled_at DESC").strip().partition(" ")
    direction = direction.strip().upper() or "ASC"
    if field not in ORDERS or direction not in ("ASC", "DESC"):
        raise bad_request("order", "is invalid")
    query = arguments.get("query", "")
    if "\x00" in query:
        raise bad_request("query", "is invalid")
    return Listing(searched=True, field=field, descending=direction == "DESC", query=query)


def _indexed(now: int) -> FromClause:
    """Return the cards as the search index sees them: where it lags behind, their older state."""
    behind = unindexed.c.until > now
    older = select(*(unindexed.c[column.name] for column in cards.c)).where(and_(behind, unindexed.c.absent == 0))
    current = select(cards).where(cards.c.id.not_in(select(unindexed.c.id).where(behind)))
    return union_all(current, older).subquery("indexed")


def _placed(walk: PageWalk) -> dict[str, object]:
    """Return the parameters of the statement of a page."""
    listing, position, limit = walk
    return {"since_id": listing.since_id, "beyond": 0 if position is None else position.card_id, "most": limit + 1}


def _page(rows: Sequence[tuple[Any, ...]], walk: PageWalk) -> ListPage:
    """Return the page of which `rows` were read: one more than are shown, where there are more."""
    listing, position, limit = walk
    kept = rows[:limit][::-1] if position is not None and position.back else rows[:limit]
    return ListPage(kept, cursors_around(listing, position, kept, len(rows) > limit))
