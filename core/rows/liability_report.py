"""The liability as a report: opening, what changed it, closing, and the cards that drift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    compared_with,
    days_said,
)

_COLUMNS = (
    ReportColumn("what", "liability.what", CellKind.TEXT),
    ReportColumn("amount", "liability.amount", CellKind.MONEY),
)
_COMPARED = (
    *_COLUMNS,
    ReportColumn("before", "liability.before", CellKind.MONEY),
    ReportColumn("change", "liability.more", CellKind.MONEY),
)
_DRIFTING = (
    ReportColumn("card_id", "liability.card", CellKind.TEXT),
    ReportColumn("last_characters", "liability.last", CellKind.TEXT),
    ReportColumn("booked", "liability.booked", CellKind.MONEY),
    ReportColumn("shown", "liability.shown", CellKind.MONEY),
    ReportColumn("difference", "liability.drift", CellKind.MONEY),
)


def liability_report(found: Liability, before: Liability | None = None) -> Report:
    """Make the report: two tables for a currency with cards that drift, one for any other.

    `before` is of the days that it is compared with: a column for what it was then, and one for what is more now.
    """
    compared = None if before is None else {each.currency: each for each in before.currencies}
    tables: list[ReportTable] = []
    for each in found.currencies:
        drifting = tuple(card for card in found.drifting if card.currency == each.currency)
        tables += [
            _table(each, _Before.of(each.currency, compared)),
            *((_drifting_table(each.currency, drifting),) if drifting else ()),
        ]
    return Report(
        name="liability",
        title=Message("liability.title"),
        subtitle=days_said(found.first_day, found.last_day),
        first_day=found.first_day,
        last_day=found.last_day,
        sources=(Message("liability.source_till"), Message("liability.source_service")),
        tables=tuple(tables),
        notes=(
            *_notes(found, found if before is None else before),
            *(() if before is None else (compared_with(before.first_day, before.last_day),)),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Before:
    """The same currency in the days that it is compared with. `asked`: it is compared at all."""

    asked: bool
    then: CurrencyLiability | None = None

    @classmethod
    def of(cls, currency: str, compared: Mapping[str, CurrencyLiability] | None) -> _Before:
        return cls(compared is not None, compared.get(currency) if compared is not None else None)

    def line(self, line: LiabilityLine) -> int:
        """Return what the line came to then."""
        return 0 if self.then is None else self.then.lines[line]

    def cells(self, name: str, now: int, then: int) -> Cells:
        """Return the row of `name`, beside what it was then where that is asked for."""
        return (_word(name), now, then, now - then) if self.asked else (_word(name), now)


def _table(each: CurrencyLiability, before: _Before) -> ReportTable:
    moved = [line for line in LiabilityLine if each.lines[line] or before.line(line)]
    then = (0, 0) if before.then is None else (before.then.opening, before.then.closing)
    rows = [before.cells("opening", each.opening, then[0])]
    rows += [before.cells(line, each.lines[line], before.line(line)) for line in moved]
    shown: Cells | None = None if each.shown is None else (_word("shown"), each.shown)
    return ReportTable(
        currency=each.currency,
        columns=_COMPARED if before.asked else _COLUMNS,
        rows=tuple(rows),
        totals=before.cells("closing", each.closing, then[1]),
        compared=shown if shown is None or not before.asked else (*shown, None, None),
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


def _notes(found: Liability, earliest: Liability) -> list[Message]:
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
    elif min(found.first_day, earliest.first_day) < found.known_from:
        said.append(Message("liability.known_from", {"day": date.fromisoformat(found.known_from)}))
    return said
