"""What waits for approval, and what was decided: a manager approves or refuses, a clerk takes their own back."""

from __future__ import annotations

from operator import attrgetter

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.approval import ApprovalRequest
from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.wording import approval_words, messages

translate = QCoreApplication.translate


class ApprovalsDialog(FittingDialog):
    """The signals carry numbers of requests. `decides`: whoever is here manages, so they see what all asked for."""

    approved = Signal(tuple)
    refused = Signal(tuple, str)
    withdrawn = Signal(int)

    def __init__(self, parent: QWidget, *, decides: bool) -> None:
        super().__init__(parent)
        self.setObjectName("approvals_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Approvals"))
        self._decides, self._busy = decides, False
        self._model: TableModel[ApprovalRequest] = TableModel(_columns(), self, key=attrgetter("number"))
        self._table = Table(self._model, "approvals_table", self.tr("Requests, what waits first"))
        self._story = label("", "muted", "approvals_story", wrap=True)
        self._note = label("", "strong", "approvals_note", wrap=True)
        self._reason = FieldRows(
            (Field("approvals_reason", self.tr("Reason, to refuse"), most=200, checked=False),), beside=True
        )
        self._approve = button(self.tr("&Approve"), "approvals_approve")
        self._all = button("", "approvals_all")
        self._refuse = button(self.tr("&Refuse"), "approvals_refuse")
        self._withdraw = button(self.tr("&Withdraw"), "approvals_withdraw")
        self._close = button(self.tr("&Close"), "approvals_close", "quiet")
        self._arrange()
        self._renew()

        self._table.row_current.connect(self._renew)
        self._reason.changed.connect(self._renew)
        self._approve.clicked.connect(self._on_approve)
        self._all.clicked.connect(self._on_all)
        self._refuse.clicked.connect(self._on_refuse)
        self._withdraw.clicked.connect(self._on_withdraw)
        self._close.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)

    def show_requests(self, requests: tuple[ApprovalRequest, ...]) -> None:
        """Show these; the first time what waits longest is chosen."""
        first = not self._model.rowCount()
        self._table.show_rows(requests)
        if first and requests:
            self._table.choose_row(0)
            self._table.setFocus()
        self._renew()

    def show_note(self, text: str) -> None:
        """Say what came of a decision, or why there was none; what was typed stays."""
        self._busy = False
        self._note.setText(text)
        self._renew()
        announce(self, text)

    def forget_reason(self) -> None:
        """Empty the reason: it was given with a refusal."""
        self._reason.set_value("approvals_reason", "")

    def _arrange(self) -> None:
        self._table.setMinimumSize(540, 150)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        shown = (self._approve, self._all, self._refuse) if self._decides else (self._withdraw,)
        for each in (self._approve, self._all, self._refuse, self._withdraw):
            each.setVisible(each in shown)
        for each in shown:
            buttons.addWidget(each)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), "heading", "approvals_heading"))
        column.addWidget(label(self._introduction(), "hint", "approvals_hint", wrap=True))
        column.addWidget(self._table, 1)
        column.addWidget(self._story)
        column.addWidget(self._note)
        if self._decides:
            column.addWidget(self._reason)
        column.addLayout(buttons)
        self.resize(920, 560)

    def _introduction(self) -> str:
        if self._decides:
            return self.tr("What you approve is done at once, for whoever asked. Nobody approves their own.")
        return self.tr("What you asked for. Nothing of it is done before a manager approves it.")

    def _renew(self) -> None:
        row, waiting = self._table.chosen, self._waiting()
        open_row = row is not None and row.waits and not self._busy
        if row is None and not self._model.rowCount():
            self._story.setText(messages.format_sentence("approval.none", {}))
        else:
            self._story.setText("" if row is None else approval_words.story(row))
        self._approve.setEnabled(open_row)
        self._withdraw.setEnabled(open_row)
        self._refuse.setEnabled(open_row and bool(self._reason.value("approvals_reason").strip()))
        self._all.setText(self.tr("Approve a&ll {count}").format(count=messages.number(len(waiting))))
        self._all.setEnabled(len(waiting) > 1 and not self._busy)

    def _waiting(self) -> tuple[int, ...]:
        return tuple(row.number for row in self._model.rows if row.waits)

    def _begin(self) -> None:
        self._busy = True
        self._table.setFocus()  # the button that was pressed takes no keys now
        self._note.setText(self.tr("One moment…"))
        self._renew()

    def _on_approve(self) -> None:
        if (row := self._table.chosen) is not None:
            self._begin()
            self.approved.emit((row.number,))

    def _on_all(self) -> None:
        self._begin()
        self.approved.emit(self._waiting())

    def _on_refuse(self) -> None:
        if (row := self._table.chosen) is not None:
            self._begin()
            self.refused.emit((row.number,), self._reason.value("approvals_reason"))

    def _on_withdraw(self) -> None:
        if (row := self._table.chosen) is not None:
            self._begin()
            self.withdrawn.emit(row.number)


def _columns() -> tuple[Column[ApprovalRequest], ...]:
    return (
        Column(
            translate("Approvals", "State"),
            approval_words.state,
            lambda row: row.state.value,
            approval_words.tone,
            width=165,
        ),
        Column(translate("Approvals", "What"), approval_words.what, width=320),
        Column(translate("Approvals", "Asked by"), approval_words.asked, lambda row: row.asked_at, width=170),
        Column(translate("Approvals", "Reason"), approval_words.because),
    )
