"""Something on a card that needs a person, the window over it, and the keys that settle it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.bootstrap import Core
from core.domain.command import Command, Redeem
from core.domain.operation import State
from core.domain.outcome import Confirmed, Unknown
from core.rows import OperationRow
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, LOSE_REQUEST, SEND_TWICE, Endpoint
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, on_server, redeem, sell, settle_down
from tests.e2e.window import Counter

KEYS = {"enter": Qt.Key.Key_Return, "F4": Qt.Key.Key_F4, "F6": Qt.Key.Key_F6, "esc": Qt.Key.Key_Escape}


class Trouble:
    """One card of 100.00 and something on it that needs a person; then the window over it."""

    def __init__(self, qtbot, folder: Path, service: EmbeddedService, open_till: OpenTill) -> None:
        self._qtbot, self._folder, self._service, self._open_till = qtbot, folder, service, open_till
        self._windows: list[Counter] = []
        self.other = open_till("other")
        self.card_id = 0

    def doubt(self, *, applied: bool, command: Callable[[int], Command] = lambda card: Redeem(card, 3000)) -> Counter:
        """The answer is lost and another till takes 5.00, so that the till cannot tell."""
        till = self._till()
        self._service.faults.next(Endpoint.BALANCE, LOSE_REPLY if applied else LOSE_REQUEST)
        assert isinstance(act(till, command(self.card_id)), Unknown)
        assert isinstance(redeem(self.other, self.card_id, 500), Confirmed)
        return self._window(till)

    def twice(self) -> Counter:
        """A redeem of 30.00 is sent twice on the way, and the second copy changes nothing."""
        till = self._till()
        self._service.faults.next(Endpoint.BALANCE, SEND_TWICE)
        assert isinstance(act(till, Redeem(self.card_id, 3000)), Unknown)
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


def parked(window: Counter) -> OperationRow | None:
    return next((row for row in window.core.queries.operations() if row.state is State.PARKED), None)


def hit(window: Counter, key: str) -> None:
    """One press: a digit, a named key, or alt+ and a letter."""
    alt, sign = key.startswith("alt+"), key.removeprefix("alt+")
    modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    window.key(KEYS.get(sign) or Qt.Key(ord(sign.upper())), modifier)


def ask(window: Counter, key: str) -> None:
    """Presses the chord of a way and waits until the question has the keyboard."""
    hit(window, key)
    window.until(lambda: in_front() == "settle_dialog")


def in_front() -> str:
    focus = QApplication.focusWidget()
    return focus.window().objectName() if focus is not None else ""
