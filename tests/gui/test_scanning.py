"""A scanner types like nobody else: its text never lands in an amount, and what fingers type arrives unchanged."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from gui.frame.scan_field import ScanField
from gui.wedge import Wedge

CODE = "GC0123456789ABCD"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def line(qtbot):
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def wedge(line, clock):
    made = Wedge(clock)
    line.windowHandle().installEventFilter(made)
    return made


def struck(text, at_ms, code=None):
    """A key as the system delivers it: with the time at which it was struck."""
    made = QKeyEvent(QEvent.Type.KeyPress, code or ord(text.upper()), Qt.KeyboardModifier.NoModifier, text)
    made.setTimestamp(at_ms)
    return made


def key(wedge, text, clock=None, gap=0.0, code=None):
    """True: the wedge keeps it for itself."""
    if clock is not None:
        clock.now += gap
    code = code if code is not None else ord(text.upper())
    return wedge.eventFilter(wedge, QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, text))


def burst(wedge, clock, text, gap):
    for sign in text:
        assert key(wedge, sign, clock, gap)
    return key(wedge, "\r", clock, gap, Qt.Key.Key_Return)


@pytest.mark.parametrize("gap", [0.0, 0.005, 0.016, 0.029])
def test_a_quick_burst_with_enter_is_a_scan(qtbot, wedge, clock, line, gap):
    with qtbot.waitSignal(wedge.scanned) as scanned:
        assert burst(wedge, clock, CODE, gap)
    assert scanned.args == [CODE]
    assert line.text() == ""


def test_one_long_gap_inside_does_not_matter(qtbot, wedge, clock):
    with qtbot.waitSignal(wedge.scanned) as scanned:
        for at, sign in enumerate(CODE):
            key(wedge, sign, clock, 0.09 if at == 4 else 0.003)
        key(wedge, "\r", clock, 0.003, Qt.Key.Key_Return)
    assert scanned.args == [CODE]


def test_the_shift_before_a_capital_belongs_to_the_scan(qtbot, wedge, clock, line):
    with qtbot.waitSignal(wedge.scanned) as scanned:
        for sign in CODE:
            if sign.isalpha():
                assert not key(wedge, "", clock, 0.002, Qt.Key.Key_Shift)
            assert key(wedge, sign, clock, 0.002)
        assert key(wedge, "\r", clock, 0.002, Qt.Key.Key_Return)
    assert scanned.args == [CODE]
    assert line.text() == ""


def test_slow_typing_is_handed_on(qtbot, wedge, clock, line):
    with qtbot.assertNotEmitted(wedge.scanned):
        assert not burst(wedge, clock, CODE, 0.12)
    assert line.text() == CODE


def test_a_short_burst_is_a_person(qtbot, wedge, clock, line):
    with qtbot.assertNotEmitted(wedge.scanned):
        assert not burst(wedge, clock, "4000", 0.002)
    assert line.text() == "4000"


def test_keys_arrive_by_themselves_when_nothing_follows(qtbot, wedge, clock, line):
    key(wedge, "7", clock)
    assert line.text() == ""
    qtbot.waitUntil(lambda: line.text() == "7")


def test_a_scan_that_a_busy_machine_delivers_late_is_still_one(qtbot, wedge, clock, line):
    with qtbot.waitSignal(wedge.scanned) as scanned:
        for at, sign in enumerate(CODE):
            clock.now += 0.7  # each arrives long after it was struck
            wedge.eventFilter(wedge, struck(sign, 5000 + 4 * at))
        wedge.eventFilter(wedge, struck("\r", 5000 + 4 * len(CODE), Qt.Key.Key_Return))
    assert scanned.args == [CODE]
    assert line.text() == ""


def test_slow_typing_that_arrives_all_at_once_is_no_scan(qtbot, wedge, clock, line):
    with qtbot.assertNotEmitted(wedge.scanned):
        for at, sign in enumerate(CODE):
            wedge.eventFilter(wedge, struck(sign, 5000 + 150 * at))
        assert not wedge.eventFilter(wedge, struck("\r", 9000, Qt.Key.Key_Return))
    assert line.text() == CODE


def test_a_digit_before_a_scan_stays_a_digit(qtbot, wedge, line):
    wedge.eventFilter(wedge, struck("7", 5000))
    with qtbot.waitSignal(wedge.scanned) as scanned:
        for at, sign in enumerate(CODE):
            wedge.eventFilter(wedge, struck(sign, 5600 + 4 * at))
        wedge.eventFilter(wedge, struck("\r", 5700, Qt.Key.Key_Return))
    assert scanned.args == [CODE]
    assert line.text() == "7"


def test_while_the_event_loop_stands_still_no_key_is_given_up(qtbot, wedge, line):
    """However late a single beat comes, it is one: the first letter of a scan waits for the second."""
    wedge.eventFilter(wedge, struck("G", 5000))
    for _ in range(3):
        wedge._on_beat()
    assert wedge.holding
    wedge._on_beat()
    assert not wedge.holding
    assert line.text() == "G"


def test_shortcuts_pass(wedge):
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    assert not wedge.eventFilter(wedge, press)
    control = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier, "c")
    assert not wedge.eventFilter(wedge, control)


def test_a_letter_is_kept_from_the_shortcuts(wedge):
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, "r")
    assert wedge.eventFilter(wedge, override)
    assert override.isAccepted()


def test_typed_text_goes_out_with_enter_and_leaves_the_field_empty(qtbot):
    field = ScanField()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, " 7k2m ")
    with qtbot.waitSignal(field.code_scanned) as scanned:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert scanned.args == ["7k2m"]
    assert field.text() == ""


def test_enter_in_an_empty_field_says_nothing(qtbot):
    field = ScanField()
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.code_scanned):
        qtbot.keyClick(field, Qt.Key.Key_Return)
