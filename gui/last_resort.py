"""When a bug gets through: it is logged, told in one clear dialog, and the program goes on. Never a silent end.

Works from every thread; the dialog is shown in the GUI thread, one at a time.
"""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

_log = logging.getLogger("counterfoil")


class _Writer(logging.FileHandler):
    """The log of this till."""


class LastResort(QObject):
    """Install once. `folder` is set when the data directory is known; until then the log goes to standard error."""

    _met = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._dialog: QMessageBox | None = None
        self._met.connect(self._on_met, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def log_to(self, folder: Path) -> None:
        """From now on the log is in `folder`, and nowhere else: after a restart it is the same file once more."""
        self._path = folder / "counterfoil.log"
        for before in [each for each in _log.handlers if isinstance(each, _Writer)]:
            _log.removeHandler(before)
            before.close()
        writer = _Writer(self._path, encoding="utf-8", delay=True)
        writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        _log.addHandler(writer)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("A fault in the program", exc_info=(kind, error, trace))
        self._met.emit(kind.__name__)

    def _on_thread_exception(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._on_exception(told.exc_type, told.exc_value, told.exc_traceback)

    def _on_met(self, _name: str) -> None:
        if self._dialog is not None:
            return
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
