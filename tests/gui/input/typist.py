"""Hands and scanners for tests: keys by their places, struck at given times, sent to the window that has the focus."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from core.domain.keyboards import US, Keyboard

_NO, _SHIFT, _CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
_FIRST_CODES = ((12, 10), (12, 24), (11, 38), (10, 52))
"""Keys in a row, and the scan code of the first one, as X11 counts them."""
_CODES = tuple(code for many, first in _FIRST_CODES for code in range(first, first + many))
_LATER_MS = 60_000
_clock = count(1_000_000, _LATER_MS)

ENTER, TAB, LF, CRLF, TWICE, NOTHING = "enter", "tab", "lf", "crlf", "twice", "nothing"


class Typist:
    """`keyboard` is the till's. Each word begins long after the one before, unless `at` says when (ms)."""

    def __init__(self, keyboard: Keyboard = US, *, caps: bool = False) -> None:
        self.keyboard, self.caps = keyboard, caps
        self.at: float = next(_clock)

    def later(self, ms: int = _LATER_MS) -> Typist:
        self.at = next(_clock) if ms == _LATER_MS else self.at + ms
        return self

    def type(self, text: str, gap: float | Sequence[float] = 180.0) -> Typist:
        """As it stands on this keyboard, or as a system delivers what no key has."""
        for at, sign in enumerate(text):
            self._gap(gap, at)
            place, shift = self.keyboard.places.get(sign, ((-1, False),))[0]
            self._strike(sign, _SHIFT if shift else _NO, _CODES[place] if place >= 0 else 0)
        return self

    def scan(self, text: str, gap: float | Sequence[float] = 4.0, end: str = ENTER, scanner: Keyboard = US) -> Typist:
        """The keys where `scanner` has them; what this keyboard types there arrives."""
        for at, sign in enumerate(text):
            self._gap(gap, at)
            place, shift = scanner.places[sign][0]
            typed = self.keyboard.types(place, shift=shift, caps=self.caps)
            if typed:
                self._strike(typed, _SHIFT if shift else _NO, _CODES[place])
        self._gap(gap, len(text))
        return self.end(end, gap)

    def end(self, end: str, gap: float | Sequence[float] = 4.0) -> Typist:
        if end in {ENTER, CRLF, TWICE}:
            self.key(Qt.Key.Key_Return, "\r")
        if end == TWICE:
            self._gap(gap, 0)
            self.key(Qt.Key.Key_Return, "\r")
        if end in {LF, CRLF}:
            self.key(Qt.Key.Key_J, "\n", _CTRL)
        if end == TAB:
            self.key(Qt.Key.Key_Tab, "\t")
        return self

    def key(self, key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = _NO, code: int = 0) -> Typist:
        """One key, down and up, as the platform delivers it: first the question about a shortcut."""
        front = QApplication.activeWindow()
        window = QGuiApplication.focusWindow() or (front and front.windowHandle())
        assert window is not None
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, held, code, 0, 0, text)
            event.setTimestamp(int(self.at))
            QApplication.sendEvent(window, event)
        return self

    def _strike(self, sign: str, held: Qt.KeyboardModifier, code: int) -> None:
        upper = sign.upper()
        self.key(Qt.Key(ord(upper)) if len(upper) == 1 else Qt.Key.Key_unknown, sign, held, code)

    def _gap(self, gap: float | Sequence[float], at: int) -> None:
        self.at += gap if isinstance(gap, (int, float)) else gap[at % len(gap)]
