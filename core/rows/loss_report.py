"""Loss prevention as a report: what people gave, which cards were busy, and what was looked at without an act."""

from __future__ import annotations

from core.domain.outcome import Message
from core.rows.loss_prevention import BUSY_ACTS, LossPrevention, PersonActs
from core.rows.report import Cell, CellKind, Cells, Report, ReportColumn, ReportTable, ReportWord, days_said

_TALLIES = ("refunded", "goodwill", "cashed_out", "corrected", "taken_back", "failed_promises")
_PEOPLE = (
    ReportColumn("clerk", "losses.clerk", CellKind.TEXT),
    ReportColumn("acts", "losses.acts", CellKind.COUNT),
    *(
        column
        for name in _TALLIES
        for column in (
            ReportColumn(f"{name}_acts", f"losses.{name}", CellKind.COUNT, needed=False),
            ReportColumn(name, "losses.amount", CellKind.MONEY, needed=False),
        )
    ),
    ReportColumn("approved", "losses.approved", CellKind.COUNT, needed=False),
    ReportColumn("loss", "losses.loss", CellKind.MONEY, needed=False),
)
_BUSY = (
    ReportColumn("day", "losses.day", CellKind.DATE),
    ReportColumn("card_id", "losses.card", CellKind.TEXT),
    ReportColumn("last_characters", "losses.last", CellKind.TEXT),
    ReportColumn("acts", "losses.acts", CellKind.COUNT),
)
_LOOKS = (
    ReportColumn("clerk", "losses.clerk", CellKind.TEXT),
    ReportColumn("looked_at", "losses.looked_at", CellKind.COUNT),
    ReportColumn("without_act", "losses.without_act", CellKind.COUNT),
    ReportColumn("approvals", "losses.approvals", CellKind.COUNT),
)


def exceptions_report(found: LossPrevention) -> Report:
    """Make the report: for each currency its people and its busy cards, then who looked at what."""
    currencies = sorted({row.currency for row in found.people})
    tables = tuple(table for currency in currencies for table in _of_currency(found, currency) if table.rows)
    looks = ReportTable(
        "",
        _LOOKS,
        tuple((_named(row.clerk), row.looked_at, row.without_act, row.approvals) for row in found.looks),
        name="looks",
        title=Message("losses.looks"),
    )
    return Report(
        name="exceptions",
        title=Message("losses.title"),
        subtitle=days_said(found.first_day, found.last_day),
        first_day=found.first_day,
        last_day=found.last_day,
        sources=(Message("report.source_till"), Message("losses.promises"), Message("losses.looked")),
        tables=(*tables, *((looks,) if looks.rows else ())),
        notes=() if tables or looks.rows else (Message("report.nothing"),),
    )


def _of_currency(found: LossPrevention, currency: str) -> tuple[ReportTable, ...]:
    return (
        ReportTable(
            currency,
            _PEOPLE,
            tuple(_person(row) for row in found.people if row.currency == currency),
            name="people",
            title=Message("losses.people"),
        ),
        ReportTable(
            currency,
            _BUSY,
            tuple(
                (row.day, str(row.card_id), row.last_characters.upper(), row.acts)
                for row in found.busy
                if row.currency == currency
            ),
            name="busy",
            title=Message("losses.busy", {"acts": BUSY_ACTS}),
        ),
    )


def _person(row: PersonActs) -> Cells:
    tallies = [getattr(row, name) for name in _TALLIES]
    figures = [figure for each in tallies for figure in (each.acts, each.amount)]
    return (_named(row.clerk), row.acts, *figures, row.approved, row.loss)


def _named(clerk: str) -> Cell:
    return clerk or ReportWord("", "report.nobody")
