"""Every card as our books have it, against what the service shows (PROTOCOL.md section 5, gap detector and reckoning).

Numbers that are missing between two of our own transactions are writes by others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise
from typing import Any

from core.rows import CardReckoning, CurrencyReckoning, Reckoning

Row = Mapping[Any, Any]


def reckoning(ledger: Iterable[Row], totals: Iterable[Row], writes: Iterable[Row]) -> Reckoning:
    """`writes` are our answered ones in order of card and number; `totals` the sums over all cards, by currency."""
    by_card = {card_id: list(rows) for card_id, rows in groupby(writes, lambda row: row["card_id"])}
    rows = tuple(_card(row, _missing(by_card.get(row["card_id"], []))) for row in ledger)
    return Reckoning(
        cards=tuple(row for row in rows if not row.agrees),
        level=tuple(row for row in rows if row.agrees),
        currencies=tuple(_currency(total, rows) for total in totals),
        facade=any(map(_broken, by_card.values())),
    )


def _card(row: Row, missing: int) -> CardReckoning:
    """A card that we sold began with its value; of another one we know only from the first look on."""
    ours, others, shown = row["ours"], row["others"], row["balance"]
    begun = row["initial_value"] if row["sold"] else shown - ours - others
    return CardReckoning(
        card_id=row["card_id"],
        last_characters=row["last_characters"],
        currency=row["currency"],
        begun=begun,
        ours=ours,
        others=others,
        seen=row["seen"],
        shown=shown,
        missing=missing,
        unsettled=row["unsettled"],
        residual=row["residual"],
        loss=row["loss"],
    )


def _currency(total: Row, rows: tuple[CardReckoning, ...]) -> CurrencyReckoning:
    mine = [row for row in rows if row.currency == total["currency"]]
    return CurrencyReckoning(
        currency=total["currency"],
        cards=total["cards"],
        shown=total["shown"],
        others=sum(row.others for row in mine),
        difference=sum(row.difference for row in mine),
        residual=sum(row.residual for row in mine),
        loss=total["loss"],
    )


def _missing(writes: list[Row]) -> int:
    return sum(max(0, after["number"] - before["number"] - 1) for before, after in pairwise(writes))


def _broken(writes: list[Row]) -> bool:
    """X of one write is not what the next one found, and nobody wrote between: the service adds by itself (K2)."""
    return any(
        after["number"] == before["number"] + 1 and before["target"] != after["target"] - after["amount"]
        for before, after in pairwise(writes)
    )
