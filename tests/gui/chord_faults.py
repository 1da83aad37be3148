"""What can be wrong with the keys of a place: read from its widgets, whatever page, question or menu it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QMessageBox, QWidget

from gui.widgets.keys import chords

_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SENT_BY_SCANNERS = {
    Qt.Key.Key_H,
    Qt.Key.Key_I,
    Qt.Key.Key_J,
    Qt.Key.Key_M,
    Qt.Key.Key_BracketLeft,
    Qt.Key.Key_BracketRight,
    Qt.Key.Key_Backslash,
}
_OF_FIELDS = {Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Z}
"""Copy, paste and the like belong to the fields."""
_LAST_PRINTABLE = 0x01000000
"""Qt numbers the keys without a sign from here on."""


@dataclass(frozen=True)
class Command:
    """A key that does something here, and the widget or object that does it."""

    keys: QKeySequence
    name: str


def commands(front: QWidget) -> list[Command]:
    """All that work while `front` is the window in front."""
    sheet = chords.front_of(front)
    found = [Command(each.shortcut(), _name(each)) for each in sheet.findChildren(QAbstractButton) if _works(each)]
    for shortcut in front.findChildren(QShortcut):
        owner = shortcut.parent()
        if shortcut.isEnabled() and isinstance(owner, QWidget) and owner.isVisible():
            every: list[QKeySequence] = shortcut.keys()
            found += [Command(keys, _name(shortcut)) for keys in every]
    found += [
        Command(action.shortcut(), _name(action))
        for action in front.findChildren(QAction)
        if not action.shortcut().isEmpty()
    ]
    return found


def faults(front: QWidget) -> Iterator[str]:
    """In words, each beginning with what it is about."""
    here = commands(front)
    for command in here:
        if why := _forbidden(command.keys):
            yield f"{command.name}: {command.keys.toString()} {why}"
    yield from _clashes(here)
    yield from _hints(front, here)
    yield from _bare_mnemonics(front)


def _forbidden(keys: QKeySequence) -> str:
    for at in range(keys.count()):
        pressed: QKeyCombination = keys[at]  # type: ignore[index]  # the stubs of PySide6 lack it
        key, held = pressed.key(), pressed.keyboardModifiers()
        printable = 0 < key.value < _LAST_PRINTABLE
        if printable and not held & (_CONTROL | _ALT | Qt.KeyboardModifier.MetaModifier):
            return "is text"
        if held & _CONTROL and held & _ALT:
            return "is AltGr"
        if held & _CONTROL and key in _SENT_BY_SCANNERS:
            return "is a control character that scanners send"
        if held & _CONTROL and key in _OF_FIELDS:
            return "belongs to the fields"
        if held & _ALT and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            return "is how some scanners type"
    return ""


def _clashes(here: list[Command]) -> Iterator[str]:
    by_keys: dict[str, set[str]] = {}
    for command in here:
        by_keys.setdefault(command.keys.toString(), set()).add(command.name)
    for keys, names in by_keys.items():
        if len(names) > 1:
            yield f"{', '.join(sorted(names))}: all have {keys}"


def _hints(front: QWidget, here: list[Command]) -> Iterator[str]:
    """A key that is shown somewhere must do something there, and a button's must be its own."""
    working = {command.keys.toString() for command in here}
    for hint in front.findChildren(QLabel):
        if hint.property("role") != "key" or not hint.isVisible():
            continue
        name = hint.objectName().removesuffix("_key")
        button = front.findChild(QAbstractButton, name) if name != hint.objectName() else None
        if button is not None and hint.text() != chords.shown(button.shortcut()):
            yield f"{name}: shows {hint.text()}, works by {chords.shown(button.shortcut())}"
        elif button is None and _is_command(keys := _keys_of(hint.text())) and keys.toString() not in working:
            yield f"{_above(hint) or 'a hint'}: shows {hint.text()}, which does nothing here"


def _keys_of(text: str) -> QKeySequence:
    """The keys that a hint shows, in the words of this system or in those of all."""
    native = QKeySequence(text, QKeySequence.SequenceFormat.NativeText)
    return native if chords.shown(native) == text else QKeySequence(text)


def _is_command(keys: QKeySequence) -> bool:
    if keys.isEmpty():
        return False
    pressed: QKeyCombination = keys[0]  # type: ignore[index]
    key = pressed.key()
    return bool(pressed.keyboardModifiers()) or Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35


def _bare_mnemonics(front: QWidget) -> Iterator[str]:
    """Where Qt acts on a letter alone, or on one that nobody declared."""
    for menu in front.findChildren(QMenu):
        for action in menu.actions():
            if letter := chords.letter_of(action.text()):
                yield f"menu {menu.objectName()}: {action.text()} acts on a bare {letter}"
    for box in front.findChildren(QMessageBox):
        if len(box.buttons()) > 1:
            yield f"{box.objectName()}: a message box acts on bare letters, and this one asks something"
    for each in front.findChildren(QLabel):
        if each.buddy() is not None and (letter := chords.letter_of(each.text())):
            yield f"{each.objectName()}: its field is reached by Alt+{letter} that is no chord of ours"


def _works(button: QAbstractButton) -> bool:
    """Seen is enough: what is disabled now may be enabled a moment later."""
    return button.isVisible() and not button.shortcut().isEmpty()


def _name(each: QAbstractButton | QShortcut | QAction) -> str:
    return each.objectName() or f"{type(each).__name__} of {_above(each)}"


def _above(each: QObject) -> str:
    """Return the name of what it belongs to; empty at the top."""
    parent = each.parent()
    return parent.objectName() if parent is not None else ""
