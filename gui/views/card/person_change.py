"""Tells when another person is at the till than the one before: what the one before left open is not theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from core.rows import DeskStatus
    from gui.work.core_bridge import CoreBridge


class PersonChange(QObject):
    """`another` goes out when somebody else signs in; whoever comes back, as after the idle lock, is the same."""

    another = Signal()

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._last = ""
        if bridge.status is not None:
            self._on_status(bridge.status)
        bridge.status_changed.connect(self._on_status)

    def _on_status(self, status: DeskStatus) -> None:
        if not status.signed_in or status.clerk == self._last:
            return
        before, self._last = self._last, status.clerk
        if before:
            self.another.emit()
