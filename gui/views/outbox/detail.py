"""One operation told in full: who, when, step by step what happened, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.domain.operation import State
from core.domain.settlement import How
from core.rows import CardRow, EvidenceRow, OperationRow
from gui.views.outbox.detail_actions import DetailActions
from gui.views.outbox.facts import OutboxFacts
from gui.views.outbox.settle_options import SettleOptions
from gui.views.outbox.settled_words import settled_text
from gui.widgets.layout.panel import Panel, rule
from gui.widgets.layout.scroll_area import ScrollArea
from gui.widgets.text.labels import label, set_look
from gui.widgets.text.marker import Marker
from gui.wording import messages, operation_words
from gui.wording.settle_words import ways_of

_TONES = {"lost": "bad", "decided": "neutral", "glance": "info", "reread": "info"}


class OutboxDetail(Panel):
    """`settle_requested` carries the row and a How; what else can be done is asked for by `acts`."""

    settle_requested = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Nothing chosen"), parent, name="outbox_detail")
        self._row: OperationRow | None = None
        self._evidence: tuple[EvidenceRow, ...] = ()
        self._evidence_shown = False
        self._facts = OutboxFacts()
        self.ways = SettleOptions()
        self._advice = _advice_box()
        self._advice_text = label("", "text", "outbox_advice", wrap=True)
        self._steps = ScrollArea()
        self._page = QVBoxLayout()
        self._lines = QWidget()
        self.buttons = DetailActions()
        self._arrange()

        self.ways.chosen.connect(self._on_way)

    def _arrange(self) -> None:
        self._steps.setObjectName("outbox_evidence")
        self._steps.setProperty("role", "reading")
        self._steps.setAccessibleName(self.tr("What happened"))
        self._steps.setMinimumHeight(24)
        self._steps.setFrameShape(QFrame.Shape.NoFrame)
        inner = QHBoxLayout(self._advice)
        inner.setContentsMargins(14, 10, 14, 10)
        inner.addWidget(self._advice_text)
        self.body.addLayout(self._top())
        self.body.addWidget(self._facts)
        page = QWidget()
        page.setProperty("role", "scrolled")
        page.setLayout(self._page)
        self._page.setContentsMargins(0, 0, 8, 0)
        self._page.addWidget(self._advice)
        self._page.addWidget(self._lines)
        self._page.addStretch(1)
        self._steps.setWidget(page)
        self.body.addWidget(self._steps, 1)
        self.body.addWidget(self.ways)
        self.show_nothing()

    def _top(self) -> QHBoxLayout:
        """Return the title, and beside it what leads away from here: the room below belongs to what settles."""
        self.body.removeWidget(self.heading)
        self.heading.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.heading, 1)
        row.addWidget(self.buttons)
        return row

    def show_nothing(self) -> None:
        self._row, self._evidence, self._evidence_shown = None, (), False
        self.set_title(self.tr("Choose a line to see what happened"))
        self._advice.hide()
        self._facts.hide()
        self.ways.show_ways(())
        self._lines.hide()
        self.buttons.show_nothing()

    def show_operation(self, row: OperationRow, evidence: tuple[EvidenceRow, ...], card: CardRow | None = None) -> None:
        """Rebuild only when something is new, so that reading goes on undisturbed."""
        self._facts.show_operation(row, card)
        self.ways.show_ways(ways_of(row, card.balance if card else None))
        approved = self.tr("approved by {approver}").format(approver=row.approver) if row.approver else ""
        who = ", ".join(filter(None, (row.clerk, approved, row.till, messages.when(row.created_at))))
        self.set_title(f"{operation_words.what(row)} · {who}")  # each time: "now" ages
        if (row, evidence) == (self._row, self._evidence):
            return
        self._row = row
        advice = operation_words.advice(row) or settled_text(row)
        self._advice_text.setText(advice)
        self._advice.setVisible(bool(advice))
        set_look(self._advice, tone="bad" if row.state is State.PARKED else "info")
        self._show_steps(evidence)
        self.buttons.show_operation(row, evidence)

    def _show_steps(self, evidence: tuple[EvidenceRow, ...]) -> None:
        if evidence == self._evidence and self._evidence_shown:
            return
        self._evidence, self._evidence_shown = evidence, True
        old, self._lines = self._lines, QWidget()
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for at, step in enumerate(evidence):
            if at:
                column.addWidget(rule())
            column.addWidget(_step_line(step))
        self._page.replaceWidget(old, self._lines)
        old.hide()
        old.deleteLater()

    def _on_way(self, how: How) -> None:
        if self._row is not None:
            self.settle_requested.emit(self._row, how)


def _advice_box() -> QFrame:
    box = QFrame()
    box.setProperty("role", "message")
    set_look(box, tone="bad")
    return box


def _step_line(step: EvidenceRow) -> QWidget:
    line = QWidget()
    grid = QGridLayout(line)
    grid.setContentsMargins(0, 7, 0, 7)
    grid.setHorizontalSpacing(14)
    grid.setColumnMinimumWidth(0, 84)
    grid.setColumnStretch(2, 1)
    tenth = int(step.at * 10) % 10
    grid.addWidget(label(f"{messages.clock(step.at, seconds=True)}.{tenth}", "label"), 0, 0)
    grid.addWidget(Marker(_TONES.get(step.what, "good")), 0, 1)
    grid.addWidget(label(messages.format_message(step.message), "text", wrap=True), 0, 2)
    return line
