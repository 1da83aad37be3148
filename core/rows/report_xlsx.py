"""A report as a workbook: a sheet for each table, figures as numbers, days as dates, and a sheet that says what it is.

Loaded only where one is written: the library takes a quarter of a second to import (docs/decisions/0113).
"""

from __future__ import annotations

import io
import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from core.domain.money import Money, exponent
from core.domain.outcome import Message
from core.domain.stopping import Parts
from core.rows.report import Cell, CellKind, Cells, Report, ReportColumn, ReportTable, ReportWriting, local_time

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""A text stays a text, whatever it begins with."""
_NAME = 31
"""Characters that the name of a sheet may have."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_WIDTHS = {
    CellKind.TEXT: 24,
    CellKind.REASON: 32,
    CellKind.COUNT: 9,
    CellKind.SHARE: 9,
    CellKind.DATE: 12,
    CellKind.MOMENT: 17,
}
_MONEY_WIDTH, _WRAPPED_WIDTH = 16, 70


def as_xlsx(report: Report, writing: ReportWriting) -> bytes:
    """Write it with the words of `writing`."""
    content, parts = io.BytesIO(), Parts(sum(len(table.rows) for table in report.tables))
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"title": writing.say(report.title), "subject": writing.say(report.subtitle)})
        names: set[str] = set()
        for table in report.tables:
            sheet = book.add_worksheet(_sheet_name(writing, table, names))
            _TableSheet(book, sheet, table, writing).write(parts)
        _write_about(book, report, writing, names)
    return content.getvalue()


class _TableSheet:
    """The sheet of one table: its heading stays in sight, its totals stand under it in bold."""

    def __init__(self, book: Any, sheet: Any, table: ReportTable, writing: ReportWriting) -> None:
        self._book = book
        self._sheet = sheet
        self._table = table
        self._writing = writing
        self._formats: dict[tuple[int, str, bool], Any] = {}

    def write(self, parts: Parts) -> None:
        heading = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for at, column in enumerate(self._table.columns):
            self._sheet.write_string(0, at, self._writing.say(Message(column.key)), heading)
            width = _WRAPPED_WIDTH if column.wraps else _WIDTHS.get(column.kind, _MONEY_WIDTH)
            self._sheet.set_column(at, at, width)
        self._sheet.freeze_panes(1, 1)
        for number, (line, cells) in enumerate(self._table.lines(), 1):
            parts.done()
            self._write_line(number, cells, bold=line == "total")

    def _write_line(self, number: int, cells: Cells, *, bold: bool) -> None:
        for at, (cell, column) in enumerate(zip(cells, self._table.columns, strict=True)):
            if cell is not None:
                currency = cell.currency if isinstance(cell, Money) else self._table.currency
                self._write_cell((number, at), cell, column, self._format(at, currency, bold=bold))

    def _write_cell(self, place: tuple[int, int], cell: Cell, column: ReportColumn, form: Any) -> None:
        if isinstance(cell, Money):
            self._sheet.write_number(*place, _number(cell.minor, column.kind, cell.currency), form)
            return
        if isinstance(cell, int) and column.kind is CellKind.MOMENT:
            self._sheet.write_datetime(*place, local_time(cell), form)
            return
        if isinstance(cell, int):
            self._sheet.write_number(*place, _number(cell, column.kind, self._table.currency), form)
            return
        if column.kind is CellKind.DATE and isinstance(cell, str):
            with suppress(ValueError):  # what is no date stays the text that it is
                self._sheet.write_datetime(*place, date.fromisoformat(cell), form)
                return
        self._sheet.write_string(*place, self._writing.cell(cell, column.kind, self._table.currency), form)

    def _format(self, at: int, currency: str, *, bold: bool) -> Any:
        """Return how the cells of a column look; a sheet of many rows asks for each of its cells."""
        found = self._formats.get((at, currency, bold))
        if found is None:
            column = self._table.columns[at]
            looks = {"num_format": _number_format(column.kind, currency), "bold": bold}
            found = self._book.add_format(looks | ({"text_wrap": True, "valign": "top"} if column.wraps else {}))
            self._formats[at, currency, bold] = found
        return found


def _number_format(kind: CellKind, currency: str) -> str:
    if kind is CellKind.MONEY:
        digits = exponent(currency)
        return f"#,##0{'.' if digits else ''}{'0' * digits} [${currency}]"
    formats = {CellKind.COUNT: "#,##0", CellKind.SHARE: "0.0%", CellKind.DATE: "yyyy-mm-dd"}
    return (formats | {CellKind.MOMENT: "yyyy-mm-dd hh:mm"}).get(kind, "@")


def _number(cell: int, kind: CellKind, currency: str) -> Decimal:
    """Return it as the spreadsheet counts it, exactly."""
    digits = {CellKind.MONEY: exponent(currency), CellKind.SHARE: 4}.get(kind, 0)
    return Decimal(cell).scaleb(-digits)


def _write_about(book: Any, report: Report, writing: ReportWriting, names: set[str]) -> None:
    """Write what the report is, of which days, and what its figures were taken from."""
    sheet = book.add_worksheet(_free_name(writing.say(Message("report.about")), names))
    sheet.set_column(0, 0, 100)
    bold = book.add_format({"bold": True})
    sheet.write_string(0, 0, writing.say(report.title), bold)
    for number, said in enumerate((report.subtitle, *report.sources, *report.notes), 1):
        sheet.write_string(number, 0, writing.say(said))


def _sheet_name(writing: ReportWriting, table: ReportTable, names: set[str]) -> str:
    title = f"{writing.say(table.title)} " if table.title else ""
    return _free_name(f"{title[: _NAME - 7]}{table.currency}", names)


def _free_name(wanted: str, names: set[str]) -> str:
    """Return a name that no other sheet of this book has, in either case, and that a spreadsheet takes."""
    bare = _FORBIDDEN.sub(" ", wanted).strip()[:_NAME] or "-"
    name, number = bare, 2
    while name.casefold() in names:
        name, number = f"{bare[: _NAME - 3]} {number}", number + 1
    names.add(name.casefold())
    return name
