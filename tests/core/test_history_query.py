"""The history, narrowed and summed: each filter means what it says, and the totals are those of its rows."""

from itertools import count, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.operation import Kind, State
from core.rows.history import HistoryFilter
from tests.builders import operation_row, server_card
from tests.core.reading_till import ReadingTill, empty, till

__all__ = ["empty", "till"]


def names(rows):
    return [row.operation_id for row in rows]


def as_narrowed(row, narrowed):
    """What the filter means, said a second time."""
    wanted = (
        not narrowed.clerk or narrowed.clerk.lower() in {row.clerk.lower(), row.approver.lower()},
        not narrowed.till or narrowed.till.lower() == row.till.lower(),
        not narrowed.kinds or row.kind in narrowed.kinds,
        not narrowed.states or row.state in narrowed.states,
        not narrowed.card_id or narrowed.card_id == row.card_id,
        not narrowed.currency or narrowed.currency == row.currency,
        narrowed.least is None or abs(row.want) >= narrowed.least,
        narrowed.most is None or abs(row.want) <= narrowed.most,
    )
    return all(wanted)


NAMES = st.sampled_from(["", "Ann", "BOB", "Cleo"])
FILTERS = st.builds(
    HistoryFilter,
    clerk=NAMES,
    till=st.sampled_from(["", "Till 1", "till 2"]),
    kinds=st.frozensets(st.sampled_from([Kind.REDEEM, Kind.TOP_UP, Kind.ISSUE]), max_size=2),
    states=st.frozensets(st.sampled_from([State.DONE, State.PARKED]), max_size=1),
    card_id=st.sampled_from([0, 0, 1001, 1002]),
    currency=st.sampled_from(["", "USD", "EUR"]),
    least=st.sampled_from([None, 0, 500]),
    most=st.sampled_from([None, 500, 2500]),
)


PEOPLE = (("Ann", "Till 1", "USD", 1001), ("Bob", "Till 2", "EUR", 1002), ("Cleo", "Till 1", "USD", 1001))


@pytest.fixture(scope="module")
def told_of_all(tmp_path_factory):
    """Operations of every kind, by everybody, on two tills, some of them answered."""
    till = ReadingTill(tmp_path_factory.mktemp("history") / "till.db")
    till.hold(server_card(card_id=1001, balance=500000), server_card(card_id=1002, balance=500000, currency="EUR"))
    number = count()
    for kind, want in (("redeem", -500), ("top-up", 2500), ("issue", 700), ("cash-out", -300)):
        for state, (clerk, where, currency, card_id) in product(("done", "parked", "ready"), PEOPLE):
            name = f"{next(number)}"
            by = {"clerk": clerk, "till": where, "currency": currency, "card_id": card_id}
            approver = "Bob" if clerk == "Cleo" and kind == "cash-out" else ""
            till.order(operation_row(name, kind=kind, want=want, state=state, approver=approver, **by))
            if state == "done" and kind != "issue":
                till.pay(name, card_id, want)
    yield till
    till.database.close()


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(narrowed=FILTERS)
def test_a_filter_keeps_what_it_means_and_the_totals_are_those_of_its_rows(told_of_all, narrowed):
    rows = told_of_all.queries.history(limit=1000, narrowed=narrowed)
    every = told_of_all.queries.history(limit=1000)
    assert names(rows) == [row.operation_id for row in every if as_narrowed(row, narrowed)]
    expected = {}
    for row in rows:
        done, put_on, taken_off = expected.get(row.currency, (0, 0, 0))
        expected[row.currency] = done + 1, put_on + max(row.moved, 0), taken_off - min(row.moved, 0)
    totals = told_of_all.queries.history_totals("", narrowed)
    assert {total.currency: (total.operations, total.put_on, total.taken_off) for total in totals} == expected


def test_days_are_those_of_the_shop_and_both_ends_count(till):
    for day in ("2026-09-20", "2026-09-21", "2026-09-22"):
        till.order(operation_row(day, shop_day=day))
    for first, last, found in (
        ("2026-09-21", "2026-09-21", ["2026-09-21"]),
        ("2026-09-21", "", ["2026-09-22", "2026-09-21"]),
        ("", "2026-09-20", ["2026-09-20"]),
        ("2026-09-23", "2026-09-30", []),
    ):
        assert names(till.queries.history(narrowed=HistoryFilter(first_day=first, last_day=last))) == found


def test_whom_and_where_one_may_ask_for(told_of_all):
    assert told_of_all.queries.people_and_tills() == (("Ann", "Bob", "Cleo"), ("Till 1", "Till 2"))
