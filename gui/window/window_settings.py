"""What a person has chosen for the window, applied once the till is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.look import sounds, theme

if TYPE_CHECKING:
    from core.rows import DeskStatus
    from gui.work.core_bridge import CoreBridge


class WindowSettings(QObject):
    """Look, sounds and the printer of cards; nothing of it is needed for the first frame."""

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        bridge.opened.connect(self._on_opened)

    def _on_opened(self, _status: DeskStatus) -> None:
        from core.usecases import settings  # noqa: PLC0415 - behind the first frame

        self._bridge.ask(partial(settings.read_setting, key="window.appearance"), self._on_appearance)
        self._bridge.ask(partial(settings.read_setting, key="window.sounds"), sounds.choose)
        self._bridge.ask(partial(settings.read_setting, key="card.printer"), self._on_printer)

    def _on_appearance(self, choice: str) -> None:
        theme.choose(choice)

    def _on_printer(self, name: str) -> None:
        if name:
            from gui.printing import preferred  # noqa: PLC0415 - loads the printing system, after the first frame

            preferred.choose(name)
