"""Asks before an act is taken back: what it was, what will happen, and why. Enter never confirms it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.domain.operation import Kind
from core.errors import KnownError
from core.rows import OperationRow
from gui.dialogs.fitting import FittingDialog, stand_beside
from gui.dialogs.settle_reason import SettleReason
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.keys import chords
from gui.widgets.keys.enter import ENTER
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label, set_look
from gui.wording import kept_words, messages, operation_words


class TakeBackDialog(FittingDialog):
    """`wanted` carries the reason; the answer comes back with `accept` or `show_problem`."""

    wanted = Signal(str)

    def __init__(self, row: OperationRow, foreseen: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("take_back_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(self.tr("Take this back?"))
        self.setMinimumWidth(520)
        self._busy = False
        self._button = BigButton(self.tr("Ta&ke it back"), "take_back_button", role="danger")
        self._back = button(self.tr("&Back"), "take_back_leave")
        taken = {chords.letter_of(each.text()) for each in (self._button, self._back)}
        self._reason = SettleReason(_ready(row.kind), taken, asks=self.tr("Why is it taken back?"))
        self._problem = label("", "bad", "take_back_problem", wrap=True)
        self._arrange(row, foreseen)
        self._renew()

        self._reason.changed.connect(self._renew)
        self._button.clicked.connect(self._on_pressed)
        self._back.clicked.connect(self.reject)

    def open(self) -> None:
        super().open()
        if (layout := self.layout()) is not None and layout.hasHeightForWidth():
            self.resize(
                self.width(), layout.totalHeightForWidth(self.width())
            )  # the ready reasons need less than thought
        stand_beside(self)
        self._reason.take_focus()

    def reject(self) -> None:
        """Stay open while it is under way: its answer comes here."""
        if not self._busy:
            super().reject()

    def show_problem(self, error: KnownError) -> None:
        """Show why nothing was taken back; what was typed stays."""
        self._busy = False
        text = messages.format_error(error)
        self._problem.setText(text)
        self._problem.show()
        announce(self, text)
        self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._button.setFocus()
            return
        super().keyPressEvent(event)

    def _arrange(self, row: OperationRow, foreseen: str) -> None:
        frame = QFrame()
        frame.setProperty("role", "message")
        set_look(frame, tone="info")
        inner = QHBoxLayout(frame)
        inner.setContentsMargins(14, 12, 14, 12)
        inner.addWidget(label(foreseen, "text", "take_back_foreseen", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._back)
        buttons.addWidget(self._button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        who = ", ".join(filter(None, (row.clerk, row.till, messages.when(row.created_at))))
        column.addWidget(label(self.windowTitle(), "heading", "take_back_heading", wrap=True))
        column.addWidget(label(f"{operation_words.what(row)} · {who}", "muted", "take_back_what", wrap=True))
        for each in (frame, self._reason, self._problem):
            column.addWidget(each)
        column.addLayout(buttons)
        self._problem.hide()

    def _renew(self) -> None:
        self._button.setEnabled(not self._busy and bool(self._reason.text()))
        self._back.setEnabled(not self._busy)
        if self._busy:
            self._button.setText(self.tr("One moment…"))
        else:
            wanting = self._reason.text()
            self._button.setText(self.tr("Ta&ke it back") if wanting else self.tr("A reason is needed"))

    def _on_pressed(self) -> None:
        self._busy = True
        self._problem.hide()
        self._renew()
        self.wanted.emit(self._reason.text())


def _ready(kind: Kind) -> tuple[str, ...]:
    """Return short reasons, as they are kept; a person types any other."""
    if kind is Kind.ISSUE:
        return kept_words.PAYMENT_FAILED, kept_words.CALLED_OFF
    if kind is Kind.TOP_UP:
        return kept_words.WRONG_AMOUNT, kept_words.WRONG_CARD, kept_words.PAYMENT_FAILED
    return kept_words.WRONG_AMOUNT, kept_words.WRONG_CARD, kept_words.CALLED_OFF
