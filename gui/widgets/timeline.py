"""How a balance came about, newest first: when, a shape, what and who, the amount and the balance after it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from core.domain.operation import OPEN, State
from core.rows import TimelineRow
from gui import messages
from gui.widgets.labels import label
from gui.widgets.marker import Marker
from gui.widgets.panel import rule
from gui.words import reason_word

_MOST = 100


class Timeline(QScrollArea):
    """Rebuilt only when it would read differently, so reading goes on undisturbed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(self.tr("How it got there"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        for at, row in enumerate(rows[:_MOST]):
            if at:
                column.addWidget(rule())
            column.addWidget(self._line(row, currency))
        if len(rows) > _MOST:
            column.addWidget(label(self.tr("Older entries are in the history."), "hint"))
        column.addStretch(1)
        self.setWidget(page)

    def _line(self, row: TimelineRow, currency: str) -> QWidget:
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(0, 10, 0, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, 86)
        grid.setColumnStretch(2, 1)
        grid.addWidget(label(messages.when(row.at), "label"), 0, 0)
        grid.addWidget(Marker(tone_of(row)), 0, 1)
        grid.addWidget(label(what_text(row), "text", wrap=True), 0, 2)
        grid.addWidget(label(self._by(row), "hint", wrap=True), 1, 2)
        if row.amount is not None:
            amount = label(messages.money(row.amount, currency, sign=True), "money")
            grid.addWidget(amount, 0, 3, Qt.AlignmentFlag.AlignRight)
        if row.balance is not None:
            grid.addWidget(label(messages.money(row.balance, currency), "small"), 1, 3, Qt.AlignmentFlag.AlignRight)
        return line

    def _by(self, row: TimelineRow) -> str:
        if row.what in {"elsewhere", "listed", "disabled_elsewhere"} and not row.till:
            return self.tr("seen at the service, not one of our tills")
        who = ", ".join(part for part in (row.till, row.clerk) if part)
        return " · ".join(part for part in (who, reason_word(row.reason)) if part)


def tone_of(row: TimelineRow) -> str:
    """Seen elsewhere is info, on its way warn, needs somebody bad, done good."""
    if row.state is None:
        return "info" if row.what in {"elsewhere", "disabled_elsewhere"} else "good"
    if row.state is State.PARKED:
        return "bad"
    if row.state in OPEN:
        return "warn"
    return "neutral" if row.state in {State.DECLINED, State.CANCELLED} else "good"


def what_text(row: TimelineRow) -> str:
    """What happened, and how far it is."""
    up = row.amount is not None and row.amount > 0
    text = {
        "sold": messages.tr("Sold here"),
        "listed": messages.tr("Made at the service"),
        "redeem": messages.tr("Spent here"),
        "top-up": messages.tr("Topped up here"),
        "set-balance": messages.tr("Balance set here"),
        "elsewhere": messages.tr("Added elsewhere") if up else messages.tr("Spent elsewhere"),
        "update": messages.tr("Edited here"),
        "disable": messages.tr("Disabled here"),
        "disabled_elsewhere": messages.tr("Disabled elsewhere"),
    }.get(row.what, row.what)
    suffix = (
        {
            State.PARKED: messages.tr("needs you"),
            State.DECLINED: messages.tr("refused"),
            State.CANCELLED: messages.tr("cancelled"),
        }.get(row.state, messages.tr("waiting to be sent") if row.state in OPEN else "")
        if row.state
        else ""
    )
    return f"{text}, {suffix}" if suffix else text
