"""Looks for alerts once a minute in the background, and at once when the connection or a person changed.

Nothing is looked for while the window is hidden or nobody is signed in. The counter's thread never does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.usecases import alerts

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.rows import DeskStatus
    from core.rows.alert import AlertRow
    from core.usecases.changes import Changes
    from gui.work.core_bridge import CoreBridge

_EVERY_MS = 60_000


class AlertWatch(QObject):
    """`read` carries the alerts for whoever is here; none while nobody is."""

    read = Signal(object)

    def __init__(self, bridge: CoreBridge, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._window = bridge, window
        self._standing: tuple[object, ...] = ()
        self._asked = self._stale = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.start()

        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.applicationStateChanged.connect(self._on_application_state)
        self._timer.timeout.connect(self.look)
        bridge.status_changed.connect(self._on_status)
        bridge.changed.connect(self._on_changed)

    def look(self) -> None:
        """Look now, if anybody could see it."""
        status = self._bridge.status
        if status is None or status.locked or not self._window.isVisible() or self._window.isMinimized():
            return
        self._stale = self._asked
        if not self._asked:
            self._asked = True
            self._bridge.ask(alerts.read_alerts, self._on_read, thread="background", failed=self._on_failed)

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        """Look when somebody comes back to the window: meanwhile nothing was looked for."""
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _on_status(self, status: DeskStatus) -> None:
        standing = (status.connection, status.problem, status.needs_attention, status.clerk, status.locked)
        if standing == self._standing:
            return
        self._standing = standing
        if status.locked:
            self.read.emit(())
        self.look()

    def _on_changed(self, changes: Changes, _result: object) -> None:
        if changes.receipts or changes.settings:
            self.look()

    def _on_read(self, rows: tuple[AlertRow, ...]) -> None:
        self._asked = False
        if self._stale:
            self.look()  # somebody else may be here now
        elif self._bridge.status is not None and not self._bridge.status.locked:
            self.read.emit(rows)

    def _on_failed(self, _error: KnownError) -> None:
        """Leave it to the next look: whoever works here meets the same fault, and is told of it there."""
        self._asked = False
