"""How a balance came about, newest first: when, a shape, what happened in sentences, the amount and the balance after.

Ours stands plain, what others did on a ground of its own; what has not come to its end says so in a word and a shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from core.domain.operation import OPEN, State
from core.rows import TimelineRow
from gui.widgets.buttons.button import icon_button
from gui.widgets.layout.panel import rule
from gui.widgets.layout.scroll_area import ScrollArea
from gui.widgets.text.labels import label
from gui.widgets.text.marker import Marker
from gui.widgets.text.pill import Pill
from gui.wording import kept_words, messages, words

_MOST = 100
_ICON = 44
"""px"""
_FEWEST, _LOWEST = 5, 52
"""Lines that are there at once even in a low view, and px of the lowest line."""
_AT_A_TIME, _STEP_MS = 3, 4
"""Lines made between two turns of the event loop: none of them is as long as a hand notices."""
_NEAR = 8
"""So many lines may have come, or changed, at the top while the others are still the same."""
_ELSEWHERE = frozenset({"elsewhere", "disabled_elsewhere"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line as it reads: two of the same look alike."""

    row: TimelineRow
    when: str
    currency: str


class _Line(QWidget):
    """What is told, below a hair line that the first one has no need of."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.between = rule()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.between)
        column.addWidget(content)


class Timeline(ScrollArea):
    """What is in sight is there at once, the rest a few lines at a time; a line that reads the same is kept.

    So a card with a long past is shown as soon as any other, reading goes on undisturbed, and one more line costs one.
    `take_back_requested` carries an operation_id.
    """

    take_back_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(self.tr("How it got there"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: tuple[_Entry, ...] = ()
        self._lines: list[_Line] = []
        self._page = QWidget()
        self._page.setProperty("role", "scrolled")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(0)
        self._older = label(self.tr("Older entries are in the history."), "hint")
        self._column.addWidget(self._older)
        self._column.addStretch(1)
        self.setWidget(self._page)
        self._step = QTimer(self)
        self._step.setInterval(_STEP_MS)

        self._step.timeout.connect(self._on_step)

    def show_rows(self, rows: tuple[TimelineRow, ...], currency: str) -> None:
        new = tuple(_Entry(row, messages.when(row.at), currency) for row in rows[:_MOST])
        self._older.setVisible(len(rows) > _MOST)
        if self._shown == new:
            return
        old, self._shown = self._shown[: len(self._lines)], new
        gone, come, both = _change(old, new)
        if not both:
            self.verticalScrollBar().setValue(0)  # another card
        for line in self._lines[:gone] + self._lines[gone + both :]:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        kept, self._lines = self._lines[gone : gone + both], []
        self._made(come if kept else min(len(new), self._in_sight()))
        self._lines += kept
        for line in kept[:1]:
            line.between.setVisible(come > 0)
        self._make_room_for_lines()
        self._step.start()

    def _make_room_for_lines(self) -> None:
        """Make room at once: a turn of the event loop later, one frame would show all lines squeezed together."""
        self._column.activate()
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _in_sight(self) -> int:
        """Return how many lines the view can show, and a little."""
        return max(_FEWEST, self.viewport().height() // _LOWEST + 1)

    def _made(self, count: int) -> None:
        """Make so many lines more, below those that are in `_lines`."""
        for at in range(len(self._lines), min(len(self._lines) + count, len(self._shown))):
            line = self._line(self._shown[at].row, self._shown[at].currency)
            line.between.setVisible(at > 0)
            self._column.insertWidget(at, line)
            line.show()  # Qt would show it a turn of the event loop later, and one frame would lack it
            self._lines.append(line)

    def _on_step(self) -> None:
        if len(self._lines) >= len(self._shown):
            self._step.stop()
            return
        self._made(_AT_A_TIME)
        self._make_room_for_lines()

    def _line(self, row: TimelineRow, currency: str) -> _Line:
        """Make a line with room for an icon at its end, so that all amounts stand in one column, and stay there."""
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
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label(messages.when(row.at), "label"), 0, 0, top)
        grid.addWidget(_lowered(Marker(tone_of(row))), 0, 1, top)
        first, *more = [messages.format_message(said) for said in row.message] or [""]
        grid.addWidget(label(first, "text", "timeline_what", wrap=True), 0, 2)
        if hint := self._hint(row, more):
            grid.addWidget(label(hint, "hint", "timeline_more", wrap=True), 1, 2)
        if standing := standing_of(row):
            grid.addWidget(Pill(standing, tone_of(row)), 2, 2, Qt.AlignmentFlag.AlignLeft)
        if row.can_be_taken_back and row.operation_id:
            grid.addWidget(self._take_back(row), 0, 4, 3, 1, Qt.AlignmentFlag.AlignTop)
        else:  # an empty column would get no space beside it
            grid.addWidget(_empty(_ICON), 0, 4)
        self._add_money(grid, row, currency)
        return _Line(line)

    def _take_back(self, row: TimelineRow) -> QWidget:
        """Make what takes back by the pointer; with the keyboard it is done from the outcome and the history."""
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
        """Return how far it is, and its reason. A settlement has a reason of its own, so it begins a line."""
        if row.state is State.INFERRED:
            return "\n".join(filter(None, (self._reason(row), " ".join(more))))
        return " ".join(filter(None, (*more, self._reason(row))))

    def _add_money(self, grid: QGridLayout, row: TimelineRow, currency: str) -> None:
        """Add the money at the right, from the top, however much is told beside it."""
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


def _change(old: tuple[_Entry, ...], new: tuple[_Entry, ...]) -> tuple[int, int, int]:
    """Return how many lines at the top went, how many came in their place, and how many below are the same."""
    tries = sorted(product(range(min(_NEAR, len(old))), range(min(_NEAR, len(new)))), key=sum)
    for gone, come in tries:
        both = min(len(old) - gone, len(new) - come)
        if both and old[gone : gone + both] == new[come : come + both]:
            return gone, come, both
    return len(old), 0, 0


def _empty(wide: int) -> QWidget:
    """Fill the place of an icon."""
    made = QWidget()
    made.setFixedSize(wide, 1)
    return made


def _lowered(marker: Marker) -> QWidget:
    """Lower it to the first line of what is told, however many there are."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 3, 0, 0)
    column.addWidget(marker)
    return box


def standing_of(row: TimelineRow) -> str:
    """Return the word for what has not simply been done; elsewhere is a word as well."""
    if row.what in _ELSEWHERE:
        return messages.tr("Changed elsewhere")
    return "" if row.state in {None, State.DONE} else words.state_word(row.state)


def tone_of(row: TimelineRow) -> str:
    """Return the tone: seen elsewhere is info, on its way warn, needs somebody bad, done good."""
    if row.what in {"freeze", "unfreeze"}:
        return "neutral"
    if row.state is None:
        return "info" if row.what in _ELSEWHERE else "good"
    if row.state is State.PARKED:
        return "bad"
    if row.state in OPEN:
        return "warn"
    return "neutral" if row.state in {State.DECLINED, State.CANCELLED} else "good"
