"""The history of all tills: their journals put into books of a till's own shape, in memory, and asked as those are.

So every filter, order and sum is the same statement as for one till (core.queries.history). What no journal tells is
empty here: reasons, what a card had afterwards, and what an act was part of (docs/several-tills.md 6).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from core.domain.chain import Entry
from core.domain.journal_groups import GROUPS
from core.domain.merged_acts import READ, MergedAct, acts_of
from core.domain.operation import Kind, State
from core.domain.stopping import step
from core.queries import sql
from core.queries.history import HistoryAsked, read_history, read_totals
from core.queries.loss_prevention import read as read_loss_prevention
from core.rows import OperationRow
from core.rows.history import HistoryFilter, HistoryRow, HistoryTotal
from core.rows.journal import ENTRIES_MOST
from core.rows.loss_prevention import LossPrevention
from core.rows.merged import MergedJournals
from core.rows.order import USUAL, Order
from core.store.database import Connection, ask, run, run_each
from core.store.projection import TOLD_SQL
from core.store.scratch import ScratchBooks

if TYPE_CHECKING:
    from core.clock import Clock
    from core.services.people.preferences import Preferences
    from core.services.sharing.merge import JournalSources, Merge
    from core.services.sharing.pages import Page
    from core.services.sharing.reach import JournalReach

NEWEST_FIRST: Final = Order("when", descending=True)
"""The usual order: the clocks of several tills give no other."""
_END: Final = ENTRIES_MOST // 10
"""A second end of a journal stands so much further on, as a third one does."""
_LISTED: Final = frozenset(GROUPS)
_ADD_ENTRY: Final = "INSERT INTO journal (number, at, what, operation_id, entry, mac) VALUES (?, ?, ?, ?, ?, x'')"
_ENTRIES: Final = """SELECT number, at, what, operation_id, entry FROM journal
    WHERE number BETWEEN :first AND :last AND operation_id IS NOT NULL ORDER BY number"""
_FORGET: Final = "DELETE FROM journal WHERE what NOT IN (SELECT value FROM json_each(:listed))"
_ADD_ACT: Final = """INSERT OR REPLACE INTO operations (operation_id, kind, card_id, local_id, currency, want, offline,
    state, reason, clerk, till, created_at, shop_day, finished_at, last_characters, payload, touched, follows, approver,
    reverses) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)"""
_ADD_MOVED: Final = """INSERT OR REPLACE INTO attempts (operation_id, number, base, base_updated_at, target, sent_at,
    fate, amount) VALUES (?, 1, 0, 0, 0, 0, 'answered', ?)"""
_ADD_SETTLED: Final = """INSERT OR REPLACE INTO settlements (operation_id, how, amount, loss, clerk, why, at, evidence)
    VALUES (?, ?, ?, ?, ?, '', ?, '[]')"""


@dataclass(frozen=True, slots=True)
class TillsHistory:
    """The first lines of what was asked, what all of it comes to, all names, and how whole the journals are."""

    rows: tuple[HistoryRow, ...]
    totals: tuple[HistoryTotal, ...]
    people: tuple[str, ...]
    tills: tuple[str, ...]
    journals: MergedJournals
    alone: bool


@dataclass(frozen=True, slots=True)
class TillsLosses:
    """What was found in each span of days that was asked for, and how whole the journals are."""

    found: tuple[LossPrevention, ...]
    journals: MergedJournals
    alone: bool


class AllTills:
    """Thread-safe. The books are put together at the first question, and anew once a journal is another one."""

    def __init__(self, merge: Merge, clock: Clock, preferences: Preferences) -> None:
        self._merge, self._clock, self._preferences = merge, clock, preferences
        self._lock = Lock()
        self._books: _Books | None = None
        self.read_times = 0
        """How often the journals were read."""

    def history(self, text: str, limit: int, order: Order, narrowed: HistoryFilter) -> TillsHistory:
        """Return lines as a till's own history does, sums, and names. Raises BadInput, RuleRefused, ReadingStopped."""
        order = NEWEST_FIRST if order == USUAL else order
        asked = HistoryAsked(text, self._preferences.get("currency"), narrowed, order, limit)
        with self._opened() as (conn, books):
            rows, totals = tuple(map(_told, read_history(conn, asked, self._clock))), read_totals(conn, asked, TOLD_SQL)
            return TillsHistory(rows, totals, *books.names, books.journals, books.sources.alone)

    def loss_prevention(self, days: Sequence[tuple[str, str]]) -> TillsLosses:
        """Return what a manager looks at for losses in each span of days. Raises as `history` does."""
        with self._opened() as (conn, books):
            found = tuple(read_loss_prevention(conn, self._clock, *each) for each in days)
            return TillsLosses(found, books.journals, books.sources.alone)

    def close(self) -> None:
        """Forget what was read."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        books, self._books = self._books, None
        if books is not None:
            books.scratch.close()

    @contextmanager
    def _opened(self) -> Iterator[tuple[Connection, _Books]]:
        with self._lock:
            sources = self._merge.sources()
            if self._books is None or self._books.sources != sources:
                self._forget()
                self._books = _put_together(self._merge, sources, self._clock)
                self.read_times += 1
            with self._books.scratch.opened() as conn:
                yield conn, self._books


def _told(row: HistoryRow) -> HistoryRow:
    """Return it without what a person may decide: that is done at its own till, by what that one knows.

    Of a sale whose answer was lost an earlier version told that the card is made, and not its number.
    """
    if not isinstance(row, OperationRow):
        return row
    nameless = row.kind is Kind.ISSUE and row.card_id <= 0
    return replace(row, ways=(), suggestion=None, owed=0, told_moved=row.known if nameless else None)


@dataclass(frozen=True, slots=True)
class _Books:
    sources: JournalSources
    scratch: ScratchBooks
    journals: MergedJournals
    names: tuple[tuple[str, ...], tuple[str, ...]]
    """Who did or approved something, and what the tills are called."""


def _put_together(merge: Merge, sources: JournalSources, clock: Clock) -> _Books:
    """Read all journals into new books, page by page: only the acts of one till are in hand at a time."""
    scratch, unread = ScratchBooks(), list[str]()
    try:
        with scratch.opened() as conn:
            run(conn, "BEGIN")
            reaches: dict[str, JournalReach] = {}
            for page in merge.pages(sources, unread):
                reach = reaches.setdefault(page.till, merge.reach(page.till))
                _add_entries(conn, list(reaches).index(page.till), page, reach)
            tills = tuple(each.told() for each in reaches.values())
            for place, till in enumerate(reaches):
                _add_acts(conn, acts_of(till, _entries(conn, place)), clock)
            run(conn, _FORGET, {"listed": json.dumps(sorted({*_LISTED, "named"}))})
            run(conn, "COMMIT")
            scratch.build_indexes()
            people, found = (tuple(row["name"] for row in ask(conn, each)) for each in (sql.PEOPLE, sql.TILLS))
    except BaseException:
        scratch.close()
        raise
    return _Books(sources, scratch, MergedJournals(tills, sources.expected, tuple(unread), ()), (people, found))


def _add_entries(conn: Connection, place: int, page: Page, reach: JournalReach) -> None:
    """Add what is new on a page; each till has numbers of its own, and one line that says what it was called."""
    first, fresh = place * ENTRIES_MOST, reach.add(page)
    rows = [
        (_number(conn, first + each.number) if reach.has_ends else first + each.number, *each.columns[1:])
        for each in fresh
        if each.what in _LISTED or each.what in READ
    ]
    if not run(conn, "SELECT 1 FROM journal WHERE number = :number", {"number": first}).fetchone():
        name = json.dumps({"key": "till.name", "value": page.name})
        rows.append((first, 0.0, "named", None, name))
    run_each(conn, _ADD_ENTRY, rows)


def _number(conn: Connection, number: int) -> int:
    """Return the number of an entry here; of a second end of a journal one that is free."""
    while run(conn, "SELECT 1 FROM journal WHERE number = :number", {"number": number}).fetchone():
        number += _END
    return number


def _entries(conn: Connection, place: int) -> Iterator[Entry]:
    """Yield what tells the acts of a till, in order; of a journal with two ends the second one last."""
    first = place * ENTRIES_MOST
    found = run(conn, _ENTRIES, {"first": first, "last": first + ENTRIES_MOST - 1})
    for number, at, what, operation_id, text in found:
        yield Entry(number, at, what, operation_id, text, b"")


def _add_acts(conn: Connection, acts: Iterable[MergedAct], clock: Clock) -> None:
    """Add what a till did; an act that two journals tell is there once."""
    operations: list[tuple[Any, ...]] = []
    moved: list[tuple[Any, ...]] = []
    settled: list[tuple[Any, ...]] = []
    for act in acts:
        step()
        operations.append(_act(act, clock))
        beyond = 0
        if act.settled is not None:
            beyond, end = act.settled.amount, act.settled
            settled.append((act.operation_id, end.how, end.amount, end.loss, end.clerk, end.at))
        if act.kind != Kind.ISSUE.value or act.card_id <= 0:
            moved.append((act.operation_id, act.moved - beyond))
    for statement, rows in ((_ADD_ACT, operations), (_ADD_MOVED, moved), (_ADD_SETTLED, settled)):
        run_each(conn, statement, rows)


def _payload(act: MergedAct) -> str:
    """Return what it was part of: the replacing of a card, or the trial of a service, which alone corrects nothing."""
    if act.kind == Kind.SET_BALANCE.value and not act.want:
        return '{"probe": true}'
    return json.dumps({"act": act.replacement}) if act.replacement else "{}"


def _act(act: MergedAct, clock: Clock) -> tuple[Any, ...]:
    return (
        act.operation_id,
        act.kind,
        act.card_id,
        act.card_id if act.card_id < 0 else None,
        act.currency,
        act.want,
        act.offline,
        act.state or State.WAITING.value,
        act.clerk,
        act.till_name,
        act.at,
        act.day or clock.shop_day_of(act.at),
        act.ended_at,
        act.last_characters,
        _payload(act),
        act.follows or None,
        act.approver,
        act.reverses or None,
    )
