"""What can be done with a card, as tiles with their letters; exactly one is chosen, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets.buttons import ActionButton


@dataclass(frozen=True, slots=True)
class Action:
    """`name` goes out when it is chosen; `text` is translated; `key` is one letter."""

    name: str
    text: str
    key: str
    tone: str = ""


class ActionBar(QWidget):
    """`chosen` carries the action's name."""

    chosen = Signal(str)

    def __init__(self, actions: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("action_bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._tiles: dict[str, ActionButton] = {}
        self._choosing = False
        for action in actions:
            tile = ActionButton(action.text, action.key, f"{action.name}_action", tone=action.tone)
            tile.setProperty("action", action.name)
            tile.toggled.connect(self._on_toggled)
            row.addWidget(tile, 1)
            self._tiles[action.name] = tile

    def choose(self, name: str) -> None:
        """Marks `name` and no other."""
        self._choosing = True
        for each, tile in self._tiles.items():
            tile.setChecked(each == name)
        self._choosing = False

    def allow(self, names: set[str]) -> None:
        """Only these can be chosen now."""
        for each, tile in self._tiles.items():
            tile.setEnabled(each in names)

    def tiles(self) -> tuple[ActionButton, ...]:
        """In their order; what cannot be chosen is disabled."""
        return tuple(self._tiles.values())

    def action_for(self, letter: str) -> str:
        """The enabled action with this letter, or ""."""
        for name, tile in self._tiles.items():
            if tile.key.lower() == letter.lower() and tile.isEnabled():
                return name
        return ""

    def _on_toggled(self) -> None:
        """Not `clicked`: a screen reader toggles a checkable button without a click."""
        if self._choosing:
            return
        name = str(self.sender().property("action"))
        self.choose(name)
        self.chosen.emit(name)
