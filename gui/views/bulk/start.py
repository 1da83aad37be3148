"""Several cards at once, before the first is made: how many alike, or which file, and what would come of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.domain.batch import EQUAL_MOST, BatchPlan
from core.domain.batch_csv import COLUMNS
from core.domain.command import Issue
from core.domain.digits import plain_digits
from gui.views.bulk import bulk_words
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.keys.enter import pressed_focused
from gui.widgets.layout.panel import Panel
from gui.widgets.layout.scroll_column import ScrollColumn
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import TableModel
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.wording import messages


class BulkStart(QWidget):
    """`counted` carries a number of equal cards, `accepted` the plan that was looked through and is to be made."""

    counted = Signal(int)
    file_wanted = Signal()
    accepted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bulk_start")
        self._plan: BatchPlan | None = None
        self._alike = label("", "text", "bulk_alike", wrap=True)
        hint = self.tr("2 to {most}, as on the page before.").format(most=EQUAL_MOST)
        self._count = FieldRows((Field("bulk_count", self.tr("How many alike"), hint, most=4),))
        self._look = button(self.tr("Look &through"), "bulk_look")
        self._file = button(self.tr("Choose a CSV &file…"), "bulk_file")
        self._heading = label("", "heading", "bulk_heading", wrap=True)
        self._sentence = label("", "muted", "bulk_sentence", wrap=True)
        self._early = label("", "warn", "bulk_early", wrap=True)
        self._early.hide()
        self._wanted = TableModel(bulk_words.wanted_columns(), self)
        self._problems = TableModel(bulk_words.problem_columns(), self)
        self._tables = QStackedWidget()
        self._go = BigButton(self.tr("&Make them"), "bulk_go")
        self._back = button(self.tr("&Back"), "bulk_back", "quiet")
        self._arrange()
        self._connect()

    def start(self, issue: Issue | None, currency: str) -> None:
        """Start; `issue` is what the page before describes. Without an amount there, only a file can be chosen."""
        self._count.set_value("bulk_count", "")
        self._count.setEnabled(issue is not None and issue.code is None)
        self._look.setEnabled(False)
        text = self.tr("For cards alike, first enter an amount on the page before, and no pre-printed code.")
        if issue is not None and issue.code is None:
            amount = messages.money(issue.amount, currency)
            text = self.tr("Each with {amount}, and with the kind, design, dates and words entered before.")
            text = text.format(amount=amount)
        self._alike.setText(text)
        self.show_plan(None)
        first = self._count.input("bulk_count") if self._count.isEnabled() else self._file
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_plan(self, plan: BatchPlan | None) -> None:
        self._plan = plan
        advice = messages.format_message(None if plan is None else plan.advice)
        self._early.setText(advice)
        self._early.setVisible(bool(advice))
        shown = plan is not None
        for part in (self._heading, self._tables):
            part.setVisible(shown)
        self._sentence.show()
        self._go.setEnabled(plan is not None and bool(plan.rows) and not plan.problems)
        self._go.setText(self.tr("&Make them"))
        if plan is None:
            self._sentence.setText(self.tr("The cards are listed here first. None is made before you have seen them."))
            return
        self._heading.setText(bulk_words.plan_heading(plan))
        self._sentence.setText(bulk_words.plan_sentence(plan))
        self._wanted.show_rows(plan.rows)
        self._problems.show_rows(plan.problems)
        self._tables.setCurrentIndex(1 if plan.problems else 0)
        if self._go.isEnabled():
            text = self.tr("&Make {count} cards for {sum}")
            self._go.setText(text.format(count=len(plan.rows), sum=messages.sums(plan.totals)))
            self._go.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self._heading.text()}. {self._sentence.text()} {advice}".strip())

    def show_problem(self, text: str) -> None:
        """Show what kept it from being looked through or begun."""
        self._heading.setText(text)
        self._heading.show()
        self._sentence.hide()
        announce(self, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_focused(self, event):
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        left = Panel(self.tr("Several at once"), name="bulk_what")
        for part in (self._alike, self._count, self._look):
            left.body.addWidget(part)
        left.body.addSpacing(14)
        text = self.tr("Or a file with one card in each row. Its first line names the columns: {columns}.")
        left.body.addWidget(label(text.format(columns=", ".join(COLUMNS)), "muted", "bulk_columns", wrap=True))
        left.body.addWidget(self._file)
        left.body.addStretch(1)
        left.body.addWidget(self._back)
        left.fix_width(330)
        page = QWidget()
        around = QVBoxLayout(page)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(left)
        scroll = ScrollColumn(page, "bulk_scroll", self.tr("Several at once"))
        scroll.setFixedWidth(left.width())
        right = Panel(name="bulk_plan")
        right.body.setSpacing(10)
        self._tables.addWidget(Table(self._wanted, "bulk_wanted", self.tr("Cards to be made")))
        problems = Table(self._problems, "bulk_problems", self.tr("What to put right"))
        problems.set_tall(lambda _problem: True)
        self._tables.addWidget(problems)
        column = QVBoxLayout()
        column.setSpacing(10)
        for part in (self._heading, self._sentence, self._early):
            column.addWidget(part)
        column.addWidget(self._tables, 1)
        right.body.addLayout(column, 1)
        right.body.addStretch(0)
        right.body.addWidget(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(scroll)
        row.addWidget(right, 1)

    def _connect(self) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._go.click)
        self._count.changed.connect(self._on_count_changed)
        self._count.submitted.connect(self._on_counted)
        self._look.clicked.connect(self._on_counted)
        self._file.clicked.connect(self.file_wanted)
        self._go.clicked.connect(self._on_go)
        self._back.clicked.connect(self.left)

    def _number(self) -> int:
        text = plain_digits(self._count.value("bulk_count"))
        return int(text) if text.isascii() and text.isdigit() else 0

    def _on_count_changed(self) -> None:
        self._count.show_error("bulk_count", "")
        self._look.setEnabled(bool(self._count.value("bulk_count")))
        self.show_plan(None)

    def _on_counted(self) -> None:
        number = self._number()
        if 2 <= number <= EQUAL_MOST:
            self.counted.emit(number)
        else:
            self._count.show_error("bulk_count", messages.format_sentence("batch.count", {"most": EQUAL_MOST}))

    def _on_go(self) -> None:
        plan, self._plan = self._plan, None  # a second press begins nothing
        self._go.setEnabled(False)
        if plan is not None:
            self.accepted.emit(plan)
