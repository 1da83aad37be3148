"""Empty books where the database is lost without a backup: the owner's act, on the page that tells of the loss."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import centred, label
from gui.wording import messages
from gui.work.background_tasks import BackgroundTasks

if TYPE_CHECKING:
    from core.errors import KnownError
    from gui.work.empty_books import BeginAnew

LOST = "start.books_lost"
_WIDTH = 520


class BeginAnewPanel(QWidget):
    """`begun` once the books are there: the next start finds them."""

    begun = Signal()

    def __init__(self, way: BeginAnew, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._way = way
        self._tasks: BackgroundTasks | None = None
        self._open = button(self.tr("There is no backup: &begin anew…"), "begin_anew_open")
        self._told = label(self._consequences(), "text", "begin_anew_told", wrap=True)
        fields = (Field("begin_anew_token", self.tr("Token"), secret=True, most=512),) if way.is_real() else ()
        self._rows = FieldRows(fields)
        self._problem = label("", "bad", "begin_anew_problem", wrap=True)
        self._begin = BigButton(self.tr("Begin with &empty books"), "begin_anew_begin", role="danger")
        self._arrange()

        self._open.clicked.connect(self._on_opened)
        self._begin.clicked.connect(self._on_begin)

    def _consequences(self) -> str:
        told = self.tr(
            "What waited in the lost books is not sent. The cards are read from the service again; people, settings, "
            "history and journal begin empty, and the journal says so."
        )
        proof = self.tr("It takes the token of the shop's service, from the service's own pages.")
        return f"{told} {proof}" if self._way.is_real() else told

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignHCenter)
        self._rows.setFixedWidth(_WIDTH)
        column.addLayout(centred(self._told, _WIDTH))
        column.addWidget(self._rows, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(centred(self._problem, _WIDTH))
        for each in (self._told, self._rows, self._problem):
            each.hide()
        column.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignHCenter)
        self._begin.hide()

    def _on_opened(self) -> None:
        """Say first what it comes to, and ask for the proof."""
        self._open.hide()
        for each in (self._told, self._rows, self._begin):
            each.show()
        (self._rows.input("begin_anew_token") if self._way.is_real() else self._begin).setFocus()

    def _on_begin(self) -> None:
        token = self._rows.value("begin_anew_token").strip() if self._way.is_real() else ""
        self._begin.setEnabled(False)
        self._problem.hide()
        if self._tasks is None:
            self._tasks = BackgroundTasks(self)
            self.destroyed.connect(self._tasks.end)
        self._tasks.run(partial(self._way.begin, token), self._on_done, self._on_failed)

    def _on_done(self, _nothing: object) -> None:
        self._end()
        self.begun.emit()

    def _on_failed(self, error: KnownError) -> None:
        self._end()
        self._begin.setEnabled(True)
        self._problem.setText(messages.format_error(error))
        self._problem.show()

    def _end(self) -> None:
        tasks, self._tasks = self._tasks, None
        if tasks is not None:
            tasks.end()
