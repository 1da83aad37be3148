"""Notices when something comes to need a person while another page is in front: the pill alone is easily overlooked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.usecases import operations

if TYPE_CHECKING:
    from core.rows import DeskStatus, OperationRow
    from gui.work.core_bridge import CoreBridge


class ParkedNotice(QObject):
    """`parked` carries an OperationRow, once, to whoever is there. What the till opened with is told by the start."""

    parked = Signal(object)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._known: frozenset[str] | None = None
        self._count = 0

        bridge.status_changed.connect(self._on_status)

    def _on_status(self, status: DeskStatus) -> None:
        if not status.locked and (self._known is None or status.needs_attention != self._count):
            self._count = status.needs_attention
            self._bridge.ask(operations.read_parked, self._on_read)

    def _on_read(self, rows: tuple[OperationRow, ...]) -> None:
        before, self._known = self._known, frozenset(row.operation_id for row in rows)
        for row in rows:
            if before is not None and row.operation_id not in before:
                self.parked.emit(row)
