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
_LEAST = 56
_ROW_HEIGHT = 36
"""px: nothing happens to a row that is chosen, so that it may be lower than a finger."""
_WIDE = 280


@dataclass(frozen=True, slots=True)
class _Density:
    """`pixels` are the height of the letters, `padding` is px around a text, `least` px that the first column needs.

    `parted`: a heading takes two lines where it can.
    """

    pixels: int
    padding: int
    parted: bool
    least: int


_USUAL, _DENSE = _Density(14, 32, parted=False, least=140), _Density(12, 15, parted=True, least=108)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A row of a report; `kind` is row, total or compared."""

    number: int
    kind: str
    cells: Cells


def is_dense(table: ReportTable, room: int) -> bool:
    """Tell whether the columns need smaller letters to stand side by side in `room` px."""
    columns = _columns(table, _lines(table), _USUAL)
    return _USUAL.least + sum(column.width for column in columns) > room


def make_table(table: ReportTable, name: str, spoken: str, *, dense: bool = False) -> Table:
    """Return the widget for a table, with its rows in it; its first column takes what is left."""
    lines, density = _lines(table), _DENSE if dense else _USUAL
    columns = _columns(table, lines, density)
    model: TableModel[ReportLine] = TableModel(columns, key=lambda line: line.number)
    made = Table(model, name, spoken)
    model.setParent(made)
    made.setProperty("dense", dense)
    made.set_least(density.least)
    made.setItemDelegate(_TotalDelegate(made, density.pixels))
    made.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
    made.show_rows(lines)
    return made


class _TotalDelegate(QStyledItemDelegate):
    """Writes totals strong."""

    def __init__(self, parent: QObject, pixels: int) -> None:
        super().__init__(parent)
        self._strong = theme.text_font(pixels, QFont.Weight.Bold)

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if index.data(ROW).kind == "total":
            option.font = self._strong


def _lines(table: ReportTable) -> tuple[ReportLine, ...]:
    return tuple(ReportLine(number, kind, cells) for number, (kind, cells) in enumerate(table.lines()))


def _columns(table: ReportTable, lines: tuple[ReportLine, ...], density: _Density) -> list[Column[ReportLine]]:
    return [_column(table, at, lines, density) for at in range(len(table.columns))]


def _column(table: ReportTable, at: int, lines: tuple[ReportLine, ...], density: _Density) -> Column[ReportLine]:
    column, texts = table.columns[at], ReportTexts()

    def text(line: ReportLine) -> str:
        return texts.cell(line.cells[at], column.kind, table.currency)

    def raw(line: ReportLine) -> object:
        """Return what is sorted by; totals have no value, so that they stay last."""
        return line.cells[at] if line.kind == "row" and isinstance(line.cells[at], (int, str)) else None

    title = texts.say(Message(column.key))
    if density.parted:
        title = _in_two_lines(title)
    width = _width((*title.splitlines(), *map(text, lines)), density) if at else 0
    return Column(title, text, raw, right=column.kind in _FIGURES, width=width)


def _in_two_lines(title: str) -> str:
    """Part a heading where both lines become as short as can be."""
    words = title.split(" ")
    parted = (" ".join(words[:at]) + "\n" + " ".join(words[at:]) for at in range(1, len(words)))
    return min(parted, key=lambda lines: max(map(len, lines.split("\n"))), default=title)


def _width(texts: Iterable[str], density: _Density) -> int:
    """Return px for the longest of the texts, as far as one line should be."""
    metrics = QFontMetrics(theme.text_font(density.pixels, QFont.Weight.Bold))
    longest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
    return min(_WIDE, max(_LEAST, longest + density.padding))
