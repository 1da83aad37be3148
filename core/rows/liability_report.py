"""The liability as a report: opening, what changed it, closing, and the cards that drift."""

from __future__ import annotations

from datetime import date

from core.domain.money import Money
from core.domain.outcome import Message
from core.rows.liability import CurrencyLiability, DriftingCard, Liability, LiabilityLine
from core.rows.report import (
    CellKind,
    Cells,
    Drawn,
    Report,
    ReportColumn,
    ReportSeries,
    ReportTable,
    ReportWord,
    SeriesLine,
    days_said,
)

_COLUMNS = (
    ReportColumn("what", "liability.what", CellKind.TEXT),
    ReportColumn("amount", "liability.amount", CellKind.MONEY),
)
_DRIFTING = (
    ReportColumn("card_id", "liability.card", CellKind.TEXT),
    ReportColumn("last_characters", "liability.last", CellKind.TEXT),
    ReportColumn("booked", "liability.booked", CellKind.MONEY),
    ReportColumn("shown", "liability.shown", CellKind.MONEY),
    ReportColumn("difference", "liability.drift", CellKind.MONEY),
)


def liability_report(found: Liability) -> Report:
    """Make the report: two tables for a currency with cards that drift, one for any other."""
    tables: list[ReportTable] = []
    for each in found.currencies:
        drifting = tuple(card for card in found.drifting if card.currency == each.currency)
        tables += [_table(each), *((_drifting_table(each.currency, drifting),) if drifting else ())]
    return Report(
        name="liability",
        title=Message("liability.title"),
        subtitle=days_said(found.first_day, found.last_day),
        first_day=found.first_day,
        last_day=found.last_day,
        sources=(Message("liability.source_till"), Message("liability.source_service")),
        tables=tuple(tables),
        notes=tuple(_notes(found)),
    )


def _table(each: CurrencyLiability) -> ReportTable:
    moved = [line for line in LiabilityLine if each.lines[line]]
    rows: list[Cells] = [(_word("opening"), each.opening)]
    rows += [(_word(line), each.lines[line]) for line in moved]
    return ReportTable(
        currency=each.currency,
        columns=_COLUMNS,
        rows=tuple(rows),
        totals=(_word("closing"), each.closing),
        compared=None if each.shown is None else (_word("shown"), each.shown),
        series=_series(each, moved),
        name="liability",
    )


def _series(each: CurrencyLiability, moved: list[LiabilityLine]) -> ReportSeries | None:
    if not moved:
        return None
    values = tuple(each.lines[line] for line in moved)
    lines = (SeriesLine("liability.change", values),)
    return ReportSeries(Drawn.BARS, CellKind.TEXT, tuple(map(_word, moved)), lines)


def _drifting_table(currency: str, cards: tuple[DriftingCard, ...]) -> ReportTable:
    return ReportTable(
        currency=currency,
        columns=_DRIFTING,
        rows=tuple(
            (str(card.card_id), card.last_characters.upper(), card.booked, card.shown, card.shown - card.booked)
            for card in cards
        ),
        name="drifting",
        title=Message("liability.drifting"),
    )


def _word(name: str) -> ReportWord:
    return ReportWord(name, f"liability.line.{name}")


def _notes(found: Liability) -> list[Message]:
    said = [
        Message("liability.drifts", {"amount": Money(each.drift, each.currency)})
        for each in found.currencies
        if each.drift
    ]
    if any(each.shown is not None for each in found.currencies) and not found.drifting:
        said.append(Message("liability.level"))
    if not found.currencies:
        said.append(Message("report.no_cards"))
    elif not found.known_from:
        said.append(Message("liability.no_books"))
    elif found.first_day < found.known_from:
        said.append(Message("liability.known_from", {"day": date.fromisoformat(found.known_from)}))
    return said
