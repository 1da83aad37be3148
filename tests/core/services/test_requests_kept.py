"""Requests for approval as they are kept: seen, refused, withdrawn, expired, and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from core.bootstrap import Core, open_core
from core.domain.approval import ApprovalRequest, ApprovalState
from core.domain.command import Disable, TopUp
from core.domain.staff import Role
from core.rows.history import EVERYTHING, narrow_to
from core.rows.journal import JournalRow
from core.sentences import sentence
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from core.store.approvals import decide
from core.usecases import approvals, background
from core.usecases import operations as operations_of
from core.usecases.changes import NOTHING
from core.usecases.operations import HistoryQuestion
from tests.builders import HastyClock, database_of
from tests.core.services.approval_till import LARGE, PINS, approve, asked, be, operations, refusal, till
from tests.core.services.test_journal import entries
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import act, on_server, sell, settle_down

__all__ = ["till"]


def test_without_a_connection_it_goes_on_waiting(till: Core, service: EmbeddedService) -> None:
    card = sell(till, 1000).card_id
    number = asked(till, TopUp(card, LARGE)).number
    till.connection.switch(True)
    decided = approve(till, number)
    assert decided.problem is not None
    assert (decided.problem.key, decided.request and decided.request.waits) == ("approval.offline", True)
    till.connection.switch(False)
    assert approve(till, number).problem is None
    assert on_server(service, card) == 1000 + LARGE


def test_a_request_is_refused_with_a_reason_or_withdrawn_by_who_asked(till: Core, service: EmbeddedService) -> None:
    card = sell(till, 1000).card_id
    first, second = (asked(till, TopUp(card, LARGE + more)).number for more in (0, 1))
    be(till, "Mia")
    assert refusal(lambda: approvals.refuse_requests(till, (first,), " ")).key == "reason.missing"
    (decided,) = approvals.refuse_requests(till, (first,), "not this one").decided
    assert decided.request is not None
    assert (decided.request.state, decided.request.reason) == (ApprovalState.REFUSED, "not this one")
    assert refusal(lambda: approvals.withdraw_request(till, second)).key == "approval.not_own"
    be(till, "Cleo")
    assert approvals.withdraw_request(till, second).request.state is ApprovalState.WITHDRAWN
    for number in (first, second):
        assert approve(till, number).problem is not None
    assert on_server(service, card) == 1000


def test_a_clerk_sees_their_own_and_a_manager_all(till: Core) -> None:
    card = sell(till, 1000).card_id
    first = asked(till, TopUp(card, LARGE)).number
    second = asked(till, TopUp(card, LARGE + 1), by="Carl").number
    assert [each.number for each in approvals.read_requests(till)] == [second]
    assert refusal(lambda: till.approvals.request(first)).key == "approval.unknown"
    be(till, "Max")
    assert [each.number for each in approvals.read_requests(till)] == [first, second]


@pytest.fixture
def aging(service: EmbeddedService, tmp_path: Path) -> Iterator[tuple[Core, HastyClock, ApprovalRequest]]:
    """A till with a clock of its own, at which Cleo has asked and a request waits for two hours."""
    clock, folder = HastyClock(), tmp_path / "aging"
    folder.mkdir()
    till = open_core(Settings(folder, service.url, TOKEN, quarantine_s=0.0), "aging", clock)
    try:
        for name in ("Mia", "Cleo"):
            till.staff.put(name, Role.CLERK if name == "Cleo" else Role.MANAGER, PINS[name])
        card = sell(till, 1000).card_id
        till.preferences.set("approvals.hours", "2")
        yield till, clock, asked(till, TopUp(card, LARGE))
    finally:
        till.close()


def test_a_request_expires_after_the_hours_that_the_shop_set(aging: tuple[Core, HastyClock, ApprovalRequest]) -> None:
    till, clock, request = aging
    assert request.expires_at - request.asked_at == 2 * 3600
    clock.wait(7100)
    assert till.approvals.waiting() == 1
    clock.wait(200)
    assert till.approvals.waiting() == 0
    decided = approve(till, request.number)
    assert decided.problem is not None
    assert decided.problem.key == "approval.is_expired"


def test_the_till_itself_writes_once_that_a_request_expired(aging: tuple[Core, HastyClock, ApprovalRequest]) -> None:
    till, clock, request = aging
    clock.wait(7170)
    done = background.end_expired_requests(till)
    assert 0 < done.pause_s <= 30, "as long as it still waits"
    assert (done.changes, entries(till, request.operation_id)[1:]) == (NOTHING, [])
    clock.wait(60)
    assert background.end_expired_requests(till).changes.queue
    for _ in range(2):
        assert background.end_expired_requests(till).changes == NOTHING
        background.sync_now(till)
    _, (what, values) = entries(till, request.operation_id)
    assert (what, values["who"], values["asked_by"], values["number"]) == (
        "approval-expired",
        "the till itself",
        "Cleo",
        request.number,
    )
    kept = till.approvals.request(request.number)
    assert (kept.state, kept.decided_by, kept.decided_at) == (ApprovalState.EXPIRED, "", None)
    be(till, "Mia")
    told = operations_of.read_history(till, HistoryQuestion(narrowed=narrow_to(EVERYTHING, "decisions"))).rows
    assert isinstance(told[0], JournalRow)
    (message,) = told[0].messages
    assert sentence(message.key, message.values) == "Request 1 of Cleo expired: nobody decided about it in time."
    assert approve(till, request.number).problem is not None


def test_a_sync_of_a_till_without_a_window_writes_it_too(aging: tuple[Core, HastyClock, ApprovalRequest]) -> None:
    till, clock, request = aging
    clock.wait(7300)
    background.sync_now(till)
    assert [what for what, _ in entries(till, request.operation_id)] == ["approval-asked", "approval-expired"]


@pytest.mark.parametrize("change", ["command = json_set(command, '$.amount', 90000)", "expires_at = expires_at + 9e9"])
def test_a_request_that_was_changed_in_the_database_is_not_approved(till: Core, change: str) -> None:
    card = sell(till, 1000).card_id
    number = asked(till, TopUp(card, LARGE)).number
    with database_of(till).writing() as conn:
        conn.execute(text(f"UPDATE approval_requests SET {change}"))
    decided = approve(till, number)
    assert decided.problem is not None
    assert decided.problem.key == "approval.changed"


def test_several_are_decided_and_one_stops_no_other(till: Core, service: EmbeddedService) -> None:
    cards = [sell(till, 1000).card_id for _ in range(2)]
    numbers = [asked(till, TopUp(card, LARGE)).number for card in cards]
    be(till, "Mia")
    act(till, Disable(cards[0], "stolen"))
    found = approvals.approve_requests(till, (numbers[0], 999, numbers[1])).decided
    assert [each.problem and each.problem.key for each in found] == ["card.disabled", "approval.unknown", None]
    assert on_server(service, cards[1]) == 1000 + LARGE


def test_no_code_is_kept_with_a_request(till: Core) -> None:
    card = sell(till, 1000)
    code = till.desk.code_of(card.operation_id)
    assert code is not None
    asked(till, TopUp(card.card_id, LARGE, f"for {code}"))
    with database_of(till).reading() as conn:
        kept = "".join(map(str, conn.execute(text("SELECT * FROM approval_requests")).one()))
    assert code.replace("-", "").lower() not in kept.replace("-", "").replace(" ", "").lower()


def test_two_who_approve_at_once_have_one_act(till: Core, service: EmbeddedService) -> None:
    card = sell(till, 1000).card_id
    numbers = [asked(till, TopUp(card, LARGE + more)).number for more in range(4)]
    be(till, "Mia")
    before = len(operations(till))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda number: approvals.approve_requests(till, (number,)).decided[0], numbers * 3))
    assert {each.problem.key for each in found if each.problem is not None} <= {"approval.decided", "card.unsettled"}
    for number in numbers:  # what found an amount under way goes on waiting
        approvals.approve_requests(till, (number,))
    assert len(operations(till)) == before + len(numbers)
    settle_down(till)
    assert on_server(service, card) == 1000 + 4 * LARGE + 6


def test_a_decision_is_written_once(till: Core) -> None:
    """Who reads a request that waits, and is overtaken before the own decision is written, writes nothing."""
    number = asked(till, TopUp(sell(till, 1000).card_id, LARGE)).number
    with database_of(till).writing() as conn:
        assert decide(conn, number, ApprovalState.WITHDRAWN, {"decided_by": "Cleo"})
        assert not decide(conn, number, ApprovalState.APPROVED, {"decided_by": "Mia"})
    assert till.approvals.request(number).state is ApprovalState.WITHDRAWN
