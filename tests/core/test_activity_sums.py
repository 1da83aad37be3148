"""The sums that the triggers keep are those of a scan of all operations, whatever is written, and after an upgrade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Table

from core.domain.operation import Kind, State
from core.store.database import Connection
from core.store.tables import ATTEMPTS, OPERATIONS, SETTLEMENTS
from tests.builders import NOON, attempt_row, operation_row
from tests.core.activity_scan import scan_of, sums_of
from tests.core.reading_till import ReadingTill

AMOUNTS = st.integers(-(10**9), 10**9)
NAMES = st.sampled_from(["", "Ann", "ann", "Bob", "=1+1"])
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "state": st.sampled_from([state.value for state in State]),
        "card_id": st.sampled_from([-1, 0, 1001]),
        "want": AMOUNTS,
        "kind": st.sampled_from([kind.value for kind in Kind]),
        "currency": st.sampled_from(["USD", "EUR"]),
        "shop_day": st.sampled_from(["2026-08-20", "2026-08-21"]),
        "clerk": NAMES,
        "till": NAMES,
        "reason": NAMES,
        "payload": st.sampled_from([{}, {"act": "7"}, {"note": "a"}]),
        "balance_after": AMOUNTS,
    },
)
ANSWER = st.fixed_dictionaries(
    {}, optional={"amount": st.none() | AMOUNTS, "fate": st.sampled_from(["ok", "pending", "unknown", "stale"])}
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["operation", "attempt", "settlement"]), st.integers(0, 1), CHANGES, ANSWER, st.booleans()
    ),
    min_size=12,
    max_size=30,
)

BLANK: dict[str, dict[str, Any]] = {
    "attempt": attempt_row("", amount=7),
    "settlement": {"how": "amount", "clerk": "Max", "why": "x", "at": NOON, "evidence": {}},
}
SINGLE: list[tuple[Table, dict[str, Any] | None]] = [
    *((OPERATIONS, {"state": state.value}) for state in State),
    *((OPERATIONS, {"kind": kind.value}) for kind in Kind),
    *((OPERATIONS, {name: "other"}) for name in ("shop_day", "currency", "clerk", "till", "reason")),
    *((OPERATIONS, {"payload": payload}) for payload in ({"act": "7"}, {"note": "a"})),
    *((OPERATIONS, {"card_id": card_id}) for card_id in (-1, 5)),
    (OPERATIONS, {"want": 12}),
    *((ATTEMPTS, {"fate": fate}) for fate in ("ok", "pending", "unknown", "stale")),
    *((ATTEMPTS, {"amount": amount}) for amount in (None, 0, 11)),
    *((SETTLEMENTS, {"amount": amount}) for amount in (0, 12)),
    (ATTEMPTS, None),
    (SETTLEMENTS, None),
]
"""What may be changed, one at a time; None removes."""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadingTill]:
    till = ReadingTill(tmp_path_factory.mktemp("sums") / "till.db")
    yield till
    till.database.close()


def write(conn: Connection, step: tuple[str, int, dict[str, Any], dict[str, Any], bool]) -> None:
    """Add, change or remove a row: of operation `number`, which is added first where it is not there."""
    what, number, changes, answer, removes = step
    mine = OPERATIONS.c.operation_id == str(number)
    if conn.execute(OPERATIONS.select().where(mine)).first() is None:
        conn.execute(OPERATIONS.insert(), operation_row(str(number), **changes))
    elif what == "operation" and changes:
        conn.execute(OPERATIONS.update().where(mine).values(**changes))
    if what == "operation":
        return
    if what == "settlement":
        answer = {"amount": answer.get("amount") or 0}
    table = ATTEMPTS if what == "attempt" else SETTLEMENTS
    of_it = table.c.operation_id == str(number)
    if removes:
        conn.execute(table.delete().where(of_it))
    elif conn.execute(table.select().where(of_it)).first() is None:
        conn.execute(table.insert(), {**BLANK[what], "operation_id": str(number), **answer})
    elif answer:
        conn.execute(table.update().where(of_it).values(**answer))


@pytest.mark.slow
@settings(deadline=None, max_examples=100)
@given(steps=STEPS)
def test_the_sums_are_those_of_a_scan_after_every_write(books: ReadingTill, steps: list[Any]) -> None:
    with books.database.writing() as conn:
        for table in (SETTLEMENTS, ATTEMPTS, OPERATIONS):
            conn.execute(table.delete())
        assert sums_of(conn) == []
        for step in steps:
            write(conn, step)
            assert sums_of(conn) == scan_of(conn)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("kind", [Kind.REDEEM, Kind.ISSUE])
def test_the_sums_follow_each_single_change(books: ReadingTill, state: State, kind: Kind) -> None:
    for fate in ("ok", "pending", "unknown", "stale"):
        with books.database.writing() as conn:
            for table in (SETTLEMENTS, ATTEMPTS, OPERATIONS):
                conn.execute(table.delete())
            conn.execute(OPERATIONS.insert(), operation_row("0", state=state.value, kind=kind.value))
            conn.execute(ATTEMPTS.insert(), {**BLANK["attempt"], "operation_id": "0", "fate": fate})
            conn.execute(SETTLEMENTS.insert(), {**BLANK["settlement"], "operation_id": "0", "amount": 3})
            for table, values in SINGLE:
                before = conn.begin_nested()
                conn.execute(table.delete() if values is None else table.update().values(**values))
                assert sums_of(conn) == scan_of(conn), (fate, values)
                before.rollback()
            assert sums_of(conn) == scan_of(conn)


def test_a_step_between_open_states_writes_no_sums(books: ReadingTill) -> None:
    """Else each of the steps that every operation makes would cost two rows for nothing."""
    with books.database.writing() as conn:
        conn.execute(OPERATIONS.insert(), operation_row("steps"))
        before = conn.exec_driver_sql("SELECT total_changes()").scalar_one()
        for state in ("leased", "waiting", "deferred"):
            conn.execute(OPERATIONS.update().where(OPERATIONS.c.operation_id == "steps").values(state=state))
        assert conn.exec_driver_sql("SELECT total_changes()").scalar_one() - before == 3
