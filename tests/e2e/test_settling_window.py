"""What needs a person is settled in the window by keys alone, few of them, and the service's books agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from core.bootstrap import Core
from core.domain.command import Redeem, TopUp
from core.domain.operation import State
from core.domain.outcome import Confirmed, Unknown
from core.domain.settlement import How
from core.rows import OperationRow
from core.server.embedded import EmbeddedService
from core.server.faults import LOSE_REPLY, LOSE_REQUEST, Endpoint
from tests.e2e.conftest import OpenTill
from tests.e2e.counter import act, on_server, redeem, sell, settle_down
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

KEYS = {"enter": Qt.Key.Key_Return, "F4": Qt.Key.Key_F4, "F6": Qt.Key.Key_F6, "esc": Qt.Key.Key_Escape}


class Trouble:
    """One card of 100.00 and something on it that needs a person; then the window over it."""

    def __init__(self, qtbot, folder: Path, service: EmbeddedService, open_till: OpenTill) -> None:
        self._qtbot, self._folder, self._service, self._open_till = qtbot, folder, service, open_till
        self._windows: list[Counter] = []
        self.other = open_till("other")
        self.card_id = 0

    def doubt(self, *, applied: bool, command: Callable[[int], object] = lambda card: Redeem(card, 3000)) -> Counter:
        """The answer is lost and another till takes 5.00, so that the till cannot tell."""
        till = self._till()
        self._service.faults.next(Endpoint.BALANCE, LOSE_REPLY if applied else LOSE_REQUEST)
        assert isinstance(act(till, command(self.card_id)), Unknown)
        assert isinstance(redeem(self.other, self.card_id, 500), Confirmed)
        return self._window(till)

    def short(self, left: int) -> Counter:
        """40.00 are accepted without a connection while another till leaves only `left`."""
        till = self._till()
        till.connection.switch(True)
        act(till, Redeem(self.card_id, 4000))
        assert isinstance(redeem(self.other, self.card_id, 10_000 - left), Confirmed)
        till.connection.switch(False)
        return self._window(till)

    def close(self) -> None:
        for window in self._windows:
            window.close()

    def balance(self) -> int:
        return on_server(self._service, self.card_id)

    def _till(self) -> Core:
        till = self._open_till("till", quarantine_s=600)
        self.card_id = sell(till).card_id
        settle_down(self.other)
        return till

    def _window(self, till: Core) -> Counter:
        till.close()
        window = Counter(self._qtbot, self._folder / "till", self._service, 0)
        self._windows.append(window)
        window.until(lambda: parked(window) is not None)
        return window


@pytest.fixture
def trouble(qtbot, tmp_path: Path, service: EmbeddedService, open_till: OpenTill) -> Iterator[Trouble]:
    made = Trouble(qtbot, tmp_path, service, open_till)
    yield made
    made.close()


def parked(window: Counter) -> OperationRow | None:
    return next((row for row in window.core.queries.operations() if row.state is State.PARKED), None)


def hit(window: Counter, key: str) -> None:
    """One press: a digit, a named key, or alt+something."""
    alt, sign = key.startswith("alt+"), key.removeprefix("alt+")
    modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    window.key(KEYS.get(sign) or Qt.Key(ord(sign.upper())), modifier)


def ask(window: Counter, digit: str) -> None:
    """Presses the digit of a way and waits until the question has the keyboard."""
    hit(window, digit)
    window.until(lambda: in_front() == "settle_dialog")


def in_front() -> str:
    focus = QApplication.focusWidget()
    return focus.window().objectName() if focus is not None else ""


def settle_by_keys(window: Counter, keys: str) -> int:
    """Opens the outbox, waits for what a person would wait to see, and presses `keys`. Returns how many there were."""
    row = parked(window)
    assert row is not None
    hit(window, "F4")
    window.until(lambda: window.sees("settle_ways"))
    presses = keys.split()
    ask(window, presses[0])
    for key in presses[1:]:
        if key == "enter":
            window.until(lambda: window.find(QAbstractButton, "settle_button").isEnabled())
        hit(window, key)
    window.until(lambda: window.core.queries.operation(row.operation_id).state is State.INFERRED)
    window.until(lambda: not window.sees("settle_dialog"))
    return 1 + len(presses)


@pytest.mark.parametrize(
    ("applied", "keys", "count", "how", "known", "balance"),
    [
        (True, "1 alt+1 enter", 4, How.APPLIED, -3000, 6500),
        (False, "2 alt+2 enter", 4, How.NOT_APPLIED, 0, 6500),
        (True, "3 6 5 alt+3 enter", 6, How.BALANCE, -3000, 6500),
        (True, "3 alt+A 3 0 alt+1 enter", 7, How.AMOUNT, -3000, 6500),
        (False, "4 alt+1 enter", 4, How.DROP, 0, 9500),
    ],
)
def test_each_way_by_keys(
    trouble: Trouble, applied: bool, keys: str, count: int, how: How, known: int, balance: int
) -> None:
    window = trouble.doubt(applied=applied)
    operation_id = parked(window).operation_id
    assert settle_by_keys(window, keys) == count
    row = window.core.queries.operation(operation_id)
    assert (row.settlement.how, row.settlement.clerk, row.known) == (how, "Anna", known)
    assert row.settlement.why in {"Receipt checked", "Customer asked", "Card checked", "Customer left"}
    window.until(lambda: trouble.balance() == balance)
    window.until_text("message_text", "Settled")


def test_what_is_left_is_suggested_and_taken(trouble: Trouble) -> None:
    window = trouble.short(left=1500)
    hit(window, "F4")
    window.until(lambda: window.sees("settle_take-left"))
    button = window.find(QAbstractButton, "settle_take-left")
    assert button.text() == "Take what is left ($15.00)"
    window.until(lambda: parked(window).said.key == "park.short")
    assert "evidence hints" in button.accessibleDescription()
    assert not window.sees("settle_applied")
    for name, figure in (("wanted", "−$40.00"), ("known", "$0.00"), ("owed", "−$40.00"), ("shown", "$15.00")):
        window.until_text(f"fact_{name}", figure)
    ask(window, "1")
    window.until_text("settle_foreseen", "$15.00 are taken from the card now; $0.00 stay on it.")
    assert "$25.00 are the shop's loss." in window.text("settle_foreseen")
    assert trouble.balance() == 1500
    window.type("counted the drawer")
    window.until(lambda: window.find(QAbstractButton, "settle_button").isEnabled())
    hit(window, "enter")
    window.until(lambda: trouble.balance() == 0)
    window.until_text("message_text", "The shop bears a loss of $25.00.")
    window.until_text("outbox_advice", "counted the drawer")
    assert "Settled by Anna" in window.text("outbox_advice")
    window.press("outbox_after")
    window.until_text("outbox_detail_title", "−$15.00")
    window.press("outbox_before")
    window.until_text("outbox_detail_title", "−$40.00")


def test_enter_goes_to_the_suggestion_and_presses_nothing_by_itself(trouble: Trouble) -> None:
    window = trouble.doubt(applied=True, command=lambda card: TopUp(card, 700))
    hit(window, "F4")
    window.until(lambda: window.sees("settle_applied"))
    assert window.find(QAbstractButton, "settle_applied").text() == "It was put on"
    hit(window, "enter")
    assert window.find(QAbstractButton, "settle_applied").hasFocus()
    assert not window.sees("settle_dialog")
    ask(window, "enter")
    window.until_text("settle_foreseen", "Books: +$7.00 for this top-up. Nothing is sent.")
    assert not window.find(QAbstractButton, "settle_button").isEnabled()
    hit(window, "enter")
    hit(window, "esc")
    window.until(lambda: not window.sees("settle_dialog"))
    assert parked(window) is not None


def test_what_cannot_be_meant_is_said_and_what_was_typed_stays(trouble: Trouble) -> None:
    window = trouble.doubt(applied=True)
    hit(window, "F4")
    window.until(lambda: window.sees("settle_balance"))
    ask(window, "3")
    for key in ("alt+A", "3", "1", "alt+1"):
        hit(window, key)
    window.until_text("settle_foreseen", "At most $30.00 can be meant.")
    assert not window.find(QAbstractButton, "settle_button").isEnabled()
    assert window.text("amount_figure") == "31"
    hit(window, "esc")
    window.until(lambda: not window.sees("settle_dialog"))


def test_a_refusal_stays_in_the_question_with_the_reason(trouble: Trouble) -> None:
    window = trouble.doubt(applied=True)
    hit(window, "F4")
    window.until(lambda: window.sees("settle_balance"))
    ask(window, "3")
    for key in ("6", "5", "alt+2"):
        hit(window, key)
    window.until(lambda: window.find(QAbstractButton, "settle_button").isEnabled())
    window.core.connection.switch(True)
    hit(window, "enter")
    window.until_text("settle_problem", "needs a connection")
    assert window.text("amount_figure") == "65"
    window.core.connection.switch(False)
    window.until(lambda: window.find(QAbstractButton, "settle_button").isEnabled())
    hit(window, "enter")
    window.until(lambda: parked(window) is None)
