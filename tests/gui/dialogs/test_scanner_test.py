"""The test of the scanner: a code on the screen, what one scan of it tells, and the settings that come of it."""

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from core.domain.keyboards import FRENCH, GERMAN, US
from core.domain.scanner_test import TEST_CODE
from gui.dialogs.scanner_test import ScannerTest
from tests.gui.input.typist import ENTER, NOTHING, TAB, Typist
from tests.judges import readers


@pytest.fixture
def dialog(qtbot, page):
    made = ScannerTest(page)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def said(dialog, name):
    return dialog.findChild(QLabel, f"scanner_{name}").text()


def scan(dialog, keyboard=US, gap=12, end=ENTER, text=TEST_CODE):
    Typist(keyboard).scan(text, gap, end)
    dialog.end_scan()


def test_one_scan_tells_and_gives_the_settings(qtbot, page, dialog):
    scan(dialog, gap=(10, 50), end=TAB)
    assert (said(dialog, "said"), said(dialog, "end"), said(dialog, "around")) == ("It works.", "Tab", "nothing")
    keep = dialog.findChild(QAbstractButton, "scanner_keep")
    with qtbot.waitSignal(dialog.kept) as kept:
        keep.click()
    assert kept.args[0]["scan.pause"] == "100"
    assert kept.args[0]["scan.terminator"] == "tab"
    assert (page.scans, page.refused, page.entered) == ([], [], [])


@pytest.mark.parametrize(("keyboard", "word"), [(GERMAN, "German"), (FRENCH, "French")])
def test_another_keyboard_is_named(dialog, keyboard, word):
    scan(dialog, keyboard)
    assert f"“{word}”" in said(dialog, "said")
    assert said(dialog, "keyboard") == f"American scanner, {word} till"


def test_another_code_asks_for_a_second_scan_and_keeps_nothing(dialog):
    scan(dialog, text="7GKQ4M2XZ9RT7K2M")
    assert "scan it once more" in said(dialog, "said")
    assert not dialog.findChild(QAbstractButton, "scanner_keep").isEnabled()


def test_a_scan_while_the_button_has_the_focus_presses_nothing(dialog):
    scan(dialog)
    kept = []
    dialog.kept.connect(kept.append)
    assert dialog.findChild(QAbstractButton, "scanner_keep").hasFocus()
    scan(dialog, end=NOTHING)
    scan(dialog, end=ENTER)
    assert kept == []


def test_the_code_on_the_screen_is_the_code_that_is_awaited(dialog):
    buffer = QBuffer()
    dialog.findChild(QWidget, "scanner_code").grab().save(buffer, "PNG")
    assert list(readers.by_zxing(bytes(buffer.data())).values()) == [TEST_CODE]  # type: ignore[call-overload]
