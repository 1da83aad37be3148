"""When a bug gets through: it is logged, told in one clear dialog, and the program goes on. Never a silent end.

Works from every thread; the dialog is shown in the GUI thread, one at a time.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.log import area
from core.log.file import NAME

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

_log = area("window")


class FaultReporter(QObject):
    """Install once. While the log of the till is not open, faults go to standard error."""

    _met = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._dialog: QMessageBox | None = None
        self._met.connect(self._on_met, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def point_to(self, folder: Path) -> None:
        """Name the log in this folder in the dialog from now on."""
        self._path = folder / NAME

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.fault("a fault in the program", error.with_traceback(trace))
        self._met.emit(kind.__name__)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_met(self, _name: str) -> None:
        if self._dialog is not None:
            return
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - its constants are not for the first frame

        parent = self.parent()
        box = QMessageBox(parent if isinstance(parent, QWidget) else None)
        box.setObjectName("fault_dialog")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Something went wrong"))
        box.setText(self.tr("Counterfoil met a fault in itself. What you confirmed is safe in the outbox."))
        box.setInformativeText(self._advice())
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._on_closed)
        self._dialog = box
        box.open()

    def _advice(self) -> str:
        advice = self.tr("Look at the card again before you repeat anything.")
        if self._path is None:
            return advice
        return advice + "\n" + self.tr("The details are in {path}.").format(path=self._path)

    def _on_closed(self) -> None:
        self._dialog = None
