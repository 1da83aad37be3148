"""Closes the day: what should be in the drawer, what was counted, and a signature. What is signed stays for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.day_closing import DayClosing, OpenDay
from core.printing.closing_page import ClosingLine
from gui.dialogs.closing_form import ClosingForm
from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.layout.scroll_column import ScrollColumn
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label, set_look
from gui.wording import closing_words, messages

if TYPE_CHECKING:
    from core.errors import KnownError

translate = QCoreApplication.translate
_FORM_WIDTH = 330


class ClosingDialog(FittingDialog):
    """`signed` carries a ClosingOrder; `show_closed` or `show_problem` answers it.

    `printed` carries the closing and what it goes on: `roll` or `sheet`.
    """

    keeps_input = True

    signed = Signal(object)
    printed = Signal(object, str)
    outbox_requested = Signal()

    def __init__(self, day: OpenDay, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("closing_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Close the day"))
        self._day = day
        self._closing: DayClosing | None = None
        self._busy = False
        self._heading = label(self.tr("Close the day"), "heading", "closing_heading", wrap=True)
        self._sentence = label(_since(day), "muted", "closing_sentence", wrap=True)
        self._model: TableModel[ClosingLine] = TableModel(_columns(), self)
        self._table = Table(self._model, "closing_table", self.tr("What was done with cards since the last closing"))
        self._form = ClosingForm(day)
        self._scroll = ScrollColumn(self._form, "closing_scroll", self.tr("What was counted"))
        self._problem = label("", "bad", "closing_problem", wrap=True)
        self._outbox = button(self.tr("Show it in the &outbox"), "closing_outbox", "quiet")
        self._go = BigButton(self.tr("Sign and close the day"), "closing_go")
        self._back = button(self.tr("&Back"), "closing_back")
        self._roll = button(self.tr("Print the &receipt"), "closing_roll")
        self._sheet = button(self.tr("Print on A4 or &save…"), "closing_sheet")
        self._arrange()
        self._connect()
        self._model.show_rows(tuple(_lines(day)))
        self._renew()
        self._form.take_focus()

    def show_problem(self, error: KnownError) -> None:
        """Show why nothing was closed; what was typed stays."""
        self._busy = False
        text = messages.format_error(error)
        self._problem.setText(text)
        announce(self, text)
        self._renew()

    def show_day(self, day: OpenDay) -> None:
        """Show figures that were read again; what was counted stays."""
        self._day = day
        self._form.show_day(day)
        self._model.show_rows(tuple(_lines(day)))
        self._renew()

    def show_closed(self, closing: DayClosing) -> None:
        """Show what was signed, in the place of the form, with the ways to paper."""
        self._busy, self._closing = False, closing
        self._heading.setText(closing_words.title(closing.number))
        who = ", ".join(filter(None, (closing.clerk, closing.approver)))
        self._sentence.setText(" · ".join(filter(None, (messages.day(closing.day), messages.moment(closing.at), who))))
        self._model.show_rows(tuple(_closed_lines(closing)))
        self._scroll.hide()
        self._outbox.hide()
        self._back.hide()
        off = any(each.difference for each in closing.currencies)
        set_look(self._problem, role="bad" if off else "strong")
        self._problem.setText(closing_words.difference_words(closing))
        for each in (self._roll, self._sheet):
            each.show()
        self._go.setText(self.tr("Done"))
        self._go.setEnabled(True)
        self._roll.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self._heading.text()}. {self._problem.text()}.")

    def show_note(self, text: str) -> None:
        """Say where a page went, or why it is nowhere."""
        set_look(self._problem, role="text")
        self._problem.setText(text)
        announce(self, text)

    def reject(self) -> None:
        """Stay open while it is under way: its answer comes here."""
        if not self._busy:
            super().reject()

    def _arrange(self) -> None:
        self._table.setMinimumSize(440, 300)
        for each in (self._roll, self._sheet):
            each.hide()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(10)
        right.addWidget(self._scroll, 1)
        right.addWidget(self._problem)
        right.addStretch(0)
        for each in (self._roll, self._sheet, self._go, self._back):
            right.addWidget(each)
        side = QWidget()
        side.setLayout(right)
        side.setFixedWidth(max(_FORM_WIDTH, self._form.minimumSizeHint().width(), side.minimumSizeHint().width()))
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self._table, 1)
        left.addWidget(self._outbox, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._sentence)
        column.addLayout(row, 1)
        self._outbox.setVisible(any(each.waiting.count or each.cases.count for each in self._day.figures))
        self.resize(960, 640)

    def _connect(self) -> None:
        self._form.changed.connect(self._on_changed)
        self._form.submitted.connect(self._go.setFocus)
        self._go.clicked.connect(self._on_pressed)
        self._back.clicked.connect(self.reject)
        self._outbox.clicked.connect(self.outbox_requested)
        self._roll.clicked.connect(lambda: self.printed.emit(self._closing, "roll"))
        self._sheet.clicked.connect(lambda: self.printed.emit(self._closing, "sheet"))
        self.finished.connect(self.deleteLater)

    def _on_changed(self) -> None:
        self._problem.setText("")
        self._renew()

    def _renew(self) -> None:
        ready = self._form.order() is not None
        if self._day.closed is not None:
            self._say_closed(self._day.closed)
        elif self._busy:
            self._go.setText(self.tr("One moment…"))
        elif not ready:
            self._go.setText(self.tr("Count the drawer"))
        elif self._form.needs_note:
            self._go.setText(self.tr("Say why in the note"))
        else:
            self._go.setText(self.tr("Sign and close the day"))
        can = ready and not self._form.needs_note and not self._busy and self._day.closed is None
        self._go.setEnabled(can)
        self._form.setEnabled(not self._busy and self._day.closed is None)
        self._back.setEnabled(not self._busy)

    def _say_closed(self, closed: DayClosing) -> None:
        self._go.setText(self.tr("Closed already"))
        self._problem.setText(messages.format_sentence("close.is_closed", {"number": closed.number}))

    def _on_pressed(self) -> None:
        if self._closing is not None:
            self.accept()
            return
        order = self._form.order()
        if order is not None:
            self._busy = True
            self._problem.setText("")
            self._renew()
            self.signed.emit(order)


def _columns() -> tuple[Column[ClosingLine], ...]:
    return (
        Column(translate("Closing", "What"), lambda line: line.label),
        Column(translate("Closing", "How many"), lambda line: line.count, right=True, width=110),
        Column(translate("Closing", "Amount"), lambda line: line.amount, right=True, width=150),
    )


def _since(day: OpenDay) -> str:
    shown = messages.day(day.day)
    if day.since is None:
        return translate("Closing", "{day}, since the first day of this till").format(day=shown)
    return translate("Closing", "{day}, since {since}").format(day=shown, since=messages.moment(day.since))


def _lines(day: OpenDay) -> Iterator[ClosingLine]:
    several = len(day.figures) > 1
    for each in day.figures:
        if several:
            yield ClosingLine(each.currency, "", strong=True)
        yield from closing_words.figure_lines(each)
        yield from closing_words.undecided_lines(each)


def _closed_lines(closing: DayClosing) -> Iterator[ClosingLine]:
    for each in closing.currencies:
        if len(closing.currencies) > 1:
            yield ClosingLine(each.currency, "", strong=True)
        yield from closing_words.figure_lines(each.figures)
        yield from closing_words.count_lines(each)
        yield from closing_words.undecided_lines(each.figures)
