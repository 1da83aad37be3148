"""Every act is in exactly one closing: the sums of all closings are the plain fold of all acts."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.day_closing import NOT_PAID_REASONS, NOT_PAID_SALES, OF_DRAWER, DayClosing, Movement
from core.store import outbox
from tests.core.services.closing_till import ClosingTill

OPEN = ("ready", "waiting", "deferred")
KINDS = ("issue", "top-up", "redeem", "cash-out", "set-balance")


@dataclass
class Act:
    """One operation of the plain fold: what it moves in which column once it is decided."""

    currency: str
    column: tuple[Movement, bool]
    amount: int
    decided_in: int = 0


@dataclass
class PlainBooks:
    """The same days, folded without a database."""

    acts: dict[str, Act] = field(default_factory=dict)
    closings: int = 0

    def decide(self, operation_id: str, amount: int) -> None:
        self.acts[operation_id].amount = amount
        self.acts[operation_id].decided_in = self.closings + 1

    def sums(self, number: int) -> dict[tuple[str, Movement, bool], tuple[int, int]]:
        found: dict[tuple[str, Movement, bool], tuple[int, int]] = {}
        for act in self.acts.values():
            if act.decided_in == number and act.amount:
                count, amount = found.get((act.currency, *act.column), (0, 0))
                found[(act.currency, *act.column)] = (count + 1, amount + act.amount)
        return found


def shown(made: DayClosing) -> dict[tuple[str, Movement, bool], tuple[int, int]]:
    found: dict[tuple[str, Movement, bool], tuple[int, int]] = {}
    for each in made.currencies:
        for movement, sums in each.figures.sums.items():
            if sums.count:
                found[(each.currency, movement, False)] = (sums.count, sums.amount)
            if sums.back_count:
                found[(each.currency, movement, True)] = (sums.back_count, sums.back)
    return found


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("begin"),
            st.sampled_from(KINDS),
            st.sampled_from(("USD", "EUR", "JPY")),
            st.sampled_from(("sold", "refund", "goodwill", "", "Paid at the till")),
            st.integers(1, 20_000),
        ),
        st.tuples(st.just("take back"), st.integers(0, 50), st.integers(1, 20_000)),
        st.tuples(st.sampled_from(["done", "declined", "parked", "settled"]), st.integers(0, 50), st.integers(0, 9)),
        st.tuples(st.just("close")),
    ),
    max_size=30,
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_closings_are_the_plain_fold_of_all_acts(
    steps: list[tuple], tmp_path_factory: pytest.TempPathFactory
) -> None:
    till, books = ClosingTill(tmp_path_factory.mktemp("days")), PlainBooks()
    try:
        run = Run(till, books)
        for step in (*steps, ("close",)):
            run.take(step)
        for made in till.days.closings():
            assert shown(made) == books.sums(made.number)
            assert made.operations == sum(act.decided_in == made.number for act in books.acts.values())
        numbers = [made.number for made in till.days.closings()]
        assert numbers == list(range(books.closings, 0, -1))
        drawer = sum(each.figures.expected for made in till.days.closings() for each in made.currencies)
        of_drawer = [act.amount for act in books.acts.values() if act.decided_in and act.column[0] in OF_DRAWER]
        assert drawer == sum(of_drawer)
    finally:
        till.database.close()


@dataclass
class Run:
    """Takes the same steps on the till and in the plain books."""

    till: ClosingTill
    books: PlainBooks
    states: dict[str, str] = field(default_factory=dict)
    wants: dict[str, int] = field(default_factory=dict)

    def take(self, step: tuple) -> None:
        what, *words = step
        if what == "begin":
            self._begin(*words)
        elif what == "take back":
            self._take_back(*words)
        elif what == "close":
            self.till.close()
            self.books.closings += 1
        elif name := self._pick(words[0], "parked" if what == "settled" else "open"):
            self._end(name, what, words[1])

    def _begin(self, kind: str, currency: str, word: str, amount: int) -> None:
        name, want = f"act {len(self.states)}", amount if kind in {"issue", "top-up"} else -amount
        sold = {"payload": {"sold_as": word or "sold"}} if kind == "issue" else {"reason": word}
        self.till.add(name, kind=kind, currency=currency, want=want, state=OPEN[amount % 3], **sold)
        self.states[name], self.wants[name] = "open", want
        self.books.acts[name] = Act(currency, (_column(kind, word), False), 0)

    def _take_back(self, at: int, amount: int) -> None:
        original = self._pick(at, "done")
        if not original or self.books.acts[original].column[1]:
            return
        name, sign = f"act {len(self.states)}", -1 if self.wants[original] > 0 else 1
        act = self.books.acts[original]
        self.till.add(name, kind="reverse", currency=act.currency, want=sign * amount, reverses=original, state="done")
        self.till.end(name, sign * amount, "done")
        self.states[name], self.states[original] = "done", "taken back"
        self.books.acts[name] = Act(act.currency, (act.column[0], True), 0)
        self.books.decide(name, sign * amount)

    def _end(self, name: str, what: str, part: int) -> None:
        want = self.wants[name]
        moved = 0 if what == "declined" else want
        if what == "parked":
            self.till.end(name, 0, "parked")
        elif what == "settled":
            moved = 0 if _is_issue(self.till, name) else want * part // 9
            self.till.settle(name, moved)
        else:
            self.till.end(name, moved, what)
        self.states[name] = "parked" if what == "parked" else "done" if what == "done" else "ended"
        if what != "parked":
            self.books.decide(name, moved)

    def _pick(self, at: int, state: str) -> str:
        found = [name for name, each in self.states.items() if each == state]
        return found[at % len(found)] if found else ""


def _is_issue(till: ClosingTill, name: str) -> bool:
    with till.database.reading() as conn:
        return outbox.require(conn, name).kind == "issue"


def _column(kind: str, word: str) -> Movement:
    """The rule of docs/close-of-day.md, said once more."""
    if kind == "issue":
        return Movement.GIVEN if (word or "sold") in NOT_PAID_SALES else Movement.SOLD
    if kind == "top-up":
        return Movement.GIVEN if word in NOT_PAID_REASONS else Movement.TOPPED_UP
    return {
        "redeem": Movement.REDEEMED,
        "cash-out": Movement.CASHED_OUT,
        "set-balance": Movement.CORRECTED,
    }[kind]
