"""Opens the palette over a window, and lets it search the till's own copy; made at its first use."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from gui.palette.palette import Palette
    from gui.palette.palette_results import PaletteResults
    from gui.widgets.buttons.offers import Offer
    from gui.work.core_bridge import CoreBridge

_SHORTEST = 2
"""A single letter is the start of too much."""


class PaletteController(QObject):
    """`card_requested` and `page_requested` carry what was found and chosen."""

    card_requested = Signal(object)
    page_requested = Signal(str)

    def __init__(self, bridge: CoreBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._window = bridge, window

    @cached_property
    def _palette(self) -> Palette:
        from gui.palette.palette import Palette  # noqa: PLC0415 - the first frame has none

        palette = Palette(self._window)
        palette.search_requested.connect(self._on_search_requested)
        return palette

    def open(self, offers: tuple[Offer, ...]) -> None:
        """Open the palette with what can be done now. It finds cards, so it stays shut while the till is locked."""
        status = self._bridge.status
        if status is not None and status.locked:
            return
        self._palette.open(offers)

    def leave(self) -> None:
        """Leave: another page came to the front, and the palette was for the one before."""
        if "_palette" in self.__dict__:
            self._palette.leave()

    def _on_search_requested(self, text: str) -> None:
        from gui.palette import palette_results  # noqa: PLC0415 - as above

        if len(text) >= _SHORTEST:
            self._bridge.ask(partial(palette_results.look_for, text), self._on_found)

    def _on_found(self, found: PaletteResults) -> None:
        from gui.palette import palette_results  # noqa: PLC0415 - as above

        self._palette.show_found(
            found.text, palette_results.offers(found, self.card_requested.emit, self.page_requested.emit)
        )
