"""The table of a report: its columns as they come, its totals always last and strong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.domain.outcome import Message
from core.rows.report import CellKind, Cells, ReportTable
from gui.look import theme
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import ROW, Column, TableModel
from gui.wording.report_writing import ReportTexts

_FIGURES = {CellKind.COUNT, CellKind.MONEY, CellKind.SHARE}
_LEAST, _PADDING = 56, 32
_ROW_HEIGHT = 36
"""px: nothing happens to a row that is chosen, so that it may be lower than a finger."""
_WIDE = 280
_PIXELS = 14
"""The height of the letters of a table."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A row of a report; `kind` is row, total or compared."""

    number: int
    kind: str
    cells: Cells


def make_table(table: ReportTable, name: str, spoken: str) -> Table:
    """Return the widget for a table, with its rows in it; its first column takes what is left."""
    lines = tuple(ReportLine(number, kind, cells) for number, (kind, cells) in enumerate(table.lines()))
    texts = ReportTexts()
    columns = [_column(table, at, lines, texts) for at in range(len(table.columns))]
    model: TableModel[ReportLine] = TableModel(columns, key=lambda line: line.number)
    made = Table(model, name, spoken)
    model.setParent(made)
    made.setItemDelegate(_TotalDelegate(made))
    made.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
    made.show_rows(lines)
    return made


class _TotalDelegate(QStyledItemDelegate):
    """Writes totals strong."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._strong = theme.text_font(_PIXELS, QFont.Weight.Bold)

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if index.data(ROW).kind == "total":
            option.font = self._strong


def _column(table: ReportTable, at: int, lines: tuple[ReportLine, ...], texts: ReportTexts) -> Column[ReportLine]:
    column = table.columns[at]

    def text(line: ReportLine) -> str:
        return texts.cell(line.cells[at], column.kind, table.currency)

    def raw(line: ReportLine) -> object:
        """Return what is sorted by; totals have no value, so that they stay last."""
        return line.cells[at] if line.kind == "row" and isinstance(line.cells[at], (int, str)) else None

    title = texts.say(Message(column.key))
    return Column(title, text, raw, right=column.kind in _FIGURES, width=_width(title, map(text, lines)) if at else 0)


def _width(title: str, texts: Iterable[str]) -> int:
    """Return px for the longest of the texts, as far as one line should be."""
    metrics = QFontMetrics(theme.text_font(_PIXELS, QFont.Weight.Bold))
    longest = max((metrics.horizontalAdvance(text) for text in (title, *texts)), default=0)
    return min(_WIDE, max(_LEAST, longest + _PADDING))
