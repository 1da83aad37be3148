"""Approval that comes later: nothing is done before it, the act is done once after it, and only as it was asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.bootstrap import Core
from core.domain.approval import ApprovalState
from core.domain.command import CashOut, Command, Disable, Issue, Redeem, Reverse, SetBalance, TopUp, Update
from core.domain.operation import State
from core.domain.outcome import Confirmed
from core.domain.permission import Permission
from core.domain.staff import Role
from core.errors import ApprovalNeeded, RuleRefused
from core.server.sandbox.embedded import EmbeddedService
from core.usecases import approvals, rights
from core.usecases.rights import CellChange
from tests.core.services.approval_till import LARGE, PINS, approve, asked, be, not_asked, operations, till
from tests.core.services.test_journal import entries
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, on_server, sell

__all__ = ["till"]


def test_nothing_is_done_before_the_approval_and_the_act_once_after_it(till: Core, service: EmbeddedService) -> None:
    card = sell(till, 1000).card_id
    before = operations(till)
    request = asked(till, TopUp(card, LARGE, "goodwill"))
    assert (operations(till), on_server(service, card)) == (before, 1000)
    assert (request.clerk, request.state, str(request.proposal.amount)) == ("Cleo", ApprovalState.WAITING, "300.00 USD")
    decided = approve(till, request.number)
    assert decided.result is not None
    assert isinstance(decided.result.outcome, Confirmed)
    assert operations(till) == [*before, request.operation_id]
    assert on_server(service, card) == 1000 + LARGE
    row = till.queries.operation(request.operation_id)
    assert row is not None
    assert (row.clerk, row.approver, row.reason) == ("Cleo", "Mia", "goodwill")
    assert decided.request is not None
    assert (decided.request.state, decided.request.decided_by) == (ApprovalState.APPROVED, "Mia")
    assert decided.request.operation is State.DONE


def test_the_journal_names_who_asked_and_who_approved(till: Core) -> None:
    card = sell(till, 1000).card_id
    request = asked(till, TopUp(card, LARGE))
    approve(till, request.number)
    told = [(what, each["who"]) for what, each in entries(till, request.operation_id)]
    assert told[:4] == [
        ("approval-asked", "Cleo"),
        ("approval-given", "Mia"),
        ("approved", "Cleo"),
        ("accepted", "Cleo"),
    ]
    (given,) = [each for what, each in entries(till) if what == "approved"]
    assert (given["clerk"], given["by"], given["approver"], given["act"]) == ("Cleo", "Mia", "Mia", "top-up")


def test_an_approval_that_is_repeated_finds_the_act(till: Core, service: EmbeddedService) -> None:
    card = sell(till, 1000).card_id
    request = asked(till, TopUp(card, LARGE))
    first, again = approve(till, request.number), approve(till, request.number, "Max")
    assert first.result is not None
    assert again.result is not None
    assert first.result.outcome == again.result.outcome
    assert again.request is not None
    assert again.request.decided_by == "Mia"
    assert on_server(service, card) == 1000 + LARGE


def test_an_approval_that_was_killed_before_it_was_sent_is_sent_once(
    till: Core, service: EmbeddedService, open_till: OpenTill
) -> None:
    card = sell(till, 1000).card_id
    request = asked(till, TopUp(card, LARGE))
    be(till, "Mia")
    till.approvals.approve(request.number)
    till.close()
    again = open_till()
    decided = approve(again, request.number)
    assert decided.result is not None
    assert isinstance(decided.result.outcome, Confirmed)
    assert on_server(service, card) == 1000 + LARGE
    assert operations(again).count(request.operation_id) == 1


@pytest.mark.parametrize("kind", ["correct", "disable", "reverse", "update", "goodwill card"])
def test_what_can_wait_is_carried_out_as_it_was_asked(till: Core, service: EmbeddedService, kind: str) -> None:
    rights.change_rights(till, (CellChange(Role.CLERK, Permission.UPDATE, level="approval"),))
    rights.change_rights(till, (CellChange(Role.CLERK, Permission.REVERSE, level="approval"),))
    card = sell(till, 5000).card_id
    spent = act(till, Redeem(card, 700, "Purchase"))
    commands: dict[str, Command] = {
        "correct": SetBalance(card, 4000, "miscounted"),
        "disable": Disable(card, "stolen"),
        "reverse": Reverse(spent.operation_id, "typed wrong"),
        "update": Update(card, (("note", "for Ann"), ("expires_on", "2099-12-31"))),
        "goodwill card": Issue(LARGE, "USD", kind="goodwill", reason="late delivery"),
    }
    decided = approve(till, asked(till, commands[kind]).number)
    assert decided.result is not None
    assert isinstance(decided.result.outcome, Confirmed), decided
    row = till.queries.card(card)
    assert row is not None
    seen = {
        "correct": on_server(service, card) == 4000,
        "disable": row.status == "disabled",
        "reverse": on_server(service, card) == 5000,
        "update": (row.note, row.expires_on) == ("for Ann", "2099-12-31"),
        "goodwill card": on_server(service, decided.result.outcome.card_id) == LARGE,
    }
    assert seen[kind]


def test_a_correction_is_the_difference_that_was_seen_when_it_was_asked(till: Core, service: EmbeddedService) -> None:
    card = sell(till, 5000).card_id
    request = asked(till, SetBalance(card, 4000, "miscounted"))
    assert str(request.proposal.amount) == "-10.00 USD"
    act(till, Redeem(card, 500, "Purchase"))
    approve(till, request.number)
    assert on_server(service, card) == 3500


def test_what_waits_for_later_is_not_done_on_the_spot_as_well(till: Core, service: EmbeddedService) -> None:
    card = sell(till, 1000).card_id
    number = asked(till, TopUp(card, LARGE, "goodwill")).number
    with till.staff.approving("Mia", PINS["Mia"]), pytest.raises(RuleRefused) as refused:
        till.desk.submit(TopUp(card, LARGE, "goodwill"))
    assert (refused.value.key, refused.value.values["number"]) == ("approval.still_waits", number)
    till.staff.sign_in("Mia", PINS["Mia"])
    with pytest.raises(RuleRefused, match=f"Request {number} asks for the same"):
        till.desk.submit(TopUp(card, LARGE, "goodwill"))
    till.staff.sign_in("Cleo", PINS["Cleo"])
    with till.staff.approving("Mia", PINS["Mia"]):
        act(till, TopUp(card, LARGE, "damaged"))
    till.approvals.withdraw(number)
    with till.staff.approving("Mia", PINS["Mia"]):
        act(till, TopUp(card, LARGE, "goodwill"))
    assert on_server(service, card) == 1000 + 2 * LARGE


def test_what_has_a_customer_waiting_cannot_wait(till: Core) -> None:
    card = sell(till, 50_000).card_id
    be(till, "Cleo")
    for command in (
        CashOut(card, 2000, "moving"),
        Redeem(card, 2000),
        Issue(LARGE, "USD"),
        Issue(LARGE, "USD", "AB12"),
    ):
        assert not_asked(till, command).key == "approval.cannot_wait"


def test_what_is_allowed_or_impossible_or_asked_already_is_not_asked(till: Core) -> None:
    card = sell(till, 1000).card_id
    be(till, "Cleo")
    cases: list[tuple[Command, str]] = [
        (TopUp(card, 500), "approval.not_needed"),
        (TopUp(card, 0), "approval.not_needed"),
        (SetBalance(card, 1000, "x"), "card.same_balance"),
        (SetBalance(card, 900, " "), "reason.missing"),
        (TopUp(999_999, LARGE), "card.unknown"),
    ]
    for command, key in cases:
        assert not_asked(till, command).key == key
    assert till.approvals.requests() == ()
    number = asked(till, TopUp(card, LARGE)).number
    twice = not_asked(till, TopUp(card, LARGE))
    assert (twice.key, twice.values["number"]) == ("approval.asked_already", number)


def test_only_another_manager_decides(till: Core) -> None:
    card = sell(till, 1000).card_id
    number = asked(till, TopUp(card, LARGE)).number
    be(till, "Carl")
    for decide in (till.approvals.approve, lambda each: till.approvals.refuse(each, "no")):
        with pytest.raises(ApprovalNeeded):
            decide(number)
    with till.staff.approving("Max", PINS["Max"]):
        decided = approvals.approve_requests(till, (number,)).decided[0]
    assert decided.request is not None
    assert decided.request.decided_by == "Max"
    be(till, "Mia")
    rights.change_rights(till, (CellChange(Role.CLERK, Permission.DISABLE, level="approval"),))
    rights.change_rights(till, (CellChange(Role.MANAGER, Permission.DISABLE, level="approval"),))
    own = asked(till, Disable(card, "stolen"), by="Mia").number
    with pytest.raises(ApprovalNeeded) as caught:
        till.approvals.approve(own)
    assert caught.value.key == "staff.own"


def test_a_manager_approves_no_more_than_they_may_do_alone(till: Core, service: EmbeddedService) -> None:
    card = sell(till, 1000).card_id
    rights.change_rights(till, (CellChange(Role.MANAGER, Permission.TOP_UP, most="250", day=""),))
    number = asked(till, TopUp(card, LARGE)).number
    decided = approve(till, number)
    assert decided.problem is not None
    assert (decided.problem.key, decided.request and decided.request.waits) == ("approval.beyond", True)
    assert on_server(service, card) == 1000
    smaller = asked(till, TopUp(card, 22_000)).number
    assert approve(till, smaller).problem is None


@pytest.mark.parametrize(
    ("meanwhile", "key"),
    [(lambda card: Disable(card, "stolen"), "card.disabled"), (lambda card: Redeem(card, 800), "card.short")],
)
def test_a_card_that_does_not_allow_it_any_more_ends_the_request(
    till: Core, meanwhile: Callable[[int], Command], key: str
) -> None:
    card = sell(till, 1000).card_id
    number = asked(till, SetBalance(card, 500, "miscounted")).number
    be(till, "Mia")
    act(till, meanwhile(card))
    before = operations(till)
    decided = approve(till, number)
    assert decided.problem is not None
    assert decided.problem.key == key
    assert decided.request is not None
    assert decided.request.state is ApprovalState.IMPOSSIBLE
    assert operations(till) == before
    be(till, "Cleo")
    (seen,) = approvals.read_requests(till)
    assert seen.problem is not None
    assert (seen.problem.key, seen.decided_by) == (key, "Mia")


def test_the_card_is_read_again_before_it_is_carried_out(till: Core, open_till: OpenTill) -> None:
    card = sell(till, 1000).card_id
    number = asked(till, SetBalance(card, 200, "miscounted")).number
    other = open_till("other")
    other.lookup.refresh(card)
    act(other, Redeem(card, 900))
    decided = approve(till, number)
    assert decided.problem is not None
    assert decided.problem.key == "card.short"
