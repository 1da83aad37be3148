"""Notices when something comes to need a person while another page is in front: the pill alone is easily overlooked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.domain.operation import State

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.rows import DeskStatus, OperationRow
    from gui.work.worker import Desk

_MOST = 200


class ParkedNotice(QObject):
    """`parked` carries an OperationRow, once. What needed somebody when the till opened is told by the start."""

    parked = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: frozenset[str] | None = None
        self._count = 0

        desk.status_changed.connect(self._on_status)

    def _on_status(self, status: DeskStatus) -> None:
        if self._known is None or status.needs_attention != self._count:
            self._count = status.needs_attention
            self._desk.ask(_read, self._on_read)

    def _on_read(self, rows: tuple[OperationRow, ...]) -> None:
        before, self._known = self._known, frozenset(row.operation_id for row in rows)
        for row in rows:
            if before is not None and row.operation_id not in before:
                self.parked.emit(row)


def _read(core: Core) -> tuple[OperationRow, ...]:
    return tuple(row for row in core.queries.operations(_MOST) if row.state is State.PARKED)
