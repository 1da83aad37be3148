"""The cards that are out as a report: by age, by end, those nobody uses, the largest, and each month of sale."""

from __future__ import annotations

from core.domain.money import Money
from core.domain.outcome import Message
from core.rows.card_report import BREAKAGE_MONTHS, CardGroup, CurrencyCards
from core.rows.report import (
    Cell,
    CellKind,
    Drawn,
    Report,
    ReportColumn,
    ReportSeries,
    ReportTable,
    ReportWord,
    SeriesLine,
    days_said,
)

_GROUPS = (
    ReportColumn("group", "cards.group", CellKind.TEXT),
    ReportColumn("cards", "cards.cards", CellKind.COUNT),
    ReportColumn("balance", "cards.balance", CellKind.MONEY),
)
_LARGEST = (
    ReportColumn("card_id", "cards.card", CellKind.TEXT),
    ReportColumn("last_characters", "cards.last", CellKind.TEXT),
    ReportColumn("age_days", "cards.age_days", CellKind.COUNT),
    ReportColumn("balance", "cards.balance", CellKind.MONEY),
)
_MONTHS = (
    ReportColumn("month", "cards.month", CellKind.DATE),
    ReportColumn("cards", "cards.cards", CellKind.COUNT),
    ReportColumn("began_with", "cards.began_with", CellKind.MONEY),
    ReportColumn("left", "cards.left", CellKind.MONEY),
    ReportColumn("owed", "cards.owed", CellKind.MONEY),
    ReportColumn("redeemed_share", "cards.redeemed_share", CellKind.SHARE),
    ReportColumn("used", "cards.used", CellKind.COUNT),
    ReportColumn("first_use_days", "cards.first_use_days", CellKind.COUNT, needed=False),
)


def card_report(found: tuple[CurrencyCards, ...], day: str) -> Report:
    """Make the report of `day`, an ISO date."""
    return Report(
        name="cards",
        title=Message("cards.title"),
        subtitle=days_said(day, day),
        first_day=day,
        last_day=day,
        sources=(Message("cards.source_service"), Message("cards.source_till"), Message("cards.usable")),
        tables=tuple(table for each in found for table in _tables(each) if table.rows),
        notes=tuple(map(_breakage, found)) or (Message("report.no_cards"),),
    )


def _tables(each: CurrencyCards) -> tuple[ReportTable, ...]:
    return (
        ReportTable(
            each.currency,
            _GROUPS,
            tuple(_row(_age(group), group) for group in each.ages),
            totals=(ReportWord("", "report.total"), each.cards, each.balance),
            series=_series("cards.balance", tuple(map(_age, each.ages)), tuple(group.balance for group in each.ages)),
            name="ages",
            title=Message("cards.ages"),
        ),
        ReportTable(
            each.currency,
            _GROUPS,
            (
                *(_row(ReportWord(f"{group.most_days}", f"cards.end.{group.most_days}"), group) for group in each.ends),
                _row(ReportWord("dormant", "cards.dormant"), each.dormant),
                (ReportWord("empty", "cards.empty"), each.empty, 0),
            ),
            name="ends",
            title=Message("cards.ends"),
        ),
        ReportTable(
            each.currency,
            _LARGEST,
            tuple(
                (str(card.card_id), card.last_characters.upper(), card.age_days, card.balance) for card in each.largest
            ),
            name="largest",
            title=Message("cards.largest"),
        ),
        ReportTable(
            each.currency,
            _MONTHS,
            tuple(
                (
                    month.month,
                    month.cards,
                    month.sold,
                    month.left,
                    month.owed,
                    month.redeemed_share,
                    month.used,
                    month.first_use_days,
                )
                for month in each.months
            ),
            series=_series(
                "cards.left", tuple(month.month for month in each.months), tuple(month.left for month in each.months)
            ),
            name="months",
            title=Message("cards.months"),
        ),
    )


def _series(key: str, labels: tuple[Cell, ...], values: tuple[int, ...]) -> ReportSeries:
    kind = CellKind.TEXT if any(isinstance(label, ReportWord) for label in labels) else CellKind.DATE
    return ReportSeries(Drawn.BARS, kind, labels, (SeriesLine(key, values),))


def _age(group: CardGroup) -> ReportWord:
    name = "older" if group.most_days is None else f"{group.most_days}"
    return ReportWord(name, f"cards.age.{name}")


def _row(label: Cell, group: CardGroup) -> tuple[Cell, ...]:
    return label, group.cards, group.balance


def _breakage(each: CurrencyCards) -> Message:
    amount, share = each.breakage, each.kept_share
    if amount is None or share is None:
        return Message("cards.no_breakage", {"currency": each.currency, "months": BREAKAGE_MONTHS})
    percent = f"{share // 100}.{share % 100 // 10}"
    values = {"amount": Money(amount, each.currency), "months": BREAKAGE_MONTHS, "percent": percent}
    return Message("cards.breakage", values)
