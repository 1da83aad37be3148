"""The activity report against a fold over the acts in plain Python: every figure of every grouping, to the cent."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.period import Comparison
from core.rows.activity import ActivityBy, ActivityDays, activity_report
from core.rows.history import HistoryFilter
from core.rows.report import ReportWord, plain_cell
from core.store import outbox, settlements
from core.store.tables import ATTEMPTS, OPERATIONS, SETTLEMENTS
from tests.builders import NOON, book, operation_row
from tests.core.reading_till import ReadingTill

FIRST_DAY = date(2026, 8, 20)
OPEN = ("ready", "leased", "waiting", "deferred")
STATES = ("done", "inferred", "parked", "declined", "cancelled", *OPEN)
COLUMN_OF = {
    "issue": "sold",
    "redeem": "redeemed",
    "top-up": "topped_up",
    "set-balance": "corrected",
    "cash-out": "cashed_out",
    "reverse": "taken_back",
}


@dataclass
class Act:
    """What was done, as a person would write it into a ledger of paper."""

    kind: str
    state: str
    currency: str
    day: int
    clerk: str
    till: str
    reason: str
    want: int
    answers: list[tuple[int, str]]
    settled: int | None
    replaces: bool
    made: bool

    @property
    def moved(self) -> int:
        """What is on the card for good: what was answered and is not in doubt, and what a person settled."""
        if self.kind == "issue":
            return self.want if self.made and self.state in {"done", "inferred"} else 0
        sure = [amount for amount, fate in self.answers if self.state not in OPEN or fate not in {"pending", "unknown"}]
        return sum(sure) + (self.settled or 0)

    def label(self, by: ActivityBy) -> str:
        kind = "replace" if self.replaces else self.kind
        day = (FIRST_DAY + timedelta(days=self.day)).isoformat()
        return {"day": day, "clerk": self.clerk, "till": self.till, "kind": kind, "reason": self.reason}[by.value]


ACTS = st.lists(
    st.builds(
        Act,
        kind=st.sampled_from([*COLUMN_OF, "update", "disable"]),
        state=st.sampled_from(STATES),
        currency=st.sampled_from(["USD", "USD", "EUR", "JPY"]),
        day=st.integers(0, 12),
        clerk=st.sampled_from(["", "Ann", "ann", "Bob"]),
        till=st.sampled_from(["", "Till 1", "Till 2"]),
        reason=st.sampled_from(["", "Purchase", "=1+1"]),
        want=st.integers(-(10**9), 10**9),
        answers=st.lists(
            st.tuples(st.integers(-(10**9), 10**9), st.sampled_from(["ok", "pending", "unknown", "disproved"])),
            max_size=3,
        ),
        settled=st.none() | st.integers(-(10**6), 10**6),
        replaces=st.sampled_from([False, False, False, True]),
        made=st.booleans(),
    ),
    max_size=25,
)


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    till = ReadingTill(tmp_path_factory.mktemp("activity") / "till.db")
    yield till
    till.database.close()


def write(till: ReadingTill, acts: list[Act]) -> None:
    """Put them into the books in place of what was there."""
    with till.database.writing() as conn:
        for table in (SETTLEMENTS, ATTEMPTS, OPERATIONS):
            conn.execute(table.delete())
    till.order(*(row_of(number, act) for number, act in enumerate(acts)))
    with till.database.writing() as conn:
        for number, act in enumerate(acts):
            if act.kind == "issue" and act.made:
                outbox.change(conn, str(number), card_id=1001)
            for at, (amount, fate) in enumerate(act.answers if act.kind in COLUMN_OF else (), 1):
                if act.kind != "issue":
                    book(conn, str(number), amount, at, fate=fate)
            if act.settled is not None and act.kind not in {"update", "disable"}:
                settled = {"how": "amount", "amount": act.settled, "loss": 7, "clerk": "Max", "why": "x", "at": NOON}
                settlements.add(conn, {"operation_id": str(number), "evidence": {}, **settled})


def row_of(number: int, act: Act) -> dict[str, object]:
    payload = {"act": "0"} if act.replaces else {}
    return operation_row(
        str(number), kind=act.kind, state=act.state, currency=act.currency, clerk=act.clerk, till=act.till,
        reason=act.reason, want=act.want, shop_day=act.label(ActivityBy.DAY), payload=payload,
    )  # fmt: skip


def folded(acts: list[Act], by: ActivityBy, days: range) -> dict[str, dict[str, Counter[str]]]:
    """Return by currency and label what the columns come to, and add up all of them under None."""
    found: dict[str, dict[str, Counter[str]]] = {}
    for act in acts:
        moved = 0 if act.kind in {"update", "disable"} else act.moved
        counted = act.state not in {"declined", "cancelled"}
        if act.day in days and (counted or moved):
            column = "replaced" if act.replaces else COLUMN_OF.get(act.kind, "corrected")
            for label in (act.label(by), "all of them"):
                sums = found.setdefault(act.currency, {}).setdefault(label, Counter())
                sums["acts"] += counted
                sums[column] += moved
                sums["net"] += moved
    return found


def shown(table, cells) -> dict[str, int]:
    names = (column.name for column in table.columns)
    return {name: cell for name, cell in zip(names, cells, strict=True) if isinstance(cell, int) and cell}


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(acts=ACTS, by=st.sampled_from(ActivityBy), first=st.integers(3, 9), length=st.integers(1, 4))
def test_every_figure_is_that_of_a_fold_over_the_acts(books, acts, by, first, length):
    write(books, acts)
    begin, end = (FIRST_DAY + timedelta(days=first + more) for more in (0, length - 1))
    before = Comparison.BEFORE.days(begin, end)
    days = ActivityDays(begin.isoformat(), end.isoformat(), (before[0].isoformat(), before[1].isoformat()))
    report = activity_report(by, days, *books.queries.reports.activity(by, days))
    here, there = folded(acts, by, range(first, first + length)), folded(acts, by, range(first - length, first))
    assert [table.currency for table in report.tables] == sorted({*here, *there})
    for table in report.tables:
        rows = {plain_cell(row[0], table.columns[0].kind, "") or "": shown(table, row) for row in table.rows}
        expected = {label: {name: sum_ for name, sum_ in sums.items() if sum_}
                    for label, sums in here.get(table.currency, {}).items()}  # fmt: skip
        assert shown(table, table.totals) == expected.pop("all of them", {})
        assert rows == expected
        compared = there.get(table.currency, {}).get("all of them", Counter())
        assert shown(table, table.compared) == {name: sum_ for name, sum_ in compared.items() if sum_}
        check_chart(table, here.get(table.currency, {}), by, length)
    waiting = sum(act.state in {"parked", *OPEN} and act.day in range(first, first + length) for act in acts)
    notes = [note for note in report.notes if note.key.startswith("activity.waiting")]
    assert [note.values.get("count", 1) for note in notes] == ([waiting] if waiting else [])
    check_history(books, report, days)


def check_chart(table, sums, by, length):
    """What is drawn is what was put on and taken off, a pair for each day or label."""
    if not table.rows:
        assert table.series is None
        return
    put_on, taken_off = (line.values for line in table.series.lines)
    every = sums["all of them"]
    assert sum(put_on) == every["sold"] + every["topped_up"]
    assert sum(taken_off) == -every["redeemed"] - every["cashed_out"]
    assert len(table.series.labels) == (length if by is ActivityBy.DAY else len(table.rows))


def check_history(books, report, days):
    """The history of the same days comes to the same."""
    totals = books.queries.history_totals("", HistoryFilter(first_day=days.first, last_day=days.last))
    nets = {total.currency: total.put_on - total.taken_off for total in totals}
    for table in report.tables:
        assert shown(table, table.totals).get("net", 0) == nets.get(table.currency, 0)


def test_what_is_summed_by_comes_in_its_own_order(books):
    acts = [
        act(kind="top-up", clerk="Zoe", day=5), act(kind="issue", clerk="Ann", day=1),
        act(kind="redeem", clerk="Zoe", day=3), act(kind="issue", clerk="", day=2, replaces=True),
    ]  # fmt: skip
    write(books, acts)
    labels = {by: [row[0] for row in of_days(books, by).tables[0].rows] for by in ActivityBy}
    assert labels[ActivityBy.DAY] == ["2026-08-21", "2026-08-22", "2026-08-23", "2026-08-25"]
    assert labels[ActivityBy.CLERK] == ["Zoe", ReportWord("", "report.nobody"), "Ann"]
    assert [word.name for word in labels[ActivityBy.KIND]] == ["issue", "redeem", "top-up", "replace"]


def test_of_many_days_the_chart_has_the_months(books):
    write(books, [act(day=0, want=700), act(day=20, want=50)])
    (table,) = of_days(books, ActivityBy.DAY, last="2026-12-31").tables
    assert table.series.labels == ("2026-08", "2026-09", "2026-10", "2026-11", "2026-12")
    assert table.series.lines[0].values == (700, 50, 0, 0, 0)


def test_where_nothing_was_done_it_is_said(books):
    write(books, [])
    report = of_days(books, ActivityBy.DAY)
    assert (report.tables, [note.key for note in report.notes]) == ((), ["report.nothing"])


@pytest.mark.parametrize(
    ("compare", "first", "last", "expected"),
    [
        (Comparison.BEFORE, "2026-11-01", "2026-11-30", ("2026-10-02", "2026-10-31")),
        (Comparison.BEFORE, "2026-11-30", "2026-11-30", ("2026-11-29", "2026-11-29")),
        (Comparison.LAST_YEAR, "2026-11-01", "2026-11-30", ("2025-11-01", "2025-11-30")),
        (Comparison.LAST_YEAR, "2028-02-29", "2028-03-01", ("2027-02-28", "2027-03-01")),
        (Comparison.LAST_YEAR, "0001-01-01", "0001-01-31", None),
        (Comparison.BEFORE, "0001-01-01", "0001-01-31", None),
        (Comparison.NONE, "2026-11-01", "2026-11-30", None),
    ],
)
def test_days_are_compared_with_as_many_before_or_with_those_of_last_year(compare, first, last, expected):
    days = compare.days(date.fromisoformat(first), date.fromisoformat(last))
    assert days == (expected and tuple(map(date.fromisoformat, expected)))


def act(**changes) -> Act:
    usual = {"kind": "issue", "state": "done", "currency": "USD", "day": 0, "clerk": "Ann", "till": "Till 1"}
    usual |= {"reason": "sold", "want": 500, "answers": [], "settled": None, "replaces": False, "made": True}
    return Act(**{**usual, **changes})


def of_days(books, by, last="2026-09-30"):
    days = ActivityDays("2026-08-01", last)
    return activity_report(by, days, *books.queries.reports.activity(by, days))
