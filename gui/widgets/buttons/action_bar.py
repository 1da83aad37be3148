"""What can be done with a card, as tiles with their chords; exactly one is chosen, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.look import theme
from gui.widgets.buttons.button import ActionButton
from gui.widgets.keys.roving_focus import RovingFocus

_GAP, _BESIDE = 10, 18
"""Between the tiles, and around the longest word in one, px."""


@dataclass(frozen=True, slots=True)
class Action:
    """`name` goes out when it is chosen; `text` is translated, with the & of its chord."""

    name: str
    text: str
    tone: str = ""


class ActionBar(QWidget):
    """`chosen` carries the action's name."""

    chosen = Signal(str)

    def __init__(self, actions: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("action_bar")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._tiles: dict[str, ActionButton] = {}
        self._choosing = False
        for action in actions:
            tile = ActionButton(action.text, f"{action.name}_action", tone=action.tone)
            tile.setProperty("action", action.name)
            tile.toggled.connect(self._on_toggled)
            self._tiles[action.name] = tile
        self._across = 0
        self.roving = RovingFocus(self)
        self.roving.take(self.tiles())
        self._spread(len(self._tiles))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out in one row, or in as many as keep every word whole."""
        super().resizeEvent(event)
        self._spread(-(-len(self._tiles) // self._rows(self.width())))

    def least_height(self, width: int) -> int:
        """Return the px that its rows need at this width, before it has it: what stands around it is fitted at once."""
        rows = self._rows(width)
        tile = max(tile.sizeHint().expandedTo(tile.minimumSize()).height() for tile in self._tiles.values())
        return rows * tile + (rows - 1) * _GAP

    def choose(self, name: str) -> None:
        """Mark `name` and no other."""
        self._choosing = True
        for each, tile in self._tiles.items():
            tile.setChecked(each == name)
            if each == name:
                self.roving.stop_at(tile)
        self._choosing = False

    def allow(self, names: set[str]) -> None:
        """Allow only these to be chosen now."""
        for each, tile in self._tiles.items():
            tile.setEnabled(each in names)

    def rename(self, name: str, text: str) -> None:
        """Let the same tile do the opposite now."""
        self._tiles[name].setText(text)

    def tiles(self) -> tuple[ActionButton, ...]:
        """Return them in their order; what cannot be chosen is disabled."""
        return tuple(self._tiles.values())

    def _rows(self, width: int) -> int:
        fit = max(1, (width + _GAP) // (self._widest() + _GAP))
        return -(-len(self._tiles) // fit)

    def _widest(self) -> int:
        letters = QFontMetrics(theme.text_font(13, theme.SEMI_BOLD))
        return max(letters.horizontalAdvance(tile.words) for tile in self._tiles.values()) + _BESIDE

    def _spread(self, across: int) -> None:
        if across == self._across:
            return
        for column in range(max(across, self._across)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        self._across = self.roving.across = across
        for at, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, at // across, at % across)

    def _on_toggled(self) -> None:
        """Choose an action. Not `clicked`: a screen reader toggles a checkable button without a click."""
        if self._choosing:
            return
        name = str(self.sender().property("action"))
        self.choose(name)
        self.chosen.emit(name)
