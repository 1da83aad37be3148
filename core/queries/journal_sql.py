"""The entries of the journal that a history lists, as SQL text: one walk along the index for each word of the journal.

SQLite merges the walks as they are read, so a page costs its own rows and not those of the journal. An entry is JSON
(core.services.books.journal); what is asked of it is read from it where it lies, so nothing is kept twice.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from core.domain.journal_groups import GROUPS, JournalGroup
from core.domain.staff import ITSELF, NO_STAFF, OWNER
from core.queries.search_terms import Shapes, entry_condition
from core.rows.history import HistoryFilter
from core.rows.journal import ENTRIES_MOST
from core.rows.order import Order

_NOBODY: Final = ", ".join("'{}'".format(author.name.replace("'", "''")) for author in (ITSELF, NO_STAFF, OWNER))
_PERSON: Final = f"""CASE WHEN j.what IN ('signed-in', 'wrong-pin') THEN json_extract(j.entry, '$.name')
    WHEN json_extract(j.entry, '$.who') NOT IN ({_NOBODY}) THEN json_extract(j.entry, '$.who')
    ELSE json_extract(j.entry, '$.clerk') END"""
"""A sign-in is of whose name was typed, also where the PIN was wrong."""
_APPROVER: Final = "COALESCE(json_extract(j.entry, '$.approver'), '')"
_NAMED: Final = """WITH named AS MATERIALIZED (SELECT number, json_extract(entry, '$.value') AS name
    FROM journal WHERE what IN ('setting', 'named') AND json_extract(entry, '$.key') = 'till.name')"""
_SAME: Final = f"{{}}.number / {ENTRIES_MOST} = j.number / {ENTRIES_MOST}"
"""Both are of one journal, where those of several tills stand side by side (core.queries.all_tills)."""
_TILL: Final = f"""COALESCE((SELECT n.name FROM named n WHERE n.number < j.number AND {_SAME.format("n")}
    ORDER BY n.number DESC LIMIT 1), :first_name)"""
"""What the till was called then."""
_OF_OPERATION: Final = "(SELECT o.{} FROM operations o WHERE o.operation_id = j.operation_id)"
_CARD: Final = f"COALESCE(json_extract(j.entry, '$.card'), {_OF_OPERATION.format('card_id')})"
_LAST: Final = f"COALESCE(json_extract(j.entry, '$.last_characters'), {_OF_OPERATION.format('last_characters')})"
_SEEN: Final = """j.what = 'looked-up' AND EXISTS (SELECT 1 FROM json_each(j.entry, '$.cards') k
    WHERE k.key = (SELECT lower(c.last_characters) FROM cards c WHERE c.card_id = :card_id))"""
"""A look-up knows its cards by their last four alone."""
_NARROWED: Final = {
    "first_at": "j.at >= :first_at",
    "end_at": "j.at < :end_at",
    "clerk": f":clerk COLLATE NOCASE IN ({_PERSON}, {_APPROVER})",
    "till": f"{_TILL} = :till COLLATE NOCASE",
    "card_id": f"""({_CARD} IN (:card_id, (SELECT m.local_id FROM operations m
        WHERE m.card_id = :card_id AND m.local_id IS NOT NULL)) OR {_SEEN})""",
}
_ORDERS: Final = {"what": "j.what", "card": _LAST, "clerk": f"NULLIF({_PERSON}, '')", "till": _TILL}
"""By what an order sorts; for all others an entry has no value."""
_BEFORE: Final = f"""(SELECT COALESCE(json_extract(p.entry, '$.value'), json_extract(p.entry, '$.role')) FROM journal p
    WHERE p.what = j.what AND p.number < j.number AND {_SAME.format("p")} AND j.what IN ('setting', 'staff')
    AND COALESCE(json_extract(p.entry, '$.key'), json_extract(p.entry, '$.name'))
        = COALESCE(json_extract(j.entry, '$.key'), json_extract(j.entry, '$.name'))
    ORDER BY p.at DESC, p.number DESC LIMIT 1)"""
_FROZEN_WHY: Final = """(SELECT f.reason FROM freezes f WHERE j.what IN ('frozen', 'unfrozen')
    AND f.card_id = json_extract(j.entry, '$.card') AND f.at <= j.at ORDER BY f.at DESC LIMIT 1)"""
_COLUMNS: Final = f"""j.number, j.at AS created_at, j.what AS kind, j.operation_id, j.entry, {_PERSON} AS clerk,
    {_APPROVER} AS approver, {_TILL} AS till, {_CARD} AS card_id, {_LAST} AS last_characters, {_BEFORE} AS before,
    {_FROZEN_WHY} AS frozen_why, {_OF_OPERATION.format("currency")} AS currency,
    (SELECT b.name FROM batches b WHERE b.batch_id = json_extract(j.entry, '$.order')) AS order_name"""


def entries(shapes: Shapes, asked: HistoryFilter, narrowed: Collection[str], order: Order) -> str:
    """Select entries in their order; `narrowed` names the parameters that are bound."""
    conditions = " AND ".join([entry_condition(shapes), *(_NARROWED[name] for name in narrowed if name in _NARROWED)])
    key = _ORDERS.get(order.name, "NULL")
    walks = " UNION ALL ".join(
        f"SELECT j.number, j.at, {key} AS sorted FROM journal j WHERE j.what = '{what}' AND {conditions}{only}"
        for what, only in _whats(asked).items()
    )
    return f"""{_NAMED}, page AS MATERIALIZED ({walks} ORDER BY {_ordered(order)} LIMIT :limit)
        SELECT {_COLUMNS} FROM page CROSS JOIN journal j ON j.number = page.number
        ORDER BY {_ordered(order, "page.")}"""


def _whats(asked: HistoryFilter) -> dict[str, str]:
    """Return the words of the journal that are asked for, each with what more its entries must be."""
    every = not (asked.groups or asked.kinds or asked.approved)
    groups = frozenset(JournalGroup) if every else asked.groups
    found = {what: "" for what, group in GROUPS.items() if group in groups}
    if asked.approved:
        found |= {what: f" AND {_APPROVER} <> ''" for what in GROUPS if what not in found}
    return found


def _ordered(order: Order, place: str = "") -> str:
    newest = f"{place}at DESC, {place}number DESC"
    direction = "DESC" if order.descending else "ASC"
    if order.name == "when":
        return f"{place}at {direction}, {place}number DESC"
    return f"{place}sorted COLLATE NOCASE {direction} NULLS LAST, {newest}" if order.name in _ORDERS else newest
