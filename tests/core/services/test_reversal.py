"""Taking back: exactly what was moved, once, linked both ways, and refused in a clear sentence where it cannot be."""

from __future__ import annotations

import threading
from collections.abc import Callable
from sqlite3 import IntegrityError
from typing import Any

import pytest

from core.bootstrap import Core
from core.domain.command import CashOut, Command, Disable, Freeze, Issue, Redeem, Replace, Reverse, SetBalance, TopUp
from core.domain.operation import Kind, State
from core.domain.outcome import Confirmed, Queued, Refused, Unknown
from core.domain.settlement import Decision, How
from core.domain.staff import Role
from core.errors import ApprovalNeeded, BadInput, KnownError, NotFound, RuleRefused, SignInNeeded
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, LOSE_REQUEST, Endpoint
from core.store import outbox
from tests.builders import database_of, operation_row
from tests.core.services.test_journal import entries
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, on_server, sell, settle_down

MANAGER, CLERK, OTHER = "482913", "7294", "3816"


def do(till: Core, command: Command) -> str:
    """Confirmed; the operation's number."""
    outcome = act(till, command)
    assert isinstance(outcome, Confirmed), outcome
    return outcome.operation_id


def refused(work: Callable[[], object]) -> KnownError:
    with pytest.raises(KnownError) as caught:
        work()
    assert caught.value.sentence
    return caught.value


def take_back(till: Core, operation_id: str) -> Confirmed:
    outcome = act(till, Reverse(operation_id, "wrong key"))
    assert isinstance(outcome, Confirmed), outcome
    return outcome


@pytest.fixture
def till(open_till: OpenTill) -> Core:
    return open_till()


@pytest.mark.parametrize(
    ("command", "moved"),
    [
        (lambda card: Redeem(card, 1200), -1200),
        (lambda card: TopUp(card, 700), 700),
        (lambda card: CashOut(card, 3000, "asked"), -3000),
    ],
)
def test_what_was_moved_is_moved_back_and_both_say_so(
    till: Core, service: EmbeddedService, command: Callable[[int], Command], moved: int
) -> None:
    card = sell(till).card_id
    original = do(till, command(card))
    assert on_server(service, card) == 10_000 + moved
    back = take_back(till, original)
    assert (back.amount, back.balance, on_server(service, card)) == (-moved, 10_000, 10_000)
    first, second = till.queries.operation(original), till.queries.operation(back.operation_id)
    assert (first.reversed_by, first.taken_back, first.can_be_taken_back) == (back.operation_id, -moved, False)
    assert (second.kind, second.reverses, second.reverses_kind) == (Kind.REVERSE, original, first.kind)
    lines = till.queries.timeline(card)
    assert [(line.what, line.reverses, line.reversed_by) for line in lines[:2]] == [
        ("reverse", original, ""),
        (first.kind.value, "", back.operation_id),
    ]
    assert lines[0].balance == 10_000
    assert [said.key for said in lines[1].message][1] == "line.reversed"
    assert [said.key for said in lines[0].message][1] == f"line.reverses.{first.kind.value}"


def test_nothing_is_taken_back_twice(till: Core, service: EmbeddedService) -> None:
    card = sell(till).card_id
    original = do(till, Redeem(card, 1200))
    take_back(till, original)
    assert refused(lambda: act(till, Reverse(original, "again"))).key == "reverse.already"
    assert on_server(service, card) == 10_000


def test_while_one_is_on_its_way_there_is_no_second(till: Core, service: EmbeddedService) -> None:
    card = sell(till).card_id
    original = do(till, TopUp(card, 700))
    first = till.desk.submit(Reverse(original, "once"))
    assert refused(lambda: till.desk.submit(Reverse(original, "twice"))).key == "reverse.going"
    row = till.queries.operation(original)
    assert (row.reversed_state, row.can_be_taken_back) == (State.READY, False)
    till.replay.run(first.operation_id)
    assert on_server(service, card) == 10_000


