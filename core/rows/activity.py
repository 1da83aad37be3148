"""What was done at the till in some days, summed by what a person asks for, and the report that is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from core.domain.operation import Kind
from core.domain.outcome import Message
from core.rows.report import (
    Cell,
    CellKind,
    Cells,
    Drawn,
    Report,
    ReportColumn,
    ReportSeries,
    ReportTable,
    ReportWord,
    SeriesLine,
    compared_with,
    days_said,
)


class ActivityBy(StrEnum):
    """What the acts are summed by."""

    DAY = "day"
    CLERK = "clerk"
    TILL = "till"
    KIND = "kind"
    REASON = "reason"


REPLACE = "replace"
"""Stands among the kinds for the steps of replacing a lost card: its money was neither spent nor sold."""

KIND_OF_FIGURE = {
    "sold": Kind.ISSUE,
    "topped_up": Kind.TOP_UP,
    "redeemed": Kind.REDEEM,
    "cashed_out": Kind.CASH_OUT,
    "corrected": Kind.SET_BALANCE,
    "taken_back": Kind.REVERSE,
}
"""The sums that are of one kind each, in the order in which a report has them."""


@dataclass(frozen=True, slots=True)
class ActivitySums:
    """What acts in one currency come to. Money is minor units, signed as it changed the cards, so that it adds up.

    Only what changed the cards for good is in the sums (core.store.projection.MOVED_SQL). `acts` counts what was
    accepted, but for what was refused or cancelled; `waiting` of them are on their way or need a person.
    """

    acts: int = 0
    waiting: int = 0
    sold: int = 0
    topped_up: int = 0
    redeemed: int = 0
    cashed_out: int = 0
    corrected: int = 0
    taken_back: int = 0
    replaced: int = 0

    @property
    def net(self) -> int:
        """What the cards have more than before."""
        return self.sold + self.topped_up + self._off + self.corrected + self.taken_back + self.replaced

    @property
    def put_on(self) -> int:
        return self.sold + self.topped_up

    @property
    def taken_off(self) -> int:
        """What was redeemed and paid out, as a positive figure."""
        return -self._off

    @property
    def _off(self) -> int:
        return self.redeemed + self.cashed_out


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """The sums of one day, clerk, till, kind or reason, as it is kept; "" where nobody named one."""

    currency: str
    label: str
    sums: ActivitySums


@dataclass(frozen=True, slots=True)
class ActivityDays:
    """The shop days of a report, and those it is compared with; ISO dates, both ends included."""

    first: str
    last: str
    compared: tuple[str, str] | None = None


_FIGURES = (*KIND_OF_FIGURE, "replaced")
_ALWAYS = {"sold", "redeemed"}
_LABELS = {ActivityBy.DAY: CellKind.DATE, ActivityBy.REASON: CellKind.REASON}
_NOBODY = {
    ActivityBy.CLERK: ReportWord("", "report.nobody"),
    ActivityBy.TILL: ReportWord("", "report.no_till"),
    ActivityBy.REASON: ReportWord("", "report.no_reason"),
}
_KINDS = [*(kind.value for kind in Kind), REPLACE]
_MOST_DAYS = 92
"""Of more days than these the chart has a bar for each month."""
_MOST_LABELS = 24
"""Of more clerks, tills or reasons than these the chart has the busiest; the table has them all."""


def activity_report(
    by: ActivityBy, days: ActivityDays, lines: Iterable[ActivityLine], compared: Iterable[ActivityLine] = ()
) -> Report:
    """Make the report; `compared` are lines of the days it is compared with. A table for each currency of either."""
    before = _by_currency(compared)
    found = {**dict.fromkeys(before, ()), **_by_currency(lines)}
    made = _Tables(by, days, before)
    tables = tuple(made.table(currency, found[currency]) for currency in sorted(found))
    waiting = sum(line.sums.waiting for ours in found.values() for line in ours)
    return Report(
        name="activity",
        title=Message(f"activity.by.{by.value}"),
        subtitle=days_said(days.first, days.last),
        first_day=days.first,
        last_day=days.last,
        sources=(Message("report.source_till"), Message("report.source_others"), Message("activity.signed")),
        tables=tables,
        notes=(*_waiting(waiting), *_compared(days), *(() if tables else (Message("report.nothing"),))),
    )


def summed(lines: Iterable[ActivityLine]) -> ActivitySums:
    """Add up lines of one currency."""
    every = [line.sums for line in lines]
    return ActivitySums(**{each.name: sum(getattr(sums, each.name) for sums in every) for each in fields(ActivitySums)})


def _by_currency(lines: Iterable[ActivityLine]) -> dict[str, tuple[ActivityLine, ...]]:
    ordered = sorted(lines, key=attrgetter("currency"))
    return {currency: tuple(group) for currency, group in groupby(ordered, attrgetter("currency"))}


@dataclass(frozen=True, slots=True)
class _Tables:
    """Makes the tables of one report; `before` has by currency what it is compared with."""

    by: ActivityBy
    days: ActivityDays
    before: dict[str, tuple[ActivityLine, ...]]

    def table(self, currency: str, lines: tuple[ActivityLine, ...]) -> ReportTable:
        ordered, compared = _ordered(self.by, lines), None
        if self.days.compared:
            compared = _cells(ReportWord("", "report.compared"), summed(self.before.get(currency, ())))
        return ReportTable(
            currency=currency,
            columns=_columns(self.by),
            rows=tuple(_cells(_label(self.by, line.label), line.sums) for line in ordered),
            totals=_cells(ReportWord("", "report.total"), summed(lines)),
            compared=compared,
            series=_series(self.by, self.days, ordered),
        )


def _columns(by: ActivityBy) -> tuple[ReportColumn, ...]:
    return (
        ReportColumn(by.value, f"activity.{by.value}", _LABELS.get(by, CellKind.TEXT)),
        ReportColumn("acts", "activity.acts", CellKind.COUNT),
        *(ReportColumn(name, f"activity.{name}", CellKind.MONEY, name in _ALWAYS) for name in _FIGURES),
        ReportColumn("net", "activity.net", CellKind.MONEY),
    )


def _cells(label: Cell, sums: ActivitySums) -> Cells:
    return (label, sums.acts, *(getattr(sums, name) for name in _FIGURES), sums.net)


def _label(by: ActivityBy, label: str) -> Cell:
    if by is ActivityBy.KIND:
        return ReportWord(label, f"activity.kind.{label}")
    return label or _NOBODY.get(by, label)


def _ordered(by: ActivityBy, lines: Sequence[ActivityLine]) -> list[ActivityLine]:
    """Return days and kinds in their own order, all else with the busiest first."""
    if by is ActivityBy.DAY:
        return sorted(lines, key=attrgetter("label"))
    if by is ActivityBy.KIND:
        return sorted(lines, key=lambda line: _KINDS.index(line.label))
    return sorted(lines, key=lambda line: (-line.sums.acts, line.label.casefold(), line.label))


def _series(by: ActivityBy, days: ActivityDays, lines: Sequence[ActivityLine]) -> ReportSeries | None:
    """Return what was put on cards and taken off them, a pair of bars for each label."""
    if not lines:
        return None
    sums = {line.label: line.sums for line in lines[:_MOST_LABELS]}
    labels: tuple[Cell, ...] = tuple(_label(by, label) for label in sums)
    if by is ActivityBy.DAY:
        sums = _each_day(days, lines)
        labels = tuple(sums)
    return ReportSeries(
        drawn=Drawn.BARS,
        label_kind=_LABELS.get(by, CellKind.TEXT),
        labels=labels,
        lines=tuple(
            SeriesLine(f"activity.{name}", tuple(getattr(each, name) for each in sums.values()))
            for name in ("put_on", "taken_off")
        ),
    )


def _each_day(days: ActivityDays, lines: Sequence[ActivityLine]) -> dict[str, ActivitySums]:
    """Return every day with its sums, also those on which nothing was done; months, where there are many days."""
    first, last = date.fromisoformat(days.first), date.fromisoformat(days.last)
    count = (last - first).days + 1
    size = len("2026-11-30") if count <= _MOST_DAYS else len("2026-11")
    if count > _MOST_DAYS * 366:  # nobody asks for centuries, but a typed year may be one
        labels = [line.label[:size] for line in lines]
    else:
        labels = [(first + timedelta(days=at)).isoformat()[:size] for at in range(count)]
    found: dict[str, list[ActivityLine]] = {label: [] for label in labels}
    for line in lines:
        found[line.label[:size]].append(line)
    return {label: summed(group) for label, group in found.items()}


def _waiting(count: int) -> tuple[Message, ...]:
    if not count:
        return ()
    return (Message("activity.waiting_one") if count == 1 else Message("activity.waiting_many", {"count": count}),)


def _compared(days: ActivityDays) -> tuple[Message, ...]:
    return (compared_with(*days.compared),) if days.compared else ()
