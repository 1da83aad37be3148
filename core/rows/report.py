"""A report as plain values: what the screen, paper, CSV, XLSX and JSON are all made from. No figure is made after this.

Money is minor units of the currency of its table and is never added across tables. Words are keys of core.sentences;
whoever shows a report puts them into the language of its reader (`ReportWriting`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Protocol

from core.domain.money import Money, wire_text
from core.domain.outcome import Message


class CellKind(StrEnum):
    """What the cells of a column hold; None is an empty cell in each of them."""

    TEXT = "text"
    """A str as somebody typed it, or a ReportWord."""
    REASON = "reason"
    """A str as it is kept; the till's own reasons are kept in English and shown in the language of the window."""
    COUNT = "count"
    """An int."""
    MONEY = "money"
    """An int, minor units of the currency of the table, signed; or a Money in a currency of its own."""
    DATE = "date"
    """An ISO date as a str, or a ReportWord in its place."""
    MOMENT = "moment"
    """An int, seconds since 1970 UTC; people read it by the clock of this computer."""
    SHARE = "share"
    """An int, ten thousandths: 1250 is 12.5 %."""


@dataclass(frozen=True, slots=True)
class ReportWord:
    """A word that a script gets as `name`, or as nothing where that is empty, and a person as the sentence `key`."""

    name: str
    key: str


Cell = str | int | Money | ReportWord | None
Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """`name` heads it in a CSV file and in JSON and never changes; the sentence `key` heads it for a person.

    `needed`: it is shown also where all of its cells are nothing. `wraps`: a text may take several lines. `room` is its
    part of the width of a page, compared with those of the others; 0: as much as its kind usually needs.
    """

    name: str
    key: str
    kind: CellKind
    needed: bool = True
    wraps: bool = False
    room: float = 0.0


class Drawn(StrEnum):
    """How figures of a series are drawn."""

    BARS = "bars"
    """A sum for each label, and nothing between two labels."""
    STEPS = "steps"
    """A level that holds from its label on until the next one."""


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One of the figures of a chart: the sentence `key` names it; minor units, one for each label."""

    key: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReportSeries:
    """What is drawn: one or two lines over labels of one kind, all in the currency of the table."""

    drawn: Drawn
    label_kind: CellKind
    labels: Cells
    lines: tuple[SeriesLine, ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Rows in one currency. `totals` and `compared` have a cell for each column, the first one names the row.

    `name` tells tables of one currency apart in files, "" where there is only one of them; `title` does so for people.
    """

    currency: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[Cells, ...]
    totals: Cells | None = None
    compared: Cells | None = None
    series: ReportSeries | None = None
    name: str = ""
    title: Message | None = None

    def lines(self) -> Iterator[tuple[str, Cells]]:
        """Yield every row of it with what kind of row it is: row, total or compared."""
        yield from (("row", cells) for cells in self.rows)
        yield from ((name, cells) for name, cells in (("total", self.totals), ("compared", self.compared)) if cells)

    def shortened(self) -> ReportTable:
        """Return it without the columns that say nothing here: for a screen or a page, which have little room."""
        return self._cut([at for at, each in enumerate(self.columns) if each.needed or self._says_something(at)])

    def without(self, names: Collection[str]) -> ReportTable:
        """Return it without these columns."""
        return self._cut([at for at, column in enumerate(self.columns) if column.name not in names])

    def _cut(self, kept: Sequence[int]) -> ReportTable:
        def cut(cells: Cells) -> Cells:
            return tuple(cells[at] for at in kept)

        return replace(
            self,
            columns=tuple(self.columns[at] for at in kept),
            rows=tuple(map(cut, self.rows)),
            totals=cut(self.totals) if self.totals else None,
            compared=cut(self.compared) if self.compared else None,
        )

    def _says_something(self, at: int) -> bool:
        return any(cells[at] for _, cells in self.lines())


@dataclass(frozen=True, slots=True)
class Report:
    """`name` is that of the command and of its files. `sources` say what the figures were taken from.

    `notes` say what a reader must know beside the figures, the most important first. `landscape`: its pages are wider
    than they are high.
    """

    name: str
    title: Message
    subtitle: Message
    first_day: str
    last_day: str
    sources: tuple[Message, ...]
    tables: tuple[ReportTable, ...]
    notes: tuple[Message, ...] = ()
    landscape: bool = False

    @property
    def row_count(self) -> int:
        """How many rows it has, without its totals."""
        return sum(len(table.rows) for table in self.tables if table.name != TOTALS)


TOTALS = "totals"
"""The name of a table that sums up others in several currencies."""


class ReportWriting(Protocol):
    """How a reader is told: words in their language, money and days as they write them."""

    def say(self, said: Message) -> str: ...

    def cell(self, cell: Cell, kind: CellKind, currency: str) -> str: ...


def number_text(cell: int, kind: CellKind, currency: str) -> str:
    """Write a figure with a point and no groups: money with its decimals, a share as 0.125, a time in UTC."""
    if kind is CellKind.MONEY:
        return wire_text(cell, currency)
    if kind is CellKind.MOMENT:
        return datetime.fromtimestamp(cell, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if kind is CellKind.SHARE:
        sign, digits = ("-" if cell < 0 else ""), str(abs(cell)).rjust(5, "0")
        return f"{sign}{digits[:-4]}.{digits[-4:]}"
    return str(cell)


def plain_cell(cell: Cell, kind: CellKind, currency: str) -> str | int | None:
    """Return a cell as a script gets it: money a string, a count a number, a word by its name."""
    if isinstance(cell, ReportWord):
        return cell.name or None
    if isinstance(cell, Money):
        return wire_text(cell.minor, cell.currency)
    if isinstance(cell, int) and kind is not CellKind.COUNT:
        return number_text(cell, kind, currency)
    return cell


def local_time(at: int) -> datetime:
    """Return `at` (seconds since 1970 UTC) by the clock of this computer, without its zone, as a spreadsheet has it."""
    return datetime.fromtimestamp(at).astimezone().replace(tzinfo=None)


def days_between(first: str, last: str) -> int:
    """Return how many days there are, both ends included."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def days_said(first: str, last: str) -> Message:
    """Return the sentence for days of the shop from the first to the last."""
    if first == last:
        return Message("report.of_day", {"day": date.fromisoformat(first)})
    return Message("report.of_days", {"first": date.fromisoformat(first), "last": date.fromisoformat(last)})


def compared_with(first: str, last: str) -> Message:
    """Return the sentence for the days that a report is compared with."""
    return Message("report.compared_with", {"first": date.fromisoformat(first), "last": date.fromisoformat(last)})
