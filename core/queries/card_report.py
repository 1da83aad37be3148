"""The cards that are out, by the service's figures as this till last saw them; the days of first uses by its books."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from core.clock import Clock
from core.queries.sql import ACTIVE
from core.rows.card_report import (
    AGES,
    BREAKAGE_MONTHS,
    DORMANT_DAYS,
    ENDS,
    LARGEST,
    CardGroup,
    CurrencyCards,
    LargeBalance,
    SaleMonth,
)
from core.store.database import Connection, ask

_READABLE: Final = "c.card_id NOT IN (SELECT card_id FROM unreadable_cards)"
_USABLE: Final = f"{ACTIVE} AND {_READABLE}"
_GROUPS: Final = f"""SELECT currency, {
    ", ".join(
        f"SUM({condition}) AS {name}_cards, SUM(CASE WHEN {condition} THEN balance ELSE 0 END) AS {name}_balance"
        for name, condition in (
            *((f"age_{days}", f"created_at >= :age_{days}") for days in AGES),
            ("all", "1"),
            *((f"ends_{days}", f"COALESCE(expires_on <= :ends_{days}, 0)") for days in ENDS),
            ("dormant", "balance > 0 AND updated_at < :dormant"),
            ("empty", "balance = 0"),
        )
    )
}
    FROM cards c WHERE {_USABLE} GROUP BY currency ORDER BY currency"""
_LARGEST: Final = f"""SELECT card_id, last_characters, balance,
        CAST((:now - created_at) / 86400 AS INTEGER) AS age_days
    FROM cards c WHERE {_USABLE} AND currency = :currency AND balance > 0
    ORDER BY balance DESC, card_id LIMIT {LARGEST}"""
_MONTHS: Final = f"""WITH u AS (SELECT card_id, MIN(at) AS at FROM (
        SELECT card_id, created_at AS at FROM operations WHERE kind = 'redeem' AND state IN ('done', 'inferred')
        UNION ALL SELECT card_id, changed_at FROM sightings WHERE amount < 0) GROUP BY card_id)
    SELECT c.currency, strftime('%Y-%m', c.created_at + :east_s, 'unixepoch') AS month, COUNT(*) AS cards,
        SUM(c.initial_value) AS sold, SUM(MIN(c.balance, c.initial_value)) AS left,
        SUM(CASE WHEN {ACTIVE} THEN c.balance ELSE 0 END) AS owed,
        SUM(c.balance < c.initial_value) AS used, COUNT(u.at) AS timed,
        CAST(SUM(MAX(u.at - c.created_at, 0)) / 86400 / MAX(COUNT(u.at), 1) AS INTEGER) AS first_use_days
    FROM cards c LEFT JOIN u ON u.card_id = c.card_id WHERE {_READABLE}
    GROUP BY c.currency, month ORDER BY c.currency, month"""


def read(conn: Connection, clock: Clock) -> tuple[CurrencyCards, ...]:
    """Return the cards as they stand on this day of the shop, by currency."""
    today = date.fromisoformat(clock.shop_day())
    values = _bounds(clock, today)
    groups = {row["currency"]: row for row in ask(conn, _GROUPS, **values)}
    months = {
        currency: tuple(map(_month, rows))
        for currency, rows in groupby(
            ask(conn, _MONTHS, today=values["today"], east_s=_east_s(clock, today)), itemgetter("currency")
        )
    }
    young = _months_before(today, BREAKAGE_MONTHS)
    return tuple(
        CurrencyCards(
            currency=currency,
            ages=_ages(groups.get(currency)),
            ends=tuple(_group(groups.get(currency), f"ends_{days}", days) for days in ENDS),
            dormant=_group(groups.get(currency), "dormant", None),
            empty=_group(groups.get(currency), "empty", None).cards,
            largest=tuple(LargeBalance(**row) for row in ask(conn, _LARGEST, **values, currency=currency)),
            months=months[currency],
            oldest_young_month=young,
        )
        for currency in sorted(months)
    )


def _bounds(clock: Clock, today: date) -> dict[str, object]:
    def begin(days: int) -> float:
        return clock.begin_of((today - timedelta(days=days)).isoformat())

    return {
        "today": today.isoformat(),
        "now": clock.service_time(),
        "dormant": begin(DORMANT_DAYS),
        **{f"age_{days}": begin(days) for days in AGES},
        **{f"ends_{days}": (today + timedelta(days=days)).isoformat() for days in ENDS},
    }


def _east_s(clock: Clock, today: date) -> float:
    """Return by how many seconds the days of the shop begin before those of UTC."""
    return datetime(today.year, today.month, today.day, tzinfo=UTC).timestamp() - clock.begin_of(today.isoformat())


def _months_before(today: date, months: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return f"{year:04}-{month + 1:02}"


def _ages(row: Mapping[str, Any] | None) -> tuple[CardGroup, ...]:
    """Return the groups by age apart from each other: the sums are of all that are not older."""
    upto = [_group(row, f"age_{days}", days) for days in AGES] + [_group(row, "all", None)]
    younger = [CardGroup(None, 0, 0), *upto[:-1]]
    return tuple(
        CardGroup(group.most_days, group.cards - before.cards, group.balance - before.balance)
        for before, group in zip(younger, upto, strict=True)
    )


def _group(row: Mapping[str, Any] | None, name: str, most_days: int | None) -> CardGroup:
    return CardGroup(most_days, row[f"{name}_cards"], row[f"{name}_balance"]) if row else CardGroup(most_days, 0, 0)


def _month(row: Mapping[str, Any]) -> SaleMonth:
    values = {name: row[name] for name in ("month", "cards", "sold", "left", "owed", "used", "timed")}
    return SaleMonth(**values, first_use_days=row["first_use_days"] if row["timed"] else None)