def test_of_many_that_ask_at_once_one_is_accepted(till: Core, service: EmbeddedService) -> None:
    card = sell(till).card_id
    original = do(till, Redeem(card, 1200))
    start, accepted, keys = threading.Barrier(4), [], []

    def ask() -> None:
        start.wait()
        try:
            accepted.append(till.desk.submit(Reverse(original, "at once")).operation_id)
        except RuleRefused as error:
            keys.append(error.key)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(accepted), keys) == (1, ["reverse.going"] * 3)
    till.replay.run(accepted[0])
    assert on_server(service, card) == 10_000


def test_the_database_itself_keeps_two_of_one_apart(till: Core) -> None:
    with database_of(till).writing() as conn:
        outbox.append(conn, operation_row("one", kind="reverse", reverses="an original"))
        with pytest.raises(IntegrityError):
            outbox.append(conn, operation_row("two", kind="reverse", reverses="an original"))


@pytest.mark.parametrize(
    ("given", "error", "key"),
    [
        (lambda till, card: "no such number", NotFound, "operation.unknown"),
        (lambda till, card: do(till, SetBalance(card, 9000, "counted")), RuleRefused, "reverse.kind"),
        (lambda till, card: take_back(till, do(till, Redeem(card, 5))).operation_id, RuleRefused, "reverse.again"),
        (lambda till, card: till.desk.submit(Redeem(card, 5)).operation_id, RuleRefused, "reverse.open"),
        (lambda till, card: _disabled(till, do(till, Redeem(card, 5)), card), RuleRefused, "card.disabled"),
        (lambda till, card: _frozen(till, do(till, Redeem(card, 5)), card), RuleRefused, "card.frozen"),
        (lambda till, card: _emptied(till, do(till, TopUp(card, 500)), card), RuleRefused, "reverse.spent"),
        (lambda till, card: _replaced(till, card), RuleRefused, "reverse.step"),
        (lambda till, card: _declined(till, card), RuleRefused, "reverse.nothing"),
        (lambda till, card: _cancelled(till, card), RuleRefused, "reverse.nothing"),
    ],
)
def test_what_cannot_be_taken_back_is_refused_by_its_key(
    till: Core, given: Callable[[Core, int], str], error: type, key: str
) -> None:
    card = sell(till).card_id
    operation_id = given(till, card)
    before = len(till.queries.operations())
    caught = refused(lambda: till.desk.submit(Reverse(operation_id, "wrong key")))
    assert (type(caught), caught.key) == (error, key)
    assert len(till.queries.operations()) == before


def _disabled(till: Core, operation_id: str, card: int) -> str:
    do(till, Disable(card, "lost"))
    return operation_id


def _frozen(till: Core, operation_id: str, card: int) -> str:
    till.freezes.freeze(Freeze(card, "looks copied"))
    return operation_id


def _emptied(till: Core, operation_id: str, card: int) -> str:
    do(till, Redeem(card, 10_100))
    return operation_id


def _replaced(till: Core, card: int) -> str:
    begun = till.replacement.start(Replace(card, "lost"))
    till.replacement.run(begun.operation_id)
    return begun.operation_id


def _declined(till: Core, card: int) -> str:
    till.preferences.set("offline.per_sale", "0")
    accepted = till.desk.submit(Redeem(card, 10_000))
    with database_of(till).writing() as conn:
        outbox.change(conn, accepted.operation_id, state=State.DECLINED.value)
    return accepted.operation_id


def _cancelled(till: Core, card: int) -> str:
    accepted = till.desk.submit(Redeem(card, 5))
    till.desk.cancel(accepted.operation_id)
    return accepted.operation_id


def test_a_reason_is_needed(till: Core) -> None:
    original = do(till, Redeem(sell(till).card_id, 5))
    caught = refused(lambda: till.desk.submit(Reverse(original, "  ")))
    assert (type(caught), caught.key) == (BadInput, "reason.missing")


