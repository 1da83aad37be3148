"""What can be done now, each with its name, key, picture and, when it cannot, the reason: the palette and the keys ask.

A page need not say what it offers: its buttons are its offers, so that a word or a key stands in one place only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from gui.widgets.buttons.button import BigButton, ChordButton
from gui.widgets.keys import chords

_NOT_OFFERED = {"pad", "chip", "pill", "nav"}
"""Digits, ready amounts and filters mean nothing by themselves; the pages have offers of their own."""
CONFIRMS = "confirms"
"""The property of a button other than a BigButton that makes or moves something at once."""
WHY_NOT = "why_not"
"""The property of a disabled button that says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Offer:
    """`name` is stable, `text` translated, `place` says where it belongs; `why_not` is "" when it can be done."""

    name: str
    text: str
    run: Callable[[], object]
    key: str = ""
    icon: str = "act"
    place: str = ""
    why_not: str = ""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("offers", text)


def of_buttons(page: QWidget, place: str) -> tuple[Offer, ...]:
    """Return every button with words that can be seen on `page`, in the order in which they were made."""
    return tuple(of_button(each, place) for each in _buttons(page))


def of_button(button: QAbstractButton, place: str) -> Offer:
    """Return what `button` does; a disabled one says why, in its own words when it has some."""
    why = (
        "" if button.isEnabled() else str(button.property(WHY_NOT) or button.toolTip() or tr("Not possible just now."))
    )
    key = button.hint if isinstance(button, ChordButton) else chords.shown(button.shortcut())
    run = button.setFocus if _confirms(button) else button.click
    return Offer(button.objectName(), chords.plain(button.text()), run, key, place=place, why_not=why)


def _confirms(button: QAbstractButton) -> bool:
    """Return whether it may move money: the palette only leads there, and its Enter is not the one that confirms."""
    return isinstance(button, BigButton) or bool(button.property(CONFIRMS))


def _buttons(page: QWidget) -> Iterator[QPushButton]:
    for each in page.findChildren(QPushButton):
        seen = each.isVisibleTo(page) and each.text() and each.objectName()
        if seen and not each.isCheckable() and each.property("role") not in _NOT_OFFERED:
            yield each
