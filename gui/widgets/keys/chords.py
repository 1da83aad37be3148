"""The keys that act: no printable key ever does, a chord may. A button's chord is the mnemonic in its words.

Rules, kept by tests/gui/widgets/keys/test_chords.py:
- A chord is Alt and the letter behind the & of the translated text; on macOS, where Option types text and Qt has no
  mnemonics, the same letter with Control and Command. A language without Latin letters writes "(&T)" behind its words.
- Also allowed are function keys, Ctrl and a letter, Enter on a confirm that was seen, and Esc. Not allowed are Ctrl
  with H, I, J, M, [, ] and \\, which are control characters that scanners send; Ctrl+Alt, which is AltGr; and Alt
  with a digit, by which some scanners type.
- A chord works for what is seen and enabled in the active window, and not for what a sheet lies over.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

COVERS = "covers_the_page"
"""The property of a child of the window that lies over the page: while it shows, only its own chords work."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key or chord, as it stands on the keyboard."""

    key: str
    text: str
    place: str


def plain(text: str) -> str:
    """Return `text` as it is read: without the & of a mnemonic, and with one & for two."""
    return "".join(sign for sign, _ in _signs(text))


def literal(text: str) -> str:
    """Return `text` for a button, with every & of it meant as an &: names and designs come from people."""
    return text.replace("&", "&&")


def letter_of(text: str) -> str:
    """Return the mnemonic letter of `text` in upper case, "" when it has none."""
    return next((sign.upper() for sign, meant in _signs(text) if meant and sign.isalnum()), "")


def chord(letter: str, *, mac: bool = sys.platform == "darwin") -> QKeySequence:
    """Return the keys for `letter`; Qt calls Command "Ctrl" and Control "Meta" there."""
    if not letter:
        return QKeySequence()
    return QKeySequence(f"Meta+Ctrl+{letter}" if mac else f"Alt+{letter}")


def shown(keys: QKeySequence | str) -> str:
    """Return the keys as they stand on the keyboard of this system: Alt+R, ⌃⌘R; "" for none."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def with_letter(text: str, taken: Collection[str]) -> str:
    """Return `text` with a mnemonic that none of `taken` is: its first free Latin letter, else one in brackets."""
    free = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in taken]
    for at, sign in enumerate(text):
        if sign.upper() in free:
            return f"{literal(text[:at])}&{literal(text[at:])}"
    return f"{literal(text)} (&{free[-1]})" if free else literal(text)


def take(button: QAbstractButton, event: QEvent) -> bool:
    """Press what the chord means, at once: Qt's own way clicks 100 ms later. Returns whether the event was a chord."""
    if not isinstance(event, QShortcutEvent):  # a button hears of hundreds of others; to ask for their type is dear
        return False
    meant = _meant(button)
    if meant is not None:
        meant.click()
    return True


def front_of(window: QWidget) -> QWidget:
    """Return the sheet that lies over `window`, or the window itself."""
    straight = Qt.FindChildOption.FindDirectChildrenOnly
    sheets = [each for each in window.findChildren(QWidget, options=straight) if each.isVisible()]
    return next((each for each in reversed(sheets) if each.property(COVERS)), window)


def _meant(asked: QAbstractButton) -> QAbstractButton | None:
    """Return the one button in front with the chord of `asked`; of two with the same chord neither is meant."""
    keys = asked.shortcut()
    found = [
        each
        for each in front_of(asked.window()).findChildren(QAbstractButton)
        if each.shortcut() == keys and each.isVisible() and each.isEnabled()
    ]
    return found[0] if len(found) == 1 else None


def _signs(text: str) -> Iterator[tuple[str, bool]]:
    """Give each sign that is read, and whether it is the mnemonic."""
    meant = False
    for sign in text:
        if sign == "&" and not meant:
            meant = True
        else:
            yield sign, meant and sign != "&"
            meant = False