def test_without_a_connection_nothing_is_taken_back(till: Core, service: EmbeddedService) -> None:
    card = sell(till).card_id
    original = do(till, Redeem(card, 1200))
    till.connection.switch(True)
    assert refused(lambda: till.desk.submit(Reverse(original, "x"))).key == "offline.off"
    till.connection.switch(False)
    accepted = till.desk.submit(Reverse(original, "x"))
    service.stop()
    outcome = till.replay.run(accepted.operation_id)  # the line was cut between the check and the request
    assert isinstance(outcome, Refused)
    assert till.queries.operation(accepted.operation_id).state is State.CANCELLED
    assert till.queries.operation(original).can_be_taken_back
    service.start()


def test_a_restart_goes_on_with_it_and_counts_once(open_till: OpenTill, service: EmbeddedService) -> None:
    till = open_till()
    card = sell(till).card_id
    original = do(till, Redeem(card, 1200))
    till.desk.submit(Reverse(original, "wrong key"))
    till.close()
    till = open_till()
    settle_down(till)
    assert on_server(service, card) == 10_000
    assert refused(lambda: till.desk.submit(Reverse(original, "x"))).key == "reverse.already"


# a lost answer


def parked(
    till: Core, open_till: OpenTill, service: EmbeddedService, command: Command, card: int, fault
) -> tuple[Core, str]:
    service.faults.next(Endpoint.BALANCE, fault)
    outcome = act(till, command)
    assert isinstance(outcome, Unknown)
    other = open_till("other")
    settle_down(other)
    do(other, Redeem(card, 100))
    till.close()
    till = open_till()
    settle_down(till)
    assert till.queries.operation(outcome.operation_id).state is State.PARKED
    return till, outcome.operation_id


@pytest.mark.parametrize(("how", "fault"), [(How.APPLIED, LOSE_REPLY), (How.NOT_APPLIED, LOSE_REQUEST)])
def test_a_take_back_in_doubt_is_settled_and_then_done_exactly_once(
    open_till: OpenTill, service: EmbeddedService, how: How, fault
) -> None:
    till = open_till(quarantine_s=600)
    card = sell(till).card_id
    original = do(till, Redeem(card, 1200))
    till, back = parked(till, open_till, service, Reverse(original, "wrong key"), card, fault)
    assert refused(lambda: till.desk.submit(Reverse(original, "x"))).key == "reverse.unsettled"
    assert till.settle.foresee(Decision(back, how, "")).amount == (1200 if how is How.APPLIED else 0)
    settled = till.settle.decide(Decision(back, how, "counted the drawer"))
    if settled.follow is not None:
        row = till.queries.operation(settled.follow.operation_id)
        assert (row.kind, row.want, row.reverses) == (Kind.REVERSE, 1200, original)
        assert isinstance(till.replay.run(settled.follow.operation_id), Confirmed)
    assert on_server(service, card) == 10_000 - 100
    assert refused(lambda: till.desk.submit(Reverse(original, "x"))).key == "reverse.already"
    assert till.queries.card(card).balance == 9900


def test_what_a_settled_one_left_over_can_still_be_taken_back(open_till: OpenTill, service: EmbeddedService) -> None:
    till = open_till(quarantine_s=600)
    card = sell(till).card_id
    original = do(till, TopUp(card, 1000))
    till, back = parked(till, open_till, service, Reverse(original, "wrong key"), card, LOSE_REQUEST)
    till.settle.decide(Decision(back, How.DROP, "customer kept it"))
    again = take_back(till, original)
    assert (again.amount, on_server(service, card)) == (-1000, 10_000 - 100)


def test_a_parked_act_is_settled_before_it_is_taken_back(open_till: OpenTill, service: EmbeddedService) -> None:
    till = open_till(quarantine_s=600)
    card = sell(till).card_id
    till, original = parked(till, open_till, service, Redeem(card, 1200), card, LOSE_REPLY)
    assert refused(lambda: till.desk.submit(Reverse(original, "x"))).key == "reverse.parked"
    till.settle.decide(Decision(original, How.APPLIED, "receipt checked"))
    assert take_back(till, original).amount == 1200
    assert on_server(service, card) == 9900


# a sale


