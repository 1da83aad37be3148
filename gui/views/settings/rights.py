"""The table of what each role may do, as a list; Enter on an act, or the button, brings up what can be changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.staff import Role
from core.rows.role_rights import RightRow
from core.usecases import rights
from gui.widgets.buttons.button import button
from gui.widgets.layout.panel import Panel
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.text.labels import label
from gui.wording import messages, right_words
from gui.work.task_thread import Stopped

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.usecases.rights import CellChange, RightsRead, StoredRights
    from gui.dialogs.right import RightDialog
    from gui.work.core_bridge import CoreBridge

_LEAST = 300
"""px"""


class RightsPanel(Panel):
    """`change_requested` carries the row that is to be changed."""

    change_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What each role may do"), parent, name="settings_rights")
        self._currency = "USD"
        self._model: TableModel[RightRow] = TableModel(self._columns(), self, key=lambda row: row.permission)
        self._table = Table(self._model, "rights_table", self.tr("What each role may do"))
        self._table.set_tall(lambda _row: True)
        self._table.setMinimumHeight(_LEAST)
        self._change = button(self.tr("Chan&ge…"), "rights_change")
        self._change.setEnabled(False)
        hint = self.tr(
            "Alone, with the approval of another person, or not at all. Takes effect once there is a manager. "
            "What is not listed is for whoever works here."
        )
        self.body.addWidget(label(hint, "hint", "rights_hint", wrap=True))
        self.body.addWidget(self._table, 1)
        self.body.addWidget(self._change)

        self._table.row_current.connect(self._on_current)
        self._table.choice_lost.connect(partial(self._change.setEnabled, False))
        self._table.row_chosen.connect(self._on_chosen)
        self._change.clicked.connect(self._on_change)

    def show_rights(self, read: RightsRead) -> None:
        """Show the acts that the two roles do not share, or may not share."""
        if read.currency != self._currency:
            self._currency = read.currency
            self._model.renew_texts()
        rows = tuple(row for row in read.rows if row.editable or row.clerk.level is not row.manager.level)
        self._table.show_rows(rows)
        if self._table.chosen is None and rows:
            self._table.choose_row(0)

    def _columns(self) -> tuple[Column[RightRow], ...]:
        return (
            Column(self.tr("Act"), lambda row: right_words.act(row.permission)),
            Column(self.tr("Clerk"), partial(self._cell, Role.CLERK), width=155),
            Column(self.tr("Manager"), partial(self._cell, Role.MANAGER), width=155),
        )

    def _cell(self, role: Role, row: RightRow) -> str:
        return right_words.cell(row, role, self._currency)

    def _on_current(self, row: RightRow) -> None:
        self._change.setEnabled(row.editable)

    def _on_chosen(self, row: RightRow) -> None:
        if row.editable:
            self.change_requested.emit(row)

    def _on_change(self) -> None:
        if self._table.chosen is not None:
            self._on_chosen(self._table.chosen)


class RightsEditor(QObject):
    """Reads the table and stores what is changed. `notified`: a finished text and its tone."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._dialog: RightDialog | None = None
        self.panel = RightsPanel()

        self.panel.change_requested.connect(self._on_change_requested)

    def read(self) -> None:
        self._bridge.ask(rights.read_rights, self.panel.show_rights)

    def _on_change_requested(self, row: RightRow) -> None:
        from gui.dialogs.right import RightDialog  # noqa: PLC0415 - seldom asked for

        dialog = self._dialog = RightDialog(row, self.panel.window())
        dialog.stored.connect(self._on_stored)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self) -> None:
        self._dialog = None
        self.panel.window().activateWindow()  # where no window manager gives the keyboard back

    def _on_stored(self, changes: tuple[CellChange, ...]) -> None:
        work = partial(rights.change_rights, changes=changes)
        self._bridge.run(work, self._on_done, failed=self._on_failed)

    def _on_done(self, _done: StoredRights) -> None:
        """Tell that it is stored; the page reads the table again."""
        if self._dialog is not None:
            self._dialog.accept()
        self.notified.emit(self.tr("Stored."), "good")

    def _on_failed(self, error: KnownError) -> None:
        if self._dialog is not None and not isinstance(error, Stopped):
            self._dialog.show_problem(messages.format_error(error))
        else:
            self.notified.emit(messages.format_error(error), "warn")
