"""The history of operations and journal entries as one list, against a plain reading of all entries in Python."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.console.arguments import HISTORY_KINDS
from core.domain.journal_groups import GROUPS, JournalGroup
from core.domain.operation import Kind, State
from core.domain.staff import ITSELF, NO_STAFF, OWNER
from core.queries import journal_sql
from core.rows.history import APPROVALS, MONEY, HistoryFilter, narrow_to
from core.rows.journal import JournalRow
from core.rows.order import USUAL, Order
from core.sentences import sentence
from core.store.database import run
from tests.builders import NOON, operation_row, server_card
from tests.core.reading_till import ReadingTill, empty, till

__all__ = ["empty", "till"]

DAY = 86_400
PEOPLE = ("Ann", "bob", "Cleo")
NOT_PEOPLE = {ITSELF.name, NO_STAFF.name, OWNER.name}
ENTRIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("signed-in", {"clerk": "", "name": "Ann", "role": "clerk", "who": "Ann"}),
    ("wrong-pin", {"clerk": "Ann", "name": "bob", "tries": 2, "who": ITSELF.name}),
    ("signed-out", {"clerk": "Cleo", "who": "Cleo"}),
    ("start", {"epoch": 3, "origin": "same", "who": ITSELF.name}),
    ("staff", {"act": "put", "name": "Ann", "role": "clerk", "clerk": "Cleo", "who": "Cleo"}),
    ("staff", {"act": "put", "name": "Ann", "role": "manager", "clerk": "bob", "who": "bob", "approver": "Cleo"}),
    ("pin-reset", {"clerk": "", "name": "bob", "role": "clerk", "who": OWNER.name}),
    ("setting", {"key": "offline.per_sale", "value": "80.00", "who": "Cleo"}),
    ("setting", {"key": "till.name", "value": "Till 2", "who": "Cleo"}),
    ("setting", {"key": "offline.per_sale", "value": "90.00", "who": "bob", "approver": "Cleo"}),
    ("frozen", {"card": 1001, "last_characters": "ab12", "clerk": "Ann", "who": "Ann"}),
    ("unfrozen", {"card": 1002, "last_characters": "cd34", "clerk": "till", "who": NO_STAFF.name}),
    ("looked-up", {"clerk": "bob", "cards": {"ab12": 2, "zz99": 1}, "searches": 1, "who": "bob"}),
    ("file-saved", {"what": "history", "rows": 7, "who": "Ann"}),
    ("order", {"order": "b1", "cards": 12, "clerk": "Ann", "who": "Ann", "approver": "bob"}),
    ("asked", {"card": 1001, "last_characters": "ab12", "who": ITSELF.name}),
    ("approved", {"clerk": "bob", "act": "settings", "by": "Cleo", "who": "bob", "approver": "Cleo"}),
)


def write(till: ReadingTill, number: int, at: float, what: str, values: dict[str, Any]) -> None:
    entry = {"number": number, "at": at, "what": what, "entry": json.dumps(values), "mac": b""}
    with till.database.writing() as conn:
        run(
            conn, "INSERT INTO journal (number, at, what, entry, mac) VALUES (:number, :at, :what, :entry, :mac)", entry
        )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Three days in which operations and entries alternate; the till has another name from the second day on."""
    till = ReadingTill(tmp_path_factory.mktemp("lines") / "till.db")
    till.hold(server_card(card_id=1001, balance=5000), server_card(card_id=1002, balance=5000))
    numbers, kept = count(1), []
    for at in range(3):
        for step, (what, values) in enumerate(ENTRIES):
            time = NOON + at * DAY + step * 60
            number = next(numbers)
            write(till, number, time, what, values)
            kept.append((number, time, what, values))
            if step % 3 == 0:
                by = {"clerk": PEOPLE[step % 2], "approver": "Cleo" if step % 2 else "", "created_at": time + 30}
                day = datetime.fromtimestamp(time, UTC).date().isoformat()
                kinds = ("redeem", "top-up", "issue")
                row = operation_row(f"{at}-{step}", kind=kinds[step % 3], card_id=1001, shop_day=day, **by)
                till.order(row)
    till.clock.hear(int(NOON), (int(NOON), 0))  # the shop's days are those of UTC
    yield till, kept
    till.database.close()


def person(what: str, values: dict[str, Any]) -> str:
    if what in {"signed-in", "wrong-pin"}:
        return str(values["name"])
    return str(values.get("clerk", "") if values["who"] in NOT_PEOPLE else values["who"])


def name_of_till(number: int, kept: list[Any]) -> str:
    names = [values["value"] for each, _, _, values in kept if each < number and values.get("key") == "till.name"]
    return names[-1] if names else "Till 1"