def test_a_sale_whose_payment_failed_is_emptied_and_its_code_wiped(till: Core, service: EmbeddedService) -> None:
    sold = sell(till, 2500)
    assert till.desk.code_of(sold.operation_id) is not None
    back = take_back(till, sold.operation_id)
    assert (back.amount, back.balance, on_server(service, sold.card_id)) == (-2500, 0, 0)
    assert till.desk.code_of(sold.operation_id) is None
    assert not till.queries.operation(sold.operation_id).code_waits
    assert till.queries.timeline(sold.card_id)[0].balance == 0
    assert [row.agrees for row in till.queries.reconciliation().level] == [True]


def test_a_sale_that_was_spent_from_stays_sold(till: Core, service: EmbeddedService) -> None:
    sold = sell(till, 2500)
    spent = do(till, Redeem(sold.card_id, 500))
    do(till, TopUp(sold.card_id, 900))  # more is on it than it was sold with, and still it was spent
    assert refused(lambda: till.desk.submit(Reverse(sold.operation_id, "card declined"))).key == "reverse.sale_spent"
    take_back(till, spent)
    assert take_back(till, sold.operation_id).amount == -2500
    assert on_server(service, sold.card_id) == 900


def test_a_sale_that_is_spent_elsewhere_meanwhile_is_refused_by_the_card(
    open_till: OpenTill, service: EmbeddedService
) -> None:
    here, there = open_till("here"), open_till("there")
    sold = sell(here, 2500)
    settle_down(there)
    do(there, Redeem(sold.card_id, 1))
    outcome = act(here, Reverse(sold.operation_id, "card declined"))
    assert isinstance(outcome, Refused)
    assert (outcome.message.key, on_server(service, sold.card_id)) == ("outcome.declined.short", 2499)
    assert here.desk.code_of(sold.operation_id) is not None
    assert here.queries.operation(sold.operation_id).can_be_taken_back  # once the card has all of it again


def test_a_card_still_being_made_is_not_unsold(till: Core) -> None:
    accepted = till.desk.submit(Issue(2500, "USD"))
    assert refused(lambda: till.desk.submit(Reverse(accepted.operation_id, "x"))).key == "reverse.open"


def test_a_promise_that_was_never_sent_is_no_case_for_it(till: Core) -> None:
    card = sell(till).card_id
    settle_down(till)
    till.connection.switch(True)
    outcome = act(till, Redeem(card, 500))
    assert isinstance(outcome, Queued)
    till.connection.switch(False)
    assert refused(lambda: till.desk.submit(Reverse(outcome.operation_id, "x"))).key == "reverse.open"


# who may


@pytest.fixture
def staffed(open_till: OpenTill) -> Core:
    """Mia manages; Cleo is at the till, and sold a card of 100.00."""
    till = open_till()
    till.staff.put("Mia", Role.MANAGER, MANAGER)
    till.staff.put("Cleo", Role.CLERK, CLERK)
    till.staff.put("Otto", Role.CLERK, OTHER)
    till.staff.sign_in("Cleo", CLERK)
    return till


def needs_manager(work: Callable[[], object], act_: str) -> Any:
    error = refused(work)
    assert isinstance(error, ApprovalNeeded)
    assert error.values["act"] == act_
    return error


def test_a_clerk_takes_back_alone_what_is_their_own_fresh_and_small(staffed: Core) -> None:
    card = sell(staffed).card_id
    assert take_back(staffed, do(staffed, Redeem(card, 5000))).amount == 5000
    assert staffed.queries.history(limit=1)[0].approver == ""


@pytest.mark.parametrize("why", ["large", "old", "of somebody else"])
def test_else_a_manager_is_needed_who_sees_what_it_is(staffed: Core, why: str) -> None:
    card = sell(staffed).card_id
    original = do(staffed, Redeem(card, 5001 if why == "large" else 100))
    if why == "of somebody else":
        staffed.staff.sign_in("Otto", OTHER)
    if why == "old":
        staffed.sync._clock.wait(15 * 60 + 1)
    shown = needs_manager(lambda: staffed.desk.submit(Reverse(original, "wrong key")), "reverse").values["proposal"]
    assert (shown.card_id, shown.last_characters) == (card, staffed.queries.card(card).last_characters)
    assert (shown.amount.minor, shown.reason) == (5001 if why == "large" else 100, "wrong key")
    with staffed.staff.approving("Mia", MANAGER):
        accepted = staffed.desk.submit(Reverse(original, "wrong key"))
    assert isinstance(staffed.replay.run(accepted.operation_id), Confirmed)


