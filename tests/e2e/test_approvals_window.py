"""Approval that comes later, in the window: asked for where a PIN is wanted, decided in the list, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView

from core.domain.command import Disable, SetBalance, TopUp
from core.server.sandbox.embedded import EmbeddedService
from core.usecases.changes import EVERYTHING
from tests.e2e.counter_actions import on_server
from tests.e2e.parked_card import in_front
from tests.e2e.staffed_window import CLERK, MANAGER, staffed
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support (raise|grabbing)", extend=True)


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def be(counter: Counter, name: str) -> None:
    counter.core.staff.sign_in(name, MANAGER if name == "Mia" else CLERK)
    counter.bridge.announce(EVERYTHING)
    counter.until(lambda: bool(counter.bridge.status and counter.bridge.status.clerk == name))


def lines(counter: Counter) -> list[list[str]]:
    model = counter.find(QTableView, "approvals_table").model()
    return [[str(model.index(row, column).data()) for column in (0, 1, 3)] for row in range(model.rowCount())]


def open_list(counter: Counter, waiting: int) -> None:
    counter.key(Qt.Key.Key_F7)
    counter.until(lambda: counter.sees("alerts_approvals"))
    counter.until(lambda: f"({waiting})" in counter.find(QAbstractButton, "alerts_approvals").text())
    counter.chord("V")
    counter.until(lambda: in_front() == "approvals_dialog")


def test_a_clerk_asks_for_later_and_a_manager_approves(counter: Counter, service: EmbeddedService) -> None:
    sold = counter.sell(5000)
    code = counter.code_of(sold)
    staffed(counter, "Cleo", CLERK)
    counter.scan_card(code)
    counter.chord("T")
    counter.until(lambda: counter.sees("top_up_button"))
    counter.type("300")
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: in_front() == "pin_dialog")
    counter.chord("L")
    counter.until(lambda: in_front() == "main_window")
    counter.until_text("top_up_problem", "Request 1 waits for a manager")
    assert counter.find(QLabel, "top_up_problem").property("role") == "good", "nothing went wrong"
    assert on_server(service, sold.card_id) == 5000
    be(counter, "Mia")
    counter.until(
        lambda: "1 waiting for approval" in counter.find(QAbstractButton, "go_alerts").accessibleDescription()
    )
    open_list(counter, 1)
    assert lines(counter)[0][0] == "Waits"
    assert "+$300.00" in lines(counter)[0][1]
    counter.chord("A")
    counter.until_text("approvals_note", "It is done: $350.00 on the card.")
    assert on_server(service, sold.card_id) == 35_000
    counter.until(lambda: lines(counter)[0][0] == "Approved")
    counter.key(Qt.Key.Key_Escape)
    counter.until(lambda: "approval" not in counter.find(QAbstractButton, "go_alerts").accessibleDescription())


def test_requests_are_refused_approved_together_and_taken_back(counter: Counter, service: EmbeddedService) -> None:
    cards = [counter.sell(1000).card_id for _ in range(4)]
    staffed(counter, "Cleo", CLERK)
    wanted = (TopUp(cards[0], 30_000), SetBalance(cards[1], 500, "counted"), Disable(cards[2], "stolen"))
    for command in (*wanted, TopUp(cards[3], 40_000)):
        counter.core.approvals.ask(command)
    be(counter, "Cleo")
    open_list(counter, 4)
    assert not counter.sees("approvals_approve")
    counter.find(QTableView, "approvals_table").setFocus()
    counter.key(Qt.Key.Key_End)
    counter.chord("W")
    counter.until_text("approvals_note", "Request 4 is withdrawn")
    counter.key(Qt.Key.Key_Escape)
    counter.until(lambda: in_front() == "main_window")
    be(counter, "Mia")
    open_list(counter, 3)
    assert not counter.find(QAbstractButton, "approvals_refuse").isEnabled()
    counter.fill("approvals_reason", "not this one")
    counter.chord("R")
    counter.until_text("approvals_note", "Request 1 of Cleo is refused.")
    counter.until(lambda: len([line for line in lines(counter) if line[0] == "Waits"]) == 2)
    counter.chord("L")
    counter.until(lambda: [line[0] for line in lines(counter)].count("Approved") == 2)
    assert [on_server(service, card) for card in cards] == [1000, 500, 1000, 1000]
    assert counter.core.queries.card(cards[2]).status == "disabled"  # type: ignore[union-attr]
