"""Loss prevention as a report: what people gave, which cards were busy, and what was looked at without an act."""

from __future__ import annotations

from dataclasses import replace

from core.domain.outcome import Message
from core.rows.loss_prevention import BUSY_ACTS, LossPrevention, PersonActs
from core.rows.report import (
    Cell,
    CellKind,
    Cells,
    Report,
    ReportColumn,
    ReportTable,
    ReportWord,
    compared_with,
    days_said,
)

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


_UNTOLD = {f"{name}{end}" for name in ("refunded", "goodwill") for end in ("", "_acts")}
"""Columns that the journals of all tills say nothing of: what a card was given for is in no journal."""


def exceptions_report(
    found: LossPrevention, before: LossPrevention | None = None, told: tuple[Message, ...] | None = None
) -> Report:
    """Make the report: for each currency its people and its busy cards, then who looked at what.

    `before` is of the days that it is compared with: what all people together did then stands below their sum. `told`
    is what is to be said of the journals of all tills, where they were read; None for this till's own books.
    """
    currencies = sorted({row.currency for row in found.people})
    tables = tuple(table for currency in currencies for table in _of_currency(found, before, currency) if table.rows)
    if told is not None:
        tables = tuple(each.without(_UNTOLD) for each in tables)
    looks = _with_sums(
        ReportTable("", _LOOKS, _looks(found), name="looks", title=Message("losses.looks")),
        None if before is None else _looks(before),
    )
    return Report(
        name="exceptions" if told is None else "exceptions-tills",
        title=Message("losses.title" if told is None else "losses.title_all"),
        subtitle=days_said(found.first_day, found.last_day),
        first_day=found.first_day,
        last_day=found.last_day,
        sources=(
            *(
                (Message("report.source_till"),)
                if told is None
                else (Message("tills.source"), Message("losses.untold"))
            ),
            *(Message("losses.promises"), Message("losses.looked")),
        ),
        tables=(*tables, *((looks,) if looks.rows else ())),
        notes=(
            *(told or ()),
            *(() if tables or looks.rows else (Message("report.nothing"),)),
            *(() if before is None else (compared_with(before.first_day, before.last_day),)),
        ),
    )


def _of_currency(found: LossPrevention, before: LossPrevention | None, currency: str) -> tuple[ReportTable, ...]:
    people = ReportTable(currency, _PEOPLE, _people(found, currency), name="people", title=Message("losses.people"))
    return (
        _with_sums(people, None if before is None else _people(before, currency)),
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


def _people(found: LossPrevention, currency: str) -> tuple[Cells, ...]:
    return tuple(_person(row) for row in found.people if row.currency == currency)


def _looks(found: LossPrevention) -> tuple[Cells, ...]:
    return tuple((_named(row.clerk), row.looked_at, row.without_act, row.approvals) for row in found.looks)


def _with_sums(table: ReportTable, before: tuple[Cells, ...] | None) -> ReportTable:
    """Return it with the sum of its rows, and below that of the rows `before`; as it is where nothing is compared."""
    if before is None:
        return table
    totals = _summed("report.total", table.rows, len(table.columns))
    return replace(table, totals=totals, compared=_summed("report.compared", before, len(table.columns)))


def _summed(key: str, rows: tuple[Cells, ...], width: int) -> Cells:
    sums = (sum(cell for row in rows if isinstance(cell := row[at], int)) for at in range(1, width))
    return (ReportWord("", key), *sums)


def _person(row: PersonActs) -> Cells:
    tallies = [getattr(row, name) for name in _TALLIES]
    figures = [figure for each in tallies for figure in (each.acts, each.amount)]
    return (_named(row.clerk), row.acts, *figures, row.approved, row.loss)


def _named(clerk: str) -> Cell:
    return clerk or ReportWord("", "report.nobody")
