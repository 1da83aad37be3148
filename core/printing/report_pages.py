"""A report on A4: what it is and what its figures were taken from, a chart, and every row of its tables. No Qt.

A text that may wrap has a line for each `wrap`, and its row is as high as the longest of them; a row is never parted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from textwrap import wrap

from core.domain.outcome import Message
from core.domain.stopping import step
from core.printing.chart import ChartPlace, ChartWriting, draw_chart
from core.printing.layout import BLACK, BOLD, REGULAR, SEMI_BOLD, Align, Area, Box, Element, Layout, Text, mirrored
from core.rows.report import CellKind, Cells, Report, ReportColumn, ReportTable

WIDTH, HEIGHT = 210.0, 297.0
_SIDE, _TOP, _FOOT = 15.0, 15.0, 15.0
_LINE, _HEADING_LINE, _WRAPPED_LINE = 5.6, 9.0, 3.9
_MOST_LINES = 12
"""Of a text that wraps; more of it is left out, so that a row fits on any page."""
_LETTER = 1.75
"""mm that a letter of a heading takes, at most on average."""
_LETTER_OF_TEXT = 1.45
"""mm that a letter of a text takes that wraps: what is wider after all is shrunk."""
_GAP, _WIDE_GAP = 1.5, 3.0
_CHART = 58.0
_SIZE = 8.0
_MM_OF_POINT = 0.56
"""The height of a line of text by its size, mm."""
_GREY, _RULE = "#555555", "#888888"
_SHARES = {
    CellKind.TEXT: 2.2,
    CellKind.REASON: 2.6,
    CellKind.COUNT: 0.8,
    CellKind.DATE: 1.3,
    CellKind.SHARE: 0.9,
    CellKind.MOMENT: 2.0,
}
_MONEY_SHARE = 1.35
_FIGURES = frozenset({CellKind.COUNT, CellKind.MONEY, CellKind.SHARE})


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """What stands on each page beside the report: the shop at the top, when it was printed at the foot."""

    shop: str
    printed: str
    right_to_left: bool = False


def report_pages(report: Report, paper: ReportPaper, writing: ChartWriting) -> tuple[Layout, ...]:
    """Return its pages, at least one. A heading never stands alone at the foot of a page."""
    pages = _PageFiller(report, paper, writing)
    pages.begin()
    for table in report.tables:
        pages.add_table(table.shortened())
    return pages.finished()


class _PageFiller:
    """Fills pages from the top; `y` is where the next line goes."""

    def __init__(self, report: Report, paper: ReportPaper, writing: ChartWriting) -> None:
        self._report = report
        self._paper = paper
        self._writing = writing
        self._pages: list[list[Element]] = [[]]
        self._y = _TOP
        self._width, self._height = (HEIGHT, WIDTH) if report.landscape else (WIDTH, HEIGHT)
        self._room = self._width - 2 * _SIDE
        self._foot = self._height - _FOOT
        self._gap = _WIDE_GAP if report.landscape else _GAP

    def begin(self) -> None:
        """Write what the report is."""
        say = self._writing.say
        self._text(self._paper.shop, 9.0, colour=_GREY)
        self._text(say(self._report.title), 18.0, BOLD)
        self._text(say(self._report.subtitle), 11.0)
        for said in self._report.notes:
            self._text(say(said), 9.0, SEMI_BOLD)
        for said in self._report.sources:
            self._text(say(said), 8.0, colour=_GREY)

    def add_table(self, table: ReportTable) -> None:
        """Add a currency: its name, its chart and its rows."""
        drawn = table.series is not None and bool(table.series.labels)
        self._need((_CHART if drawn else 0.0) + 10.0 + _HEADING_LINE + 3 * _LINE)
        self._y += 4.0
        title = " · ".join(filter(None, (self._writing.say(table.title) if table.title else "", table.currency)))
        if title:
            self._text(title, 12.0, BOLD)
        if table.series is not None and drawn:
            place = ChartPlace(Area(_SIDE, self._y, self._room, _CHART - 4.0))
            self._page.extend(draw_chart(table.series, table.currency, place, self._writing).elements)
            self._y += _CHART
        widths = _widths(table.columns, self._room)
        self._heading(table, widths)
        for line, cells in table.lines():
            step()
            texts = self._texts(table, widths, cells)
            if self._need(_row_height(texts)):
                self._heading(table, widths)
            self._row(table.columns, widths, texts, line)

    def finished(self) -> tuple[Layout, ...]:
        """Write the number of each page, and turn them where the reader begins at the right."""
        days = (self._report.first_day, self._report.last_day)
        title = " ".join(filter(None, (self._writing.say(self._report.title), *days)))
        done = []
        for number, elements in enumerate(self._pages, 1):
            said = self._writing.say(Message("report.page", {"page": number, "pages": len(self._pages)}))
            whole = (*elements, *self._foot_texts(said))
            turned = mirrored(whole, self._width) if self._paper.right_to_left else whole
            done.append(Layout(self._width, self._height, turned, title))
        return tuple(done)

    @property
    def _page(self) -> list[Element]:
        return self._pages[-1]

    def _need(self, height: float) -> bool:
        """Begin a new page where `height` is not left on this one; tell whether it did."""
        if self._y + height <= self._foot:
            return False
        self._pages.append([])
        self._y = _TOP
        return True

    def _text(self, text: str, size: float, weight: int = REGULAR, colour: str = BLACK) -> None:
        for line in wrap(text, int(self._room / (_LETTER * size / _SIZE))):
            height = size * _MM_OF_POINT
            self._page.append(Text(Area(_SIDE, self._y, self._room, height), line, size, weight, colour))
            self._y += height

    def _heading(self, table: ReportTable, widths: list[float]) -> None:
        texts = [self._writing.say(Message(column.key)) for column in table.columns]
        tall = any(len(text) * _LETTER > width for text, width in zip(texts, widths, strict=True))
        height = _HEADING_LINE if tall else _LINE
        for area, column, text in zip(self._areas(widths, height), table.columns, texts, strict=True):
            self._page.append(Text(area, text, _SIZE, SEMI_BOLD, _GREY, _side(column), wrap=True))
        self._y += height
        self._rule()

    def _texts(self, table: ReportTable, widths: list[float], cells: Cells) -> list[list[str]]:
        """Return the lines of each cell, one of them at least."""
        written = []
        for width, column, cell in zip(widths, table.columns, cells, strict=True):
            text = self._writing.cell(cell, column.kind, table.currency)
            letters = max(1, int((width - self._gap) / _LETTER_OF_TEXT))
            lines = wrap(text, letters, max_lines=_MOST_LINES, placeholder=" …") if column.wraps else [text]
            written.append(lines or [""])
        return written

    def _row(self, columns: tuple[ReportColumn, ...], widths: list[float], texts: list[list[str]], line: str) -> None:
        if line == "total":
            self._rule()
        weight, colour = (BOLD if line == "total" else REGULAR), (_GREY if line == "compared" else BLACK)
        for area, column, lines in zip(self._areas(widths, _LINE), columns, texts, strict=True):
            figure = column.kind in _FIGURES
            for at, text in enumerate(lines):
                top = area.y + (_LINE - _WRAPPED_LINE) / 2 + at * _WRAPPED_LINE
                place = replace(area, y=top, height=_WRAPPED_LINE) if column.wraps else area
                self._page.append(Text(place, text, _SIZE, weight, colour, _side(column), whole=figure))
        self._y += _row_height(texts)

    def _areas(self, widths: list[float], height: float) -> list[Area]:
        areas, x = [], _SIDE
        for width in widths:
            areas.append(Area(x, self._y, width - self._gap, height))
            x += width
        return areas

    def _rule(self) -> None:
        self._page.append(Box(Area(_SIDE, self._y, self._room, 0.2), _RULE))
        self._y += 0.4

    def _foot_texts(self, page: str) -> tuple[Element, ...]:
        area = Area(_SIDE, self._foot + 3.0, self._room, 5.0)
        left = Text(replace(area, width=self._room * 0.7), self._paper.printed, _SIZE, colour=_GREY)
        place = Area(_SIDE + self._room * 0.7, area.y, self._room * 0.3, 5.0)
        return left, Text(place, page, _SIZE, colour=_GREY, align="right")


def _row_height(texts: list[list[str]]) -> float:
    return _LINE + (max(map(len, texts)) - 1) * _WRAPPED_LINE


def _widths(columns: tuple[ReportColumn, ...], room: float) -> list[float]:
    shares = [column.room or _SHARES.get(column.kind, _MONEY_SHARE) for column in columns]
    return [room * share / sum(shares) for share in shares]


def _side(column: ReportColumn) -> Align:
    return "right" if column.kind in _FIGURES else "left"
