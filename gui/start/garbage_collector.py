"""Python's cycle collector, kept in the GUI thread: a widget that dies in a lane's thread takes the program with it.

CPython runs the collector in whichever thread allocates; so it is switched off, and a timer runs it here.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2000


class GarbageCollector(QObject):
    """Collects the generations that are due, as CPython would, but only ever in the thread it was made in."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_due)
        self._frozen = False
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Go back to CPython's own way; everything left is collected here first."""
        self._timer.stop()
        gc.collect()
        gc.enable()

    def _on_due(self) -> None:
        if not self._frozen:
            self._frozen = True
            gc.freeze()  # what the start has made stays: to walk through it would hold the window up for 50 ms
            return
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
