"""The real window on a real core and a real service, worked as a clerk works it: by keys and by names of controls."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.bootstrap import Core
from core.domain.command import Command, Issue
from core.domain.outcome import Confirmed
from core.server.sandbox.embedded import EmbeddedService
from gui.app import opener
from gui.start.fault_reporter import FaultReporter
from gui.window.main_window import MainWindow
from gui.work.core_bridge import CoreBridge
from tests.e2e.conftest import TOKEN, name_shop

W = TypeVar("W", bound=QWidget)
_PATIENCE_MS = 30_000
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Counter:
    """One till with its window. Everything is waited for until it is seen, never for a time."""

    def __init__(
        self, qtbot: QtBot, folder: Path, service: EmbeddedService, quarantine_s: float = 90.0, *, named: bool = True
    ) -> None:
        """`named`: the shop has said what stands on its paper."""
        self._qtbot = qtbot
        self._cores: list[Core] = []
        where = {
            "COUNTERFOIL_TOKEN": TOKEN,
            "COUNTERFOIL_QUARANTINE_S": str(quarantine_s),
            "COUNTERFOIL_STATE_DIR": os.environ["COUNTERFOIL_STATE_DIR"],
        }
        options = Namespace(data_dir=str(folder), api_url=service.url, token_file=None, offline=False, clerk="Anna")
        open_till = opener(options, FaultReporter(), where)

        def open_named() -> Core:
            core = open_till()
            if named:
                name_shop(core)
            return core

        self._open = open_named
        self.bridge = CoreBridge(self._open_core)
        self.window = MainWindow(self.bridge)
        self.window.painted.connect(self.bridge.start)
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: bool(self.bridge.status and self.bridge.status.first_pull_done))
        self.until(self.window.isActiveWindow)

    @property
    def core(self) -> Core:
        return self._cores[0]

    def close(self) -> bool:
        """False when a lane still waited for the network."""
        self.window.end()
        stopped = self.bridge.close()
        self.window.deleteLater()
        self._qtbot.waitSignal(self.window.destroyed).wait()
        return stopped

    def sell(self, amount: int = 10_000, code: str | None = None) -> Confirmed:
        """A card that is there before the test begins, by the core of this till."""
        outcome = self.act(Issue(amount, "USD", code=code))
        assert isinstance(outcome, Confirmed), outcome
        return outcome

    def act(self, command: Command) -> object:
        return self.core.replay.run(self.core.desk.submit(command).operation_id)

    def code_of(self, sold: Confirmed) -> str:
        code = self.core.desk.code_of(sold.operation_id)
        assert code is not None
        return code

    # hands

    def scan(self, text: str) -> None:
        """As a scanner does: a burst of keys at the window, wherever the focus is."""
        keys = [(ord(sign), sign) for sign in text.upper()] + [(Qt.Key.Key_Return, "\r")]
        for at, (code, sign) in enumerate(keys):
            event = QKeyEvent(QEvent.Type.KeyPress, code, _NO_MODIFIER, sign)
            event.setTimestamp(1_000_000 + 4 * at)  # told by when it was struck, however busy this machine is
            QApplication.sendEvent(self.window.windowHandle(), event)

    def scan_card(self, text: str) -> None:
        self.scan(text)
        self.until_text("card_last", text[-4:].upper())
        self.until(lambda: self.sees("redeem"))

    def look_for(self, text: str) -> None:
        """Typed into the field at the top, ended with Enter."""
        field = self.find(QLineEdit, "scan_field")
        field.setFocus()
        self.type(text)
        self.key(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def chord(self, letter: str) -> None:
        """Alt and a letter, as the words of a button show it."""
        self.key(Qt.Key(ord(letter)), Qt.KeyboardModifier.AltModifier)

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        self.until(button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def fill(self, name: str, text: str) -> None:
        field = self.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        self.type(text)

    # eyes

    def sees(self, name: str) -> bool:
        return any(each.isVisible() for each in self.window.findChildren(QWidget, name))

    def find(self, kind: type[W], name: str) -> W:  # type: ignore[valid-type]
        """The visible control of this name, as soon as it is there."""
        self.until(lambda: self.sees(name))
        return next(each for each in self.window.findChildren(kind, name) if each.isVisible())

    def text(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def until_text(self, name: str, part: str) -> None:
        self.until(lambda: self.sees(name) and part in self.text(name))

    def until_told(self, heading: str) -> None:
        """An outcome with this heading is in front."""
        self.until_text("outcome_heading", heading)

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=_PATIENCE_MS)

    def _open_core(self) -> Core:
        core = self._open()
        self._cores.append(core)
        return core
