"""What one key is on each system: text, an end, a sign of a scanner, or a command."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from gui.widgets.keys import key_events
from gui.widgets.keys.key_events import KeyKind

NO, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT, META = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
)
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def key(code, text="", held=NO, scan=0, virtual=0):
    return QKeyEvent(QEvent.Type.KeyPress, code, held, scan, virtual, 0, text)


@pytest.mark.parametrize(
    ("system", "event", "kind"),
    [
        ("linux", key(Qt.Key.Key_A, "a"), KeyKind.TEXT),
        ("linux", key(Qt.Key.Key_A, "A", SHIFT), KeyKind.TEXT),
        ("linux", key(Qt.Key.Key_A, "a", ALT), KeyKind.COMMAND),
        ("linux", key(Qt.Key.Key_K, "\x0b", CTRL), KeyKind.COMMAND),
        ("linux", key(0x0421, "\x03", CTRL), KeyKind.COMMAND),  # Ctrl and a Russian letter, which no Qt.Key names
        ("linux", key(0x0421, "с"), KeyKind.TEXT),
        ("linux", key(Qt.Key.Key_F1), KeyKind.COMMAND),
        ("linux", key(Qt.Key.Key_Escape, "\x1b"), KeyKind.COMMAND),
        ("linux", key(Qt.Key.Key_Return, "\r"), KeyKind.END),
        ("linux", key(Qt.Key.Key_Enter, "\r", KEYPAD), KeyKind.END),
        ("linux", key(Qt.Key.Key_Return, "\r", CTRL), KeyKind.COMMAND),
        ("linux", key(Qt.Key.Key_Return, "\r", ALT), KeyKind.COMMAND),
        ("linux", key(Qt.Key.Key_Tab, "\t"), KeyKind.END),
        ("linux", key(Qt.Key.Key_Backtab, "\t", SHIFT), KeyKind.COMMAND),
        ("linux", key(Qt.Key.Key_J, "\n", CTRL), KeyKind.END),
        ("linux", key(Qt.Key.Key_BracketRight, "\x1d", CTRL), KeyKind.CONTROL),
        ("linux", key(Qt.Key.Key_4, "4", ALT | KEYPAD), KeyKind.CONTROL),
        ("linux", key(Qt.Key.Key_Shift, "", SHIFT), KeyKind.SHIFT),
        ("linux", key(Qt.Key.Key_AltGr), KeyKind.SHIFT),
        ("win32", key(Qt.Key.Key_Q, "@", CTRL | ALT), KeyKind.TEXT),  # AltGr
        ("win32", key(Qt.Key.Key_Q, "q", ALT), KeyKind.COMMAND),
        ("darwin", key(Qt.Key.Key_5, "[", ALT), KeyKind.TEXT),  # Option
        ("darwin", key(Qt.Key.Key_J, "\n", META), KeyKind.END),
        ("darwin", key(Qt.Key.Key_J, "j", CTRL), KeyKind.COMMAND),  # Command
        ("darwin", key(Qt.Key.Key_R, "r", META | CTRL), KeyKind.COMMAND),
    ],
)
def test_the_kind_of_a_key(monkeypatch, system, event, kind):
    monkeypatch.setattr(sys, "platform", system)
    assert key_events.kind_of(event) is kind


@pytest.mark.parametrize(
    ("system", "event", "digit"),
    [
        ("linux", key(Qt.Key.Key_5, "5"), "5"),
        ("linux", key(Qt.Key.Key_5, "٥"), "5"),
        ("linux", key(Qt.Key.Key_Comma, ","), "."),
        ("linux", key(Qt.Key.Key_Minus, "-"), ""),
        ("linux", key(Qt.Key.Key_Minus, "-", NO, 15), "6"),
        ("linux", key(Qt.Key.Key_Minus, "-", SHIFT, 15), ""),
        ("linux", key(Qt.Key.Key_Egrave, "è", NO, 34), ""),  # an Italian letter
        ("win32", key(Qt.Key.Key_Minus, "-", NO, 7), "6"),
        ("win32", key(Qt.Key.Key_Minus, "-", NO, 12), ""),
        ("darwin", key(Qt.Key.Key_section, "§", NO, 0, 22), "6"),
        ("darwin", key(Qt.Key.Key_Minus, "-", NO, 0, 27), ""),
    ],
)
def test_a_digit_is_read_by_its_place(monkeypatch, system, event, digit):
    monkeypatch.setattr(sys, "platform", system)
    assert key_events.amount_key(event) == digit