def test_nobody_at_the_till_takes_nothing_back(staffed: Core) -> None:
    original = do(staffed, Redeem(sell(staffed).card_id, 100))
    staffed.staff.sign_out()
    assert isinstance(refused(lambda: staffed.desk.submit(Reverse(original, "x"))), SignInNeeded)


@pytest.mark.parametrize(("amount", "alone"), [(1500, True), (1501, False)])
def test_a_cash_out_above_the_limit_is_a_managers(staffed: Core, amount: int, alone: bool) -> None:
    card = sell(staffed).card_id
    command = CashOut(card, amount, "asked for it")
    if alone:
        do(staffed, command)
    else:
        shown = needs_manager(lambda: staffed.desk.submit(command), "cash-out").values["proposal"]
        assert (shown.amount.minor, shown.reason) == (-1501, "asked for it")


def test_a_limit_of_zero_always_asks(staffed: Core) -> None:
    card = sell(staffed).card_id
    with staffed.staff.approving("Mia", MANAGER):
        staffed.preferences.set("manager.cash_out", "0")
        staffed.preferences.set("manager.reverse", "0")
    needs_manager(lambda: staffed.desk.submit(CashOut(card, 1, "asked")), "cash-out")
    original = do(staffed, Redeem(card, 1))
    needs_manager(lambda: staffed.desk.submit(Reverse(original, "x")), "reverse")


def test_who_approved_stays_with_the_operation_and_in_the_journal(staffed: Core) -> None:
    card = sell(staffed).card_id
    with staffed.staff.approving("Mia", MANAGER):
        operation_id = do(staffed, CashOut(card, 9000, "asked for it"))
    assert staffed.queries.operation(operation_id).approver == "Mia"
    line = staffed.queries.timeline(card)[0]
    assert line.approver == "Mia"
    assert "Approved by Mia." in [KnownError(said.key, **said.values).sentence for said in line.message]
    assert [row.operation_id for row in staffed.queries.history("Mia")] == [operation_id]
    told = dict(entries(staffed, operation_id))
    assert (told["approved"]["by"], told["approved"]["act"]) == ("Mia", "cash-out")
    assert told["accepted"]["approver"] == "Mia"


def test_what_a_clerk_may_do_alone_names_nobody_else(staffed: Core) -> None:
    card = sell(staffed).card_id
    with staffed.staff.approving("Mia", MANAGER):  # asked for what needs none
        operation_id = do(staffed, Redeem(card, 100))
    assert staffed.queries.operation(operation_id).approver == ""
    assert "approved" not in dict(entries(staffed))


def test_a_settlement_names_its_approver_in_its_own_entry(
    open_till: OpenTill, service: EmbeddedService, staffed: Core
) -> None:
    card = sell(staffed).card_id
    till, original = parked(staffed, open_till, service, Redeem(card, 1200), card, LOSE_REPLY)
    till.staff.sign_in("Cleo", CLERK)
    error = needs_manager(lambda: till.settle.decide(Decision(original, How.APPLIED, "receipt")), "settle")
    assert (error.values["proposal"].amount.minor, error.values["proposal"].reason) == (-1200, "receipt")
    with till.staff.approving("Mia", MANAGER):
        till.settle.decide(Decision(original, How.APPLIED, "receipt"))
    told = dict(entries(till, original))
    assert (told["approved"]["by"], told["settled"]["approver"]) == ("Mia", "Mia")


def test_a_setting_that_was_approved_names_its_manager_in_its_own_entry(staffed: Core) -> None:
    shown = needs_manager(lambda: staffed.preferences.set("till.name", "Till 9"), "settings").values["proposal"]
    assert shown.detail == "till.name = Till 9"
    with staffed.staff.approving("Mia", MANAGER):
        staffed.preferences.set("till.name", "Till 9")
    assert dict(entries(staffed))["setting"]["approver"] == "Mia"
