"""How a report is written for a reader of the window: sentences, money, days and shares in their language."""

from __future__ import annotations

from PySide6.QtCore import QDate

from core.domain.money import Money
from core.domain.outcome import Message
from core.rows.report import Cell, CellKind, ReportWord
from gui.wording import kept_words, messages

_ISO = "yyyy-MM-dd"
_ISO_MONTH = "yyyy-MM"


class ReportTexts:
    """A core.printing.chart.ChartWriting in the locale of the program."""

    def say(self, said: Message) -> str:
        return messages.format_message(said)

    def cell(self, cell: Cell, kind: CellKind, currency: str) -> str:
        if cell is None:
            return ""
        if isinstance(cell, ReportWord):
            return messages.format_sentence(cell.key, {})
        if isinstance(cell, Money):
            return messages.money(cell.minor, cell.currency)
        if isinstance(cell, int):
            return _figure(cell, kind, currency)
        if kind is CellKind.DATE:
            return _month(cell) or messages.day(cell)
        return kept_words.reason_word(cell) if kind is CellKind.REASON else cell

    def tick(self, minor: int, currency: str) -> str:
        return messages.round_money(minor, currency)

    def label(self, cell: Cell, kind: CellKind) -> str:
        """Write a day without its year, and a month with it: they stand close together."""
        if kind is CellKind.DATE and isinstance(cell, str):
            month = _month(cell)
            if month:
                return month
            day = QDate.fromString(cell, _ISO)
            return messages.dated(day, "d MMM") if day.isValid() else cell
        return self.cell(cell, kind, "")


def _month(text: str) -> str:
    """Return it in words where it is a month, else nothing."""
    month = QDate.fromString(text, _ISO_MONTH)
    return messages.dated(month, "MMM yyyy") if month.isValid() else ""


def _figure(cell: int, kind: CellKind, currency: str) -> str:
    if kind is CellKind.MONEY:
        return messages.money(cell, currency)
    if kind is CellKind.MOMENT:
        return messages.moment(cell)
    if kind is CellKind.SHARE:
        tenths = (abs(cell) + 5) // 10
        sign = messages.MINUS if cell < 0 else ""
        return f"{sign}{messages.number(tenths // 10)}{messages.decimal_point()}{tenths % 10} %"
    return messages.number(cell)