def about(what: str, values: dict[str, Any], card_id: int) -> bool:
    """Both cards end in the same four, which is all that a look-up knows."""
    return card_id == values.get("card") or (what == "looked-up" and "ab12" in values["cards"])


def meant(narrowed: HistoryFilter, kept: list[Any]) -> list[int]:
    """What the filter means of the entries, said a second time."""
    found = []
    for number, at, what, values in kept:
        day = datetime.fromtimestamp(at, UTC).date().isoformat()
        approver, chosen = values.get("approver", ""), narrowed.groups or narrowed.kinds or narrowed.approved
        wanted = (
            what in GROUPS,
            not (narrowed.states or narrowed.currency or narrowed.least is not None),
            not chosen or GROUPS.get(what) in narrowed.groups or (narrowed.approved and approver),
            not narrowed.first_day or day >= narrowed.first_day,
            not narrowed.last_day or day <= narrowed.last_day,
            not narrowed.clerk or narrowed.clerk.lower() in {person(what, values).lower(), approver.lower()},
            not narrowed.till or narrowed.till.lower() == name_of_till(number, kept).lower(),
            not narrowed.card_id or about(what, values, narrowed.card_id),
        )
        if all(wanted):
            found.append(number)
    return found[::-1]


DAYS = st.sampled_from(["", *(datetime.fromtimestamp(NOON + each * DAY, UTC).date().isoformat() for each in range(3))])
FILTERS = st.builds(
    HistoryFilter,
    first_day=DAYS,
    last_day=DAYS,
    clerk=st.sampled_from(["", "", "ann", "BOB", "Cleo", "till"]),
    till=st.sampled_from(["", "", "till 1", "Till 2"]),
    kinds=st.frozensets(st.sampled_from([Kind.REDEEM, Kind.TOP_UP]), max_size=2),
    groups=st.frozensets(st.sampled_from([*JournalGroup]), max_size=3),
    approved=st.booleans(),
    states=st.sampled_from([frozenset(), frozenset(), frozenset({State.READY})]),
    card_id=st.sampled_from([0, 0, 1001, 1002]),
)
ORDERS = st.sampled_from(
    [
        USUAL,
        *(Order(name, way) for name in ("when", "what", "card", "amount", "clerk", "till") for way in (True, False)),
    ]
)


@pytest.mark.slow
@settings(deadline=None, max_examples=200)
@given(narrowed=FILTERS, order=ORDERS)
def test_the_entries_are_those_that_the_filter_means_whatever_the_order(
    told: Any, narrowed: HistoryFilter, order: Order
) -> None:
    till, kept = told
    rows = till.queries.history_lines(limit=-1, narrowed=narrowed, order=order)
    entries = [row.number for row in rows if isinstance(row, JournalRow)]
    if order == USUAL:
        assert entries == meant(narrowed, kept)
    else:
        assert Counter(entries) == Counter(meant(narrowed, kept))
    operations = [row.operation_id for row in rows if not isinstance(row, JournalRow)]
    every = till.queries.history(limit=-1, order=order)
    if not (narrowed.groups or narrowed.approved):
        same = till.queries.history(limit=-1, narrowed=narrowed, order=order)
        assert operations == [row.operation_id for row in same]
        assert {*operations} <= {row.operation_id for row in every}


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(narrowed=FILTERS, order=ORDERS, most=st.integers(0, 40))
def test_a_page_is_the_beginning_of_all_of_it(told: Any, narrowed: HistoryFilter, order: Order, most: int) -> None:
    till, _ = told
    every = till.queries.history_lines(limit=-1, narrowed=narrowed, order=order)
    assert till.queries.history_lines(limit=most, narrowed=narrowed, order=order) == every[:most]


def test_it_is_one_list_in_the_order_of_time(told: Any) -> None:
    till, _ = told
    rows = till.queries.history_lines(limit=-1)
    times = [row.created_at for row in rows]
    assert times == sorted(times, reverse=True)
    assert {isinstance(row, JournalRow) for row in rows} == {True, False}
    upwards = till.queries.history_lines(limit=-1, order=Order("when"))
    assert [row.created_at for row in upwards] == sorted(times)


def test_what_a_manager_approved_is_found_whatever_it_was(told: Any) -> None:
    till, _ = told
    rows = till.queries.history_lines(limit=-1, narrowed=narrow_to(HistoryFilter(), APPROVALS))
    assert {row.approver for row in rows} == {"Cleo", "bob"}
    assert {getattr(row, "what", "operation") for row in rows} == {"staff", "setting", "order", "operation"}


