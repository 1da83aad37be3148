"""What each screen is shown: real SQLite, rows as the store writes them."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain import note_tag
from core.domain.card import Status
from core.domain.money import Money
from core.domain.operation import Kind, State
from core.domain.outcome import Message
from core.domain.reply import NotSent
from core.queries import sql
from core.rows import EvidenceRow
from core.rows.order import Order
from core.store import cards, notes, outbox
from tests.builders import NOON, issue_row, operation_row, server_card, sight
from tests.core.reading_till import ReadingTill, empty, till

__all__ = ["empty", "till"]

TAIL = note_tag.make("abcdefghij234", "ABCDEFGHIJ234567")


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """For properties: each example takes card ids of its own."""
    till = ReadingTill(tmp_path_factory.mktemp("queries") / "till.db")
    yield till
    till.database.close()


def ids(rows):
    return [row.card_id for row in rows]


# cards


def test_a_card_shows_confirmed_plus_pending(till):
    till.hold(server_card())
    till.order(operation_row("open"), operation_row("parked", state="parked"), operation_row("done", state="done"))
    [row] = till.queries.cards()
    assert (row.balance, row.confirmed_balance, row.pending, row.unsettled) == (4000, 5000, -1000, 1)
    assert row == till.queries.card(1001)


def test_people_see_the_note_without_our_tail(till):
    till.hold(server_card(card_id=1, note=f"For Ida {TAIL} paid"), server_card(card_id=2, note=TAIL))
    assert [row.note for row in till.queries.cards()] == [None, "For Ida paid"]


def test_a_card_of_the_outbox_leads_with_its_local_reference(till):
    till.hold(server_card())
    till.order(issue_row("issue", payload={"note": f"For Bo {TAIL}", "expires_on": "2027-01-01"}))
    till.order(operation_row("spent", card_id=-1, want=-500), issue_row("second"))
    second, first, made = till.queries.cards()
    assert (second.card_id, made.card_id) == (-3, 1001)
    assert (first.card_id, first.status, first.note, first.expires_on) == (-1, Status.PENDING, "For Bo", "2027-01-01")
    assert (first.balance, first.pending, first.confirmed_balance, first.initial_value) == (2000, 2000, 0, 2500)
    assert first.seen_at == first.created_at == first.updated_at == int(NOON)
    assert till.queries.card(-1) == first
    assert till.queries.cards(offset=1) == ()
    assert ids(till.queries.cards(limit=1)) == [-3]


def test_a_local_reference_follows_to_the_real_card(till):
    till.order(issue_row("issue"))
    till.make("issue", 77)
    assert till.queries.card(-1) == till.queries.card(77)
    assert ids(till.queries.cards()) == ids(till.queries.cards("l1")) == [77]
    assert till.queries.timeline(-1) == till.queries.timeline(77)


@pytest.mark.parametrize("state", ["declined", "cancelled"])
def test_a_card_that_will_never_be_made_is_none(till, state):
    till.order(issue_row("issue", state=state))
    assert till.queries.card(-1) is None
    assert till.queries.cards() == till.queries.timeline(-1) == ()


def test_a_parked_issue_promises_nothing(till):
    till.order(issue_row("issue", state="parked"))
    [row] = till.queries.cards()
    assert (row.balance, row.initial_value, row.unsettled) == (0, 2500, 1)


def test_unknown_cards_are_none(till):
    assert till.queries.card(5) is None
    assert till.queries.card(-5) is None
    assert till.queries.timeline(5) == ()


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, [-1, 5, 4, 3, 2, 1]),
        (Status.ACTIVE, [3, 1]),
        (Status.EXPIRED, [2]),
        (Status.DISABLED, [5, 4]),
        (Status.PENDING, [-1]),
    ],
)
def test_the_status_is_filtered_by_shop_day(till, status, expected):
    till.hold(
        server_card(card_id=1),
        server_card(card_id=2, expires_on="2026-09-20"),
        server_card(card_id=3, expires_on=till.today),
        server_card(card_id=4, disabled_at=5),
        server_card(card_id=5, disabled_at=5, expires_on="2026-09-20"),
    )
    till.order(issue_row("issue"))
    rows = till.queries.cards(status=status)
    assert ids(rows) == expected
    assert status is None or {row.status for row in rows} == {status}


def test_a_card_expires_at_midnight_in_the_shop(till):
    till.hold(server_card(expires_on=till.today))
    assert till.queries.card(1001).status is Status.ACTIVE
    till.clock.now = datetime.fromtimestamp(NOON).astimezone().replace(hour=23, minute=59).timestamp() + 60
    assert till.queries.card(1001).status is Status.EXPIRED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [-1, 3, 2, 1]),
        ("AB", [2, 1]),
        ("ab12", [1]),
        ("12", []),
        ("2", [2]),
        ("L1", [-1]),
        ("l2", []),
        ("new", [-1]),
        ("BIRTHDAY", [3]),
        ("grandma", [-1]),
        ("100%", [3]),
        ("1_0", []),
        ("%", [3]),
        ("\\", [1]),
        ("25", [-1]),
        ("25.00", [-1]),
        ("40", [2]),
        ("40,00", [2]),
        ("50.00", [3, 2, 1]),
        ("ab 50", [2, 1]),
        ("ab nothing", []),
        ("gc1", []),
        ("abcdefghij234", []),
        (TAIL, []),
    ],
)
def test_every_word_must_match_in_one_of_its_readings(till, text, expected):
    till.hold(
        server_card(card_id=1, last_characters="ab12", note=f"back\\slash {TAIL}"),
        server_card(card_id=2, last_characters="ab99"),
        server_card(card_id=3, last_characters="zz33", note="Birthday, 100% wool"),
    )
    till.order(issue_row("issue", payload={"note": f"from Grandma {TAIL}"}), operation_row("spent", card_id=2))
    assert ids(till.queries.cards(text)) == expected


def test_an_amount_is_the_projected_balance(till):
    till.hold(server_card(balance=3000))
    till.order(operation_row("open"))
    assert ids(till.queries.cards("20")) == [1001]
    assert ids(till.queries.cards("30")) == []


def test_an_amount_is_read_in_the_currency_of_the_shop(till):
    till.preferences.set("currency", "JPY")
    till.hold(server_card(balance=2500, currency="JPY"))
    assert ids(till.queries.cards("2500")) == [1001]
    assert ids(till.queries.cards("25")) == []


@pytest.mark.parametrize("text", ["x" * 100_000, "a " * 5000, "'; DROP TABLE cards; --", ":last_0", "\0", "９９"])
def test_whatever_is_typed_is_only_text(till, text):
    till.hold(server_card())
    assert till.queries.cards(text) in {(), till.queries.cards()}
    assert till.queries.history(text) == ()


@settings(max_examples=25, deadline=None)
@given(made=st.integers(0, 30), unmade=st.integers(0, 4), limit=st.integers(5, 12))
def test_pages_have_no_gaps_and_no_duplicates(tmp_path_factory, empty, made, unmade, limit):
    till = ReadingTill(Path(copyfile(empty, tmp_path_factory.mktemp("pages") / "till.db")))
    till.hold(*(server_card(card_id=number) for number in range(1, made + 1)))
    till.order(*(issue_row(str(number)) for number in range(unmade)))
    walked = []
    while page := till.queries.cards(limit=limit, offset=len([row for row in walked if row.card_id > 0])):
        assert len(page) <= limit
        walked += page
        if len(page) < limit:
            break
    till.database.close()
    assert ids(walked) == [*range(-unmade, 0), *range(made, 0, -1)]


# timeline


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order("balance"), [3, 2, 1]),
        (Order("balance", descending=True), [1, 2, 3]),
        (Order("note"), [2, 1, 3]),
        (Order("note", descending=True), [1, 2, 3]),
        (Order("until"), [3, 2, 1]),
        (Order("status", descending=True), [2, 3, 1]),
        (Order(), [3, 2, 1]),
    ],
)
def test_cards_are_read_in_any_order_and_what_has_no_value_is_last(till, order, expected):
    till.hold(
        server_card(card_id=1, balance=5000, note="b", expires_on=None),
        server_card(card_id=2, balance=4500, note="A", disabled_at=int(NOON)),
        server_card(card_id=3, balance=100, note=None, expires_on="2020-01-01"),
    )
    assert ids(till.queries.cards(order=order)) == expected


def test_a_balance_is_sorted_with_what_waits_for_it(till):
    till.hold(server_card(card_id=1, balance=5000), server_card(card_id=2, balance=4500))
    till.order(operation_row("open", card_id=1, want=-1000))
    assert ids(till.queries.cards(order=Order("balance"))) == [1, 2]


def test_a_page_further_on_is_of_the_same_order(till):
    till.hold(*(server_card(card_id=at, balance=at % 7) for at in range(1, 31)))
    pages = [till.queries.cards(limit=10, offset=start, order=Order("balance")) for start in (0, 10, 20)]
    assert [row.card_id for page in pages for row in page] == sorted(range(1, 31), key=lambda at: (at % 7, -at))


def test_an_unknown_order_is_refused(till):
    with pytest.raises(KeyError):
        till.queries.cards(order=Order("1; DROP TABLE cards"))


@pytest.mark.parametrize("name", ["when", "what", "card", "amount", "outcome", "after", "clerk", "till", "reason"])
def test_the_history_is_read_in_any_order(busy, name):
    for descending in (False, True):
        assert {*names(busy.queries.history(order=Order(name, descending)))} == {*names(busy.queries.history())}


def test_the_history_is_sorted_by_amount(busy):
    amounts = [row.want for row in busy.queries.history(order=Order("amount"))]
    assert amounts == sorted(amounts)


def told(rows):
    return [(row.what, row.amount, row.balance) for row in rows]


def test_the_timeline_of_a_card_that_we_sold(till):
    till.order(issue_row("issue"))
    till.make("issue", 77)
    till.order(
        operation_row("redeem", card_id=77, created_at=NOON + 10, state="done", want=-800),
        operation_row("change", card_id=77, created_at=NOON + 20, kind="update", want=0, state="done"),
        operation_row("refused", card_id=77, created_at=NOON + 30, state="declined"),
        operation_row("undone", card_id=77, created_at=NOON + 35, state="cancelled"),
        operation_row("next", card_id=77, created_at=NOON + 40, kind="top-up", want=300, state="waiting"),
        operation_row("doubted", card_id=77, created_at=NOON + 50, state="parked"),
    )
    till.pay("redeem", 77, -500)
    till.pay("redeem", 77, -300, number=2)
    rows = till.queries.timeline(77)
    assert told(rows) == [
        ("redeem", 0, 2000),
        ("top-up", 300, 2000),
        ("redeem", None, 1700),
        ("update", None, 1700),
        ("redeem", -800, 1700),
        ("sold", 2500, 2500),
    ]
    done, waiting = State.DONE, State.WAITING
    assert [row.state for row in rows] == [State.PARKED, waiting, State.DECLINED, done, done, done]
    first = rows[-1]
    assert (first.at, first.clerk, first.till, first.reason) == (int(NOON), "Ann", "Till 1", "sold")
    assert first.operation_id == "issue"


def test_the_timeline_of_a_card_that_others_made(till):
    till.hold(server_card(balance=4100))
    till.hold(server_card(balance=3900))
    rows = till.queries.timeline(1001)
    assert told(rows) == [("elsewhere", -200, 3900), ("elsewhere", -900, 4100), ("listed", 5000, 5000)]
    assert {row.state for row in rows} == {None}
    assert rows[1].at == rows[2].at == int(NOON) - 1000


def test_the_timeline_of_a_card_that_is_not_made_yet(till):
    till.order(issue_row("issue", state="waiting"), operation_row("spent", card_id=-1, want=-500, state="waiting"))
    assert told(till.queries.timeline(-1)) == [("redeem", -500, 2000), ("sold", 2500, 2500)]


def test_what_is_aborted_changes_nothing_more(till):
    till.hold(server_card())
    till.order(operation_row("aborted", state="waiting", aborted=True))
    till.pay("aborted", 1001, -300)
    assert told(till.queries.timeline(1001))[0] == ("redeem", 0, 5000)
    assert till.queries.card(1001).balance == 5000


def test_the_same_moment_is_told_in_order(till):
    till.hold(server_card())
    till.order(operation_row("one", want=-100), operation_row("two", want=-200))
    with till.database.writing() as conn:
        sight(conn, 1001, 50, NOON)
    assert told(till.queries.timeline(1001))[:3] == [
        ("redeem", -200, 4700),
        ("redeem", -100, 4900),
        ("elsewhere", 50, 5000),
    ]


def test_disabling_elsewhere_is_told_with_what_was_taken(till):
    till.hold(server_card())
    till.hold(server_card(balance=0, disabled_at=5))
    assert told(till.queries.timeline(1001))[0] == ("disabled_elsewhere", -5000, 0)


def test_our_own_disabling_is_told_once(till):
    till.hold(server_card())
    till.order(operation_row("end", kind="disable", want=0, state="done"))
    till.hold(server_card(disabled_at=5))
    assert [row.what for row in till.queries.timeline(1001)] == ["disable", "listed"]


ACTS = st.one_of(
    st.tuples(st.just("elsewhere"), st.integers(0, 9000), st.booleans()),
    st.tuples(
        st.sampled_from(["redeem", "top-up", "set-balance", "update", "disable"]),
        st.integers(-3000, 3000),
        st.sampled_from([state for state in State if state is not State.CANCELLED]),
        st.lists(st.integers(-900, 900), max_size=3),
        st.booleans(),
    ),
)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(sold=st.booleans(), acts=st.lists(st.tuples(st.integers(-50, 50), ACTS), max_size=8), data=st.data())
def test_the_timeline_adds_up_to_the_projected_balance(shared, sold, acts, data):
    card_id = next(shared.numbers)
    expected = 2500
    if sold:
        shared.order(issue_row(f"issue {card_id}"))
        shared.make(f"issue {card_id}", card_id)
    else:
        expected = data.draw(st.integers(0, 9000), label="first seen with")
        shared.hold(server_card(card_id=card_id, balance=expected, initial_value=2500))
    elsewhere = expected - 2500
    for number, (later, (kind, amount, *rest)) in enumerate(acts):
        name = f"{card_id}/{number}"
        if kind == "elsewhere":
            with shared.database.writing() as conn:
                known = cards.get(conn, card_id)
                expected += amount - known.balance
                elsewhere += amount - known.balance
                disabled_at, updated_at = 5 if rest[0] else None, int(NOON) + number
                card = replace(known, balance=amount, disabled_at=disabled_at, updated_at=updated_at)
                cards.pulled(conn, [card], NOON + later, ())
            continue
        (state, paid, aborted), want = rest, amount if kind not in {"update", "disable"} else 0
        paid = paid if want and state is not State.DECLINED else []
        at = {"created_at": NOON + later, "state": state.value, "aborted": aborted}
        shared.order(operation_row(name, card_id=card_id, kind=kind, want=want, **at))
        for attempt, part in enumerate(paid, 1):
            shared.pay(name, card_id, part, attempt)
        on_its_way = state in {State.READY, State.LEASED, State.WAITING, State.DEFERRED}
        expected += (0 if aborted else want) if on_its_way else sum(paid)
    card, rows = shared.queries.card(card_id), shared.queries.timeline(card_id)
    assert card.balance == card.confirmed_balance + card.pending == expected
    assert rows[0].balance == sum(row.amount or 0 for row in rows) == expected
    assert all(new.balance == old.balance + (new.amount or 0) for new, old in pairwise(rows))
    assert sum(row.amount or 0 for row in rows if row.what.endswith("elsewhere")) == elsewhere
    assert (rows[-1].what, rows[-1].amount) == ("sold" if sold else "listed", 2500)


# operations


def names(rows):
    return [row.operation_id for row in rows]


@pytest.fixture
def busy(till):
    """One operation a state, in this order."""
    states = ["done", "ready", "parked", "waiting", "declined", "parked", "leased", "deferred", "cancelled"]
    till.order(*(operation_row(f"{number} {state}", state=state) for number, state in enumerate(states)))
    return till


def test_operations_that_need_a_person_come_first(busy):
    in_order = ["2 parked", "5 parked", "1 ready", "3 waiting", "6 leased", "7 deferred", "8 cancelled", "4 declined"]
    assert names(busy.queries.operations()) == [*in_order, "0 done"]
    for limit in range(9):
        assert names(busy.queries.operations(limit)) == in_order[:limit]


def test_history_is_newest_first(busy):
    assert [int(name[0]) for name in names(busy.queries.history())] == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert names(busy.queries.history(limit=1)) == ["8 cancelled"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ZZ9", ["0192aaaa-0000-7000-8000-000000000002"]),
        ("top", ["0192aaaa-0000-7000-8000-000000000002"]),
        ("bob", ["0192aaaa-0000-7000-8000-000000000002"]),
        ("coffee", ["0192aaaa-0000-7000-8000-000000000001"]),
        ("ann coffee", ["0192aaaa-0000-7000-8000-000000000001"]),
        ("bob coffee", []),
        ("42", ["0192aaaa-0000-7000-8000-000000000002"]),
        ("L7", ["0192aaaa-0000-7000-8000-000000000001"]),
        ("0192", []),
        ("0192AAAA-0000", ["0192aaaa-0000-7000-8000-000000000002", "0192aaaa-0000-7000-8000-000000000001"]),
        ("0192aaaa-0000-7000-8000-000000000001", ["0192aaaa-0000-7000-8000-000000000001"]),
    ],
)
def test_history_is_searched(till, text, expected):
    one, two = (f"0192aaaa-0000-7000-8000-00000000000{number}" for number in (1, 2))
    till.order(
        operation_row(one, reason="Two coffees", card_id=-7),
        operation_row(two, kind="top-up", clerk="Bob", last_characters="zz99", card_id=42),
    )
    assert names(till.queries.history(text)) == expected


def test_an_operation_shows_what_is_known_of_it(till):
    said = Message("outcome.parked.timing", {"left": Money(250, "USD")})
    till.hold(server_card())
    till.order(operation_row("one", offline=True, state="waiting"))
    till.pay("one", 1001, -300)
    till.pay("one", 1001, -200, number=2)
    with till.database.writing() as conn:
        outbox.change(conn, "one", said=said, balance_after=4500)
    row = till.queries.operation("one")
    assert (row.kind, row.state, row.card_id, row.last_characters) == (Kind.REDEEM, State.WAITING, 1001, "ab12")
    assert (row.want, row.known, row.balance, row.offline, row.message) == (-1000, -500, 4500, True, said)
    assert till.queries.operation("two") is None


def test_a_code_waits_until_it_is_handed_over(till):
    handed = {"payload": {"handed_over": True}}
    till.order(
        issue_row("kept", state="done", sealed_code=b"sealed"),
        issue_row("handed", sealed_code=b"sealed", **handed),
        issue_row("wiped", state="done"),
        operation_row("money"),
    )
    assert {row.operation_id: row.code_waits for row in till.queries.history()} == {
        "kept": True,
        "handed": False,
        "wiped": False,
        "money": False,
    }


def test_a_forgotten_sentence_is_none(till):
    till.order(operation_row("one", said=None))
    with till.database.writing() as conn:
        outbox.change(conn, "one", said=None)
    assert till.queries.operation("one").message is None


def test_evidence_is_told_in_order(till):
    read, lost = Message("evidence.read", {"balance": Money(5000, "USD")}), Message("evidence.lost", {"why": "reset"})
    till.order(operation_row("one"))
    with till.database.writing() as conn:
        outbox.add_evidence(conn, "one", NOON + 9, [("read", read)])
        outbox.add_evidence(conn, "one", NOON, [("lost", lost)])
    assert till.queries.evidence("one") == (EvidenceRow(NOON + 9, "read", read), EvidenceRow(NOON, "lost", lost))
    assert till.queries.evidence("two") == ()


# status


def test_a_new_till_is_starting_and_empty(till):
    status = till.queries.status()
    assert (status.connection, status.offline_since, status.problem) == ("starting", None, None)
    assert (status.pending, status.needs_attention, status.cards) == (0, 0, 0)
    assert (status.last_sync, status.first_pull_done, status.sandbox) == (None, False, True)
    assert (status.shop_name, status.till_name, status.clerk) == ("Harbour Books", "Till 1", "")
    assert status.allowance.card_left == 10000


def test_the_status_counts_what_waits(busy):
    busy.hold(server_card())
    with busy.database.writing() as conn:
        notes.set_watermark(conn, "last_sync", str(NOON + 0.5))
        notes.set_watermark(conn, "first_pull.done", "yes")
    status = busy.queries.status()
    assert (status.pending, status.needs_attention, status.cards) == (4, 2, 1)
    assert (status.last_sync, status.first_pull_done) == (NOON + 0.5, True)


def test_only_a_silent_service_has_a_time_of_silence(till):
    till.connection.answered()
    assert till.queries.status().offline_since is None
    till.clock.now += 60
    till.connection.failed(NotSent("refused"))
    status = till.queries.status()
    assert (status.connection, status.offline_since) == ("offline", NOON + 60)
    assert status.problem.key == "service.unreachable"
    till.connection.switch(offline=True)
    assert till.queries.status().connection == "switched_off"


def test_the_allowance_is_for_the_card_even_by_its_local_reference(till):
    till.order(issue_row("issue"))
    till.make("issue", 77)
    till.order(operation_row("spent", card_id=77, offline=True, state="done", shop_day=till.today))
    assert till.queries.status(-1).allowance == till.queries.status(77).allowance
    assert till.queries.status(77).allowance.card_left == 9000


def test_the_clerk_who_signed_in_is_shown(till):
    till.preferences.set("clerk.name", "Ann")
    assert till.queries.status().clerk == "Ann"


# speed


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (sql.OPERATIONS_OF_CARD, "ix_operations_card_id"),
        (sql.OPERATION, "sqlite_autoindex_operations_1"),
        (sql.SIGHTINGS, "ix_sightings_card_id"),
        (sql.EVIDENCE, "ix_evidence_operation_id"),
        (sql.OPERATIONS_IN_ORDER[0], "ix_operations_state"),
        (sql.COUNTS, "ix_operations_state"),
    ],
)
def test_no_question_reads_a_whole_table_for_a_few_rows(till, statement, index):
    with till.database.reading() as conn:
        plain = statement.replace(":card_id", "1").replace(":operation_id", "1").replace(":limit", "1")
        plan = [row[3] for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {plain}")]
    assert any(index in step for step in plan)
    assert not [step for step in plan if step.startswith("SCAN") and "INDEX" not in step and "CONSTANT" not in step]
