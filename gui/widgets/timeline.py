"""How a balance came about, newest first: when, a shape, what happened in sentences, the amount and the balance after.

Ours stands plain, what others did on a ground of its own; what has not come to its end says so in a word and a shape.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from core.domain.operation import OPEN, State
from core.rows import TimelineRow
from gui.widgets.buttons import icon_button
from gui.widgets.labels import label
from gui.widgets.marker import Marker
from gui.widgets.panel import rule
from gui.widgets.pill import Pill
from gui.widgets.scroll_area import ScrollArea
from gui.wording import kept_words, messages, words

_MOST = 100
_ICON = 44
"""px"""
_ELSEWHERE = frozenset({"elsewhere", "disabled_elsewhere"})


class Timeline(ScrollArea):
    """Rebuilt only when it would read differently, so reading goes on undisturbed.

    `take_back_requested` carries an operation_id.
    """

    take_back_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(self.tr("How it got there"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: tuple[tuple[TimelineRow, ...], tuple[str, ...], str] | None = None

    def show_rows(self, rows: tuple[TimelineRow, ...], currency: str) -> None:
        new = (rows, tuple(messages.when(row.at) for row in rows[:_MOST]), currency)
        if self._shown == new:
            return
        self._shown = new
        page = QWidget()
        page.setProperty("role", "scrolled")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(0)
        room = _ICON if any(row.can_be_taken_back for row in rows[:_MOST]) else 0
        for at, row in enumerate(rows[:_MOST]):
            if at:
                column.addWidget(rule())
            column.addWidget(self._line(row, currency, room))
        if len(rows) > _MOST:
            column.addWidget(label(self.tr("Older entries are in the history."), "hint"))
        column.addStretch(1)
        self.setWidget(page)

    def _line(self, row: TimelineRow, currency: str, room: int) -> QWidget:
        """`room` px at its end are for the icon of any line, so that all amounts stand in one column."""
        line = QFrame()
        line.setObjectName("timeline_line")
        if row.what in _ELSEWHERE:
            line.setProperty("role", "elsewhere")
        grid = QGridLayout(line)
        grid.setContentsMargins(8, 9, 8, 9)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnMinimumWidth(0, 78)
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(4, room)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label(messages.when(row.at), "label"), 0, 0, top)
        grid.addWidget(_lowered(Marker(tone_of(row))), 0, 1, top)
        first, *more = [messages.say_said(said) for said in row.said] or [""]
        grid.addWidget(label(first, "text", "timeline_what", wrap=True), 0, 2)
        if hint := self._hint(row, more):
            grid.addWidget(label(hint, "hint", "timeline_more", wrap=True), 1, 2)
        if standing := standing_of(row):
            grid.addWidget(Pill(standing, tone_of(row)), 2, 2, Qt.AlignmentFlag.AlignLeft)
        if row.can_be_taken_back and row.operation_id:
            grid.addWidget(self._take_back(row), 0, 4, 3, 1, Qt.AlignmentFlag.AlignTop)
        self._add_money(grid, row, currency)
        return line

    def _take_back(self, row: TimelineRow) -> QWidget:
        """By the pointer; with the keyboard it is done from the outcome and from the history."""
        made = icon_button(self.tr("Take it back…"), "timeline_take_back", "undo")
        made.setFixedWidth(_ICON)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleDescription(messages.when(row.at))
        made.setProperty("operation", row.operation_id)
        made.clicked.connect(self._on_take_back)
        return made

    def _on_take_back(self) -> None:
        self.take_back_requested.emit(str(self.sender().property("operation")))

    def _hint(self, row: TimelineRow, more: list[str]) -> str:
        """How far it is, and its reason. A settlement has a reason of its own, so it begins a line."""
        if row.state is State.INFERRED:
            return "\n".join(filter(None, (self._reason(row), " ".join(more))))
        return " ".join(filter(None, (*more, self._reason(row))))

    def _add_money(self, grid: QGridLayout, row: TimelineRow, currency: str) -> None:
        """At the right, from the top, however much is told beside it."""
        figures = QVBoxLayout()
        figures.setSpacing(2)
        if row.amount:
            figures.addWidget(label(messages.money(row.amount, currency, sign=True), "money"))
        if row.balance is not None:
            after = self.tr("= {balance}").format(balance=messages.money(row.balance, currency))
            figures.addWidget(label(after, "small", "timeline_balance"))
        for at in range(figures.count()):
            if item := figures.itemAt(at):
                item.setAlignment(Qt.AlignmentFlag.AlignRight)
        figures.addStretch(1)
        grid.addLayout(figures, 0, 3, 3, 1)

    def _reason(self, row: TimelineRow) -> str:
        if not row.reason or (row.what == "sold" and row.reason in {"sold", "replacement"}):
            return ""
        return self.tr("Reason: {reason}").format(reason=kept_words.reason_word(row.reason))


def _lowered(marker: Marker) -> QWidget:
    """Level with the first line of what is told, however many there are."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 3, 0, 0)
    column.addWidget(marker)
    return box


def standing_of(row: TimelineRow) -> str:
    """The word for what has not simply been done; elsewhere is a word as well."""
    if row.what in _ELSEWHERE:
        return messages.tr("Changed elsewhere")
    return "" if row.state in {None, State.DONE} else words.state_word(row.state)


def tone_of(row: TimelineRow) -> str:
    """Seen elsewhere is info, on its way warn, needs somebody bad, done good."""
    if row.what in {"freeze", "unfreeze"}:
        return "neutral"
    if row.state is None:
        return "info" if row.what in _ELSEWHERE else "good"
    if row.state is State.PARKED:
        return "bad"
    if row.state in OPEN:
        return "warn"
    return "neutral" if row.state in {State.DECLINED, State.CANCELLED} else "good"