def test_a_setting_and_a_role_say_what_they_were_before(told: Any) -> None:
    till, _ = told
    rows = till.queries.history_lines(limit=-1, narrowed=narrow_to(HistoryFilter(), "settings", "staff"))[::-1]
    changes = [(row.before, row.after) for row in rows if row.what == "setting" and "per_sale" in str(row.messages)]
    assert changes[:4] == [("50.00", "80.00"), ("80.00", "90.00"), ("90.00", "80.00"), ("80.00", "90.00")]
    assert [(row.before, row.after) for row in rows if row.what == "staff"][:3] == [
        ("", "clerk"),
        ("clerk", "manager"),
        ("manager", "clerk"),
    ]


def test_every_listed_entry_reads_as_sentences_without_a_gap(told: Any) -> None:
    till, _ = told
    for row in till.queries.history_lines(limit=-1):
        if isinstance(row, JournalRow):
            text = " ".join(sentence(each.key, each.values) for each in row.messages)
            assert text, row
            assert "{" not in text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ab12", {"frozen", "looked-up"}),
        ("per_sale", {"setting"}),
        ("1002", {"unfrozen"}),
        ("wrong", {"wrong-pin"}),
        ("history", set()),
    ],
)
def test_words_are_looked_for_in_entries_too(told: Any, text: str, found: set[str]) -> None:
    till, _ = told
    rows = till.queries.history_lines(text, limit=-1)
    assert {row.what for row in rows if isinstance(row, JournalRow)} == found


def test_a_code_that_somebody_typed_into_a_setting_is_masked(till: ReadingTill) -> None:
    write(till, 1, NOON, "setting", {"key": "shop.name", "value": "ABCD-EFGH-JKMN-PQ23", "who": "Ann"})
    write(till, 2, NOON, "setting", {"key": "shop.name", "value": "Harbour", "who": "Ann"})
    rows = till.queries.history_lines()
    changes = [(row.before, row.after) for row in rows if isinstance(row, JournalRow)]
    assert changes == [("····PQ23", "Harbour"), ("Harbour Books", "····PQ23")]
    assert "EFGH" not in repr(rows)


def test_money_is_operations_alone(told: Any) -> None:
    till, _ = told
    rows = till.queries.history_lines(limit=-1, narrowed=narrow_to(HistoryFilter(), MONEY))
    assert rows == till.queries.history(limit=-1)


def test_totals_are_those_of_operations(told: Any) -> None:
    till, _ = told
    assert till.queries.history_totals("", narrow_to(HistoryFilter(), "sign-ins")) == ()
    assert sum(each.operations for each in till.queries.history_totals("", HistoryFilter())) == len(
        till.queries.history(limit=-1)
    )


def test_the_console_has_a_word_for_each_group() -> None:
    assert {*HISTORY_KINDS} == {*Kind, *JournalGroup, MONEY, APPROVALS}


@pytest.mark.parametrize(
    "narrowed",
    [
        HistoryFilter(),
        HistoryFilter(first_day="2026-09-21", last_day="2026-09-21"),
        HistoryFilter(clerk="Ann", approved=True),
        narrow_to(HistoryFilter(), "look-ups"),
    ],
)
def test_a_page_walks_along_the_index_and_never_through_the_journal(told: Any, narrowed: HistoryFilter) -> None:
    """The plan of the statement as it is asked: each word of the journal is searched, and nothing is sorted."""
    till, _ = told
    bound: dict[str, Any] = {"clerk": narrowed.clerk} if narrowed.clerk else {}
    bound |= {"first_at": NOON, "end_at": NOON + DAY} if narrowed.first_day else {}
    statement = journal_sql.entries((), narrowed, bound, USUAL)
    with till.database.reading() as conn:
        values = bound | {"limit": 100, "first_name": ""}
        plan = [row[3] for row in run(conn, f"EXPLAIN QUERY PLAN {statement}", values).fetchall()]
    walks = [step for step in plan if step.startswith("SEARCH j USING") and "ix_journal_what" in step]
    assert len(walks) == sum(not narrowed.groups or group in narrowed.groups for group in GROUPS.values())
    assert [step for step in plan if step.startswith("SCAN") and "j" in step.split()] == []
    page = plan[: plan.index("SCAN page")]
    assert [step for step in page if "TEMP B-TREE" in step] == []


def test_a_till_whose_clock_is_off_by_a_day_asks_for_days_of_the_shop(till: ReadingTill) -> None:
    """The shop's day is that of the service, which is a day behind this till's clock."""
    write(till, 1, till.clock.wall(), "signed-out", {"clerk": "Ann", "who": "Ann"})
    till.clock.hear(int(till.clock.wall()) - DAY, (int(NOON), 0))
    today = till.queries.shop_day()
    assert len(till.queries.history_lines(narrowed=HistoryFilter(first_day=today, last_day=today))) == 1
    assert till.queries.history_lines(narrowed=HistoryFilter(last_day="2026-01-01")) == ()
