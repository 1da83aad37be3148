"""The closings that were made as one table for each currency: what should be in the drawer, and what was counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.domain.day_closing import ClosedFigures, DayClosing
from core.domain.outcome import Message
from core.rows.report import CellKind, Cells, Report, ReportColumn, ReportTable, ReportWord, days_said

_COLUMNS = (
    ReportColumn("number", "closings.number", CellKind.COUNT, room=1.0),
    ReportColumn("day", "closings.day", CellKind.DATE, room=1.5),
    ReportColumn("closed_at", "closings.closed_at", CellKind.MOMENT),
    ReportColumn("clerk", "listed.clerk", CellKind.TEXT, room=1.2),
    ReportColumn("approver", "listed.approver", CellKind.TEXT, needed=False, room=1.2),
    ReportColumn("till", "listed.till", CellKind.TEXT, room=1.0),
    ReportColumn("operations", "listed.operations", CellKind.COUNT, room=1.3),
    ReportColumn("paid_in", "closings.paid_in", CellKind.MONEY),
    ReportColumn("paid_out", "closings.paid_out", CellKind.MONEY),
    ReportColumn("otherwise", "closings.otherwise", CellKind.MONEY, needed=False),
    ReportColumn("in_drawer", "closings.in_drawer", CellKind.MONEY),
    ReportColumn("counted", "closings.counted", CellKind.MONEY),
    ReportColumn("difference", "closings.difference", CellKind.MONEY),
    ReportColumn("note", "closings.note", CellKind.TEXT, needed=False, wraps=True, room=2.6),
    ReportColumn("state", "closings.state", CellKind.TEXT, needed=False, room=1.6),
)
_SUMMED = ("paid_in", "paid_out", "otherwise", "in_drawer", "counted", "difference")
_NAMES = tuple(column.name for column in _COLUMNS)


def closings_report(closings: Sequence[DayClosing]) -> Report:
    """Make the report of closings, the newest first as they are given."""
    days = sorted(each.day for each in closings)
    changed = sum(each.changed for each in closings)
    return Report(
        name="closings",
        title=Message("closings.title"),
        subtitle=days_said(days[0], days[-1]) if days else Message("closings.none"),
        first_day=days[0] if days else "",
        last_day=days[-1] if days else "",
        sources=(Message("closings.source"), Message("listed.times")),
        tables=tuple(_table(currency, closings) for currency in _currencies(closings)),
        notes=(Message("closings.changed", {"count": changed}),) if changed else (),
        landscape=True,
    )


def _currencies(closings: Sequence[DayClosing]) -> list[str]:
    return sorted({each.currency for closing in closings for each in closing.currencies})


def _table(currency: str, closings: Sequence[DayClosing]) -> ReportTable:
    found = [(closing, each) for closing in closings for each in closing.currencies if each.currency == currency]
    rows = tuple(_cells(closing, figures) for closing, figures in found)
    return ReportTable(currency, _COLUMNS, rows, totals=tuple(_totals([figures for _, figures in found])))


def _cells(closing: DayClosing, figures: ClosedFigures) -> Cells:
    return (
        closing.number,
        closing.day,
        int(closing.at),
        closing.clerk,
        closing.approver,
        closing.till,
        closing.operations,
        *_sums(figures),
        closing.note,
        ReportWord("changed", "closings.was_changed") if closing.changed else None,
    )


def _sums(figures: ClosedFigures) -> tuple[int, ...]:
    day = figures.figures
    return (
        day.paid_in,
        day.paid_out,
        figures.otherwise,
        figures.in_drawer,
        figures.counted,
        figures.difference,
    )


def _totals(found: Sequence[ClosedFigures]) -> Iterator[int | ReportWord | None]:
    sums = dict(zip(_SUMMED, map(sum, zip(*map(_sums, found), strict=True)), strict=True))
    yield ReportWord("", "report.total")
    yield from (sums.get(name) for name in _NAMES[1:])
