"""A CSV file dropped on the window: it is looked through as an order of several cards, and nothing is made yet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

_KINDS = frozenset({".csv", ".txt"})


class FileDrop(QObject):
    """`dropped` carries the Path. One file at a time, and none while a question is in front."""

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, (QDragEnterEvent, QDropEvent)) and event.type() in {
            QEvent.Type.DragEnter,
            QEvent.Type.Drop,
        }:
            path = _file(event.mimeData())
            if path is None or QApplication.activeModalWidget() is not None:
                return False
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.dropped.emit(path)
            return True
        return super().eventFilter(watched, event)


def _file(carried: QMimeData) -> Path | None:
    """Return the one CSV file that is carried, None for anything else."""
    paths = [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in _KINDS else None
