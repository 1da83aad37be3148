"""A report as CSV for a spreadsheet: every row of every table, money as numbers, text that steers nothing."""

from __future__ import annotations

import csv
import io

from core.rows.report import Cells, Report, ReportTable, plain_cell
from core.rows.spreadsheet_text import safe

_MARK = b"\xef\xbb\xbf"


def as_csv(report: Report) -> bytes:
    """Write UTF-8 with a mark, as spreadsheets like it.

    `line` tells a row from the total and from what it is compared with. Tables with other columns follow after an empty
    line, under a heading of their own.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    heading: tuple[str, ...] = ()
    for table in report.tables:
        own = ("table", "currency", "line", *(column.name for column in table.columns))
        if own != heading:
            if heading:
                writer.writerow(())
            heading = own
            writer.writerow(heading)
        for line, cells in table.lines():
            writer.writerow((table.name or report.name, safe(table.currency), line, *_written(table, cells)))
    return _MARK + text.getvalue().encode()


def _written(table: ReportTable, cells: Cells) -> tuple[object, ...]:
    plain = (plain_cell(cell, column.kind, table.currency) for cell, column in zip(cells, table.columns, strict=True))
    held = (isinstance(cell, str) for cell in cells)
    return tuple(safe(str(cell)) if text else cell for cell, text in zip(plain, held, strict=True))
