"""A page of the assistant under the keyboard: Enter presses what has the focus, and no edge is below the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from core.data_folder.first_run import CHOOSE
from gui.app import settle_in
from gui.first_run.assistant import Assistant
from gui.first_run.choose import ChoosePage
from tests.gui.builders import idle_bridge

pytestmark = pytest.mark.unstyled


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("name", ["first_run_try", "first_run_connect_choice"])
def test_a_key_presses_the_button_that_has_the_focus(qtbot, look, name: str, key: Qt.Key) -> None:
    page = ChoosePage()
    qtbot.addWidget(page)
    pressed: list[str] = []
    page.try_requested.connect(lambda: pressed.append("first_run_try"))
    page.connect_requested.connect(lambda: pressed.append("first_run_connect_choice"))
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.take_focus()
    button = page.findChild(QAbstractButton, name)
    button.setFocus()
    QTest.keyClick(button, key)
    assert pressed == [name]


@pytest.mark.parametrize(("room", "fills"), [(QSize(1280, 800), True), (QSize(1920, 1080), False)])
def test_no_edge_is_below_the_screen(qtbot, look, tmp_path: Path, room: QSize, fills: bool) -> None:
    made = Assistant(idle_bridge(), tmp_path, CHOOSE)
    qtbot.addWidget(made)
    settle_in(made, room)
    assert made.isMaximized() is fills
