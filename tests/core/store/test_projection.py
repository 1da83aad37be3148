"""The balance shown is confirmed + pending, and the offline limits count what is still out."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.operation import OPEN, State
from core.store import outbox, projection
from core.store.database import Database, run
from core.store.projection import PENDING_SQL, Exposure, Pending
from core.store.tables import ATTEMPTS, OPERATIONS
from tests.builders import NOON, book, issue_row, operation_row

WRITTEN = st.tuples(
    st.sampled_from(list(State)),
    st.integers(-9000, 9000),
    st.lists(st.integers(-5000, 5000), max_size=3),
    st.booleans(),
    st.sampled_from([1, 2, -3]),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory):
    database = Database(Path(tmp_path_factory.mktemp("projection")) / "till.db")
    yield database
    database.close()


@pytest.fixture(autouse=True)
def empty(database):
    with database.writing() as conn:
        forget(conn)


def forget(session):
    session.execute(ATTEMPTS.delete())
    session.execute(OPERATIONS.delete())


def test_a_card_without_operations_has_nothing_pending(database):
    with database.reading() as conn:
        assert projection.pending(conn, 1001) == Pending(0, 0)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(st.lists(WRITTEN, max_size=8))
def test_pending_is_what_open_operations_will_still_change(database, written):
    expected = dict.fromkeys([1, 2, -3], (0, 0))
    with database.writing() as conn:
        forget(conn)
        for number, (state, want, amounts, aborted, card_id) in enumerate(written):
            row = operation_row(str(number), state=state.value, want=want, aborted=aborted, card_id=card_id)
            outbox.append(conn, row)
            for attempt, amount in enumerate(amounts, 1):
                book(conn, str(number), amount, attempt)
            on_its_way = (0 if aborted else want) - sum(amounts) if state in OPEN else 0
            pending, unsettled = expected[card_id]
            expected[card_id] = (pending + on_its_way, unsettled + (state is State.PARKED))
        assert {card: projection.pending(conn, card) for card in expected} == {
            card: Pending(*numbers) for card, numbers in expected.items()
        }
        listed = {card: (amount, unsettled) for card, amount, unsettled in run(conn, PENDING_SQL)}
        assert {card: listed.get(card, (0, 0)) for card in expected} == expected


def test_an_attempt_without_an_answer_is_no_amount(database):
    with database.writing() as conn:
        outbox.append(conn, operation_row("one", state="waiting"))
        book(conn, "one", None, target=4000, fate="unknown")
        assert projection.pending(conn, 1001) == Pending(-1000, 0)


def test_exposure_counts_offline_promises_until_they_are_resolved(database):
    states = ["waiting", "parked", "done", "declined", "cancelled"]
    with database.writing() as conn:
        for state in states:
            outbox.append(conn, operation_row(state, state=state, offline=True))
        outbox.append(conn, operation_row("online", state="waiting"))
        outbox.append(conn, operation_row("other card", state="waiting", offline=True, card_id=2))
        outbox.append(conn, operation_row("yesterday", state="done", offline=True, shop_day="2026-09-20"))
        assert projection.exposure(conn, 1001, "2026-09-21") == Exposure(till=3000, card_day=3000, oldest=NOON)


def test_what_is_unfinished_is_counted_and_summed_for_each_currency(database):
    """Whatever its direction: what is left of each, and what needs a person as well."""
    with database.writing() as conn:
        assert projection.unfinished(conn) == {}
        for state in State:
            outbox.append(conn, operation_row(state.value, state=state.value))
        outbox.append(conn, operation_row("half", state="deferred", want=3000))
        book(conn, "half", 500)
        outbox.append(conn, issue_row("euro", state="waiting", currency="EUR"))
        outbox.append(conn, operation_row("edit", state="parked", kind="update", want=0))
        assert projection.unfinished(conn) == {"EUR": (1, 2500), "USD": (7, 7500)}
