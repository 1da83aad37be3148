"""What one key event is: a piece of text, an end, a sign that belongs to a run, or a command."""

from __future__ import annotations

import sys
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from core.domain.digits import plain_amount, plain_digits

_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_SHIFTS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Mode_switch,
    }
)
_CONTROL_SIGNS: dict[int, str] = {
    Qt.Key.Key_H: "\b",
    Qt.Key.Key_I: "\t",
    Qt.Key.Key_J: "\n",
    Qt.Key.Key_M: "\r",
    Qt.Key.Key_BracketLeft: "\x1b",
    Qt.Key.Key_Backslash: "\x1c",
    Qt.Key.Key_BracketRight: "\x1d",
}
"""A scanner sends a control sign as Ctrl and the key 64 places above it (ASCII). None of them is ever a command."""
_ROW = "1234567890"
_ROW_OF_AZERTY = ("&é\"'(-è_çà", "&é\"'(§è!çà")
_FIRST_OF_ROW = {"linux": 10, "win32": 2}
"""The scan code of the key left of 2: X11 and Wayland count from 9 on, Windows from 1 on."""
_ROW_OF_MAC = (18, 19, 20, 21, 23, 22, 26, 28, 25, 29)


class KeyKind(Enum):
    """What the filter does with a key."""

    TEXT = auto()
    END = auto()
    CONTROL = auto()
    SHIFT = auto()
    COMMAND = auto()


def kind_of(event: QKeyEvent) -> KeyKind:
    """Return the kind; a printable key is text whatever it does elsewhere. AltGr and Option type text too."""
    if event.key() in _SHIFTS:
        return KeyKind.SHIFT
    if event.key() in _ENDS and not event.modifiers() & (_CONTROL | _ALT | _META):
        return KeyKind.END
    if sign := _control_sign(event):
        return KeyKind.END if sign in "\t\r\n" else KeyKind.CONTROL
    if is_numpad_of_alt(event):
        return KeyKind.CONTROL
    return KeyKind.TEXT if is_text(event) else KeyKind.COMMAND


def is_control(event: QKeyEvent) -> bool:
    """Return whether the Ctrl key is held, which Qt calls Meta on a Mac: a control sign of a scanner, or a command."""
    return bool(event.modifiers() & (_META if sys.platform == "darwin" else _CONTROL))


def sign_of(event: QKeyEvent) -> str:
    """Return what the key stands for in a scan: its text, or the control sign of an end; "" for Shift and the like."""
    if event.key() == Qt.Key.Key_Tab:
        return "\t"
    if event.key() in _ENDS:
        return "\r"
    return _control_sign(event) or (event.text() if is_text(event) else "")


def is_text(event: QKeyEvent) -> bool:
    """Return whether the key types something that can be seen."""
    text, held = event.text(), event.modifiers()
    if not text or not text.isprintable() or held & _META:
        return False
    both = held & _CONTROL and held & _ALT  # how Windows tells AltGr
    if sys.platform == "darwin":
        return not held & _CONTROL
    return bool(both) or not held & (_CONTROL | _ALT)


def is_idle_chord(event: QKeyEvent) -> bool:
    """Return whether no command took this chord, as of a disabled button: Qt would type its letter into the field."""
    held = event.modifiers()
    return sys.platform != "darwin" and bool(held & _ALT) and not held & _CONTROL and event.text().strip().isalnum()


def is_numpad_of_alt(event: QKeyEvent) -> bool:
    """Return whether a scanner holds Alt and types a character's number: Windows makes it one, others see the keys."""
    held = event.modifiers()
    is_digit = Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
    return is_digit and bool(held & _ALT) and not held & _CONTROL and sys.platform != "darwin"


def amount_key(event: QKeyEvent) -> str:
    """Return 0-9 or "." as an amount takes it, else "". Digit keys of an AZERTY keyboard count without Shift too."""
    text = event.text()
    if len(text) != 1:
        return ""
    if text.isdecimal():
        return plain_digits(text)
    digit = _azerty_digit(event)
    if digit:
        return digit
    return "." if plain_amount(text) in {".", ","} else ""


def _azerty_digit(event: QKeyEvent) -> str:
    at = _place_in_row(event)
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if at is None or held or not any(row[at] == event.text() for row in _ROW_OF_AZERTY):
        return ""
    return _ROW[at]


def _place_in_row(event: QKeyEvent) -> int | None:
    """Return which key of the digit row it is, by its place; None for another one, or where nobody can tell."""
    if sys.platform == "darwin":
        code = event.nativeVirtualKey()
        return _ROW_OF_MAC.index(code) if code in _ROW_OF_MAC else None
    at = event.nativeScanCode() - _FIRST_OF_ROW.get(sys.platform, 10)
    return at if event.nativeScanCode() and 0 <= at < len(_ROW) else None


def _control_sign(event: QKeyEvent) -> str:
    held = event.modifiers()
    if not is_control(event) or held & _ALT or (held & _CONTROL and held & _META):
        return ""
    return _CONTROL_SIGNS.get(event.key(), "")
