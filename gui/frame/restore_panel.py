"""A backup put back where the till's database is lost: on the page that tells of the loss, and it asks nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.dialogs.restore_form import RestoreForm
from gui.widgets.buttons.button import BigButton, button
from gui.work.background_tasks import BackgroundTasks

if TYPE_CHECKING:
    from pathlib import Path

    from core.errors import KnownError
    from gui.work.restoring import RestoreWay

WANTED = frozenset({"start.books_lost", "restore.unfinished"})
"""What a backup mends, and no books have to be laid aside for."""
_WIDTH = 520


class RestorePanel(QWidget):
    """`restored` once the till is back: the next start finds it."""

    restored = Signal()

    def __init__(self, way: RestoreWay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._way = way
        self._tasks: BackgroundTasks | None = None
        self._open = button(self.tr("There is a backup: &restore it…"), "restore_open")
        self._form = RestoreForm()
        self._form.setFixedWidth(_WIDTH)
        self._go = BigButton(self.tr("&Put the till back"), "restore_go")
        self._go.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for each in (self._open, self._form, self._go):
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        self._form.hide()
        self._go.hide()

        self._open.clicked.connect(self._on_opened)
        self._form.submitted.connect(self._on_go)
        self._go.clicked.connect(self._on_go)

    def _on_opened(self) -> None:
        self._open.hide()
        self._form.show()
        self._go.show()
        self._form.take_focus()

    def _on_go(self) -> None:
        given = self._form.asked() if self._go.isEnabled() else None
        if given is None:
            return
        self._ready(ready=False)
        if self._tasks is None:
            self._tasks = BackgroundTasks(self)
            self.destroyed.connect(self._tasks.end)
        self._tasks.run(lambda: _restore(self._way, *given), self._on_done, self._on_failed)

    def _on_done(self, _nothing: object) -> None:
        self._end()
        self.restored.emit()

    def _on_failed(self, error: KnownError) -> None:
        self._end()
        self._ready(ready=True)
        self._form.show_problem(error)

    def _ready(self, *, ready: bool) -> None:
        self._form.setEnabled(ready)
        self._go.setEnabled(ready)
        self._go.setText(self.tr("&Put the till back") if ready else self.tr("Opening the backup…"))

    def _end(self) -> None:
        tasks, self._tasks = self._tasks, None
        if tasks is not None:
            tasks.end()


def _restore(way: RestoreWay, file: Path, password: str) -> None:
    """Put it back, and close it again: the next start of the window opens it."""
    way.restore(file, password).core.close()
