"""Read the reports that are sums: what was spent, and how much of what was sold has been redeemed.

Each is one grouped statement, the same for both databases: they know nothing of the shop's zone, so a day is reckoned
from offsets that Python looks up. What comes back is a row for each day, not for each change.
"""

from __future__ import annotations

from datetime import date, timedelta, tzinfo
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Integer, Select, case, func, literal, select, union_all

from core.domain.money import wire_text
from core.server.contract.report_days import offsets_between, span_of
from core.server.contract.request import OUR_CLIENT_ID
from core.server.data.report_cursors import Cell, Cut, ReportRows, ReportWalk
from core.server.data.reports import choice_of, key_names, page_of, within
from core.server.data.tables import cards, transactions

SPEND_BY = ("day", "key", "currency")
REDEMPTION_BY = ("month",)
SUMS = ("redemptions", "redeemed", "credits", "credited")
SPEND = {
    "day": ("day", "currency", *SUMS),
    "key": ("api_client_id", "currency", "key", *SUMS),
    "currency": ("currency", *SUMS),
}
REDEMPTION = ("month", "currency", "cards", "issued", "credited", "redeemed", "remaining", "rate")
_DAY_S = 86_400
_RATE = Decimal("0.0001")
_DOWN = case((transactions.c.amount < 0, -transactions.c.amount), else_=0)
_UP = case((transactions.c.amount > 0, transactions.c.amount), else_=0)


def read_spend(conn: Connection, walk: ReportWalk, zone: tzinfo) -> ReportRows:
    """Return what was taken from cards and put on them, by day, key or currency. Raises RequestRefused 400."""
    by, span = choice_of(walk, SPEND_BY), span_of(walk.asked, zone)
    whose = func.coalesce(transactions.c.api_client_id, OUR_CLIENT_ID)
    groups: dict[str, ColumnElement[Any]] = {"key": whose, "currency": literal(0, Integer)}
    part = groups[by] if by in groups else _day(conn, transactions.c.processed_at, zone)
    each = (
        select(
            part.label("part"),
            cards.c.currency,
            case((transactions.c.amount < 0, 1), else_=0).label("redemptions"),
            _DOWN.label("redeemed"),
            case((transactions.c.amount > 0, 1), else_=0).label("credits"),
            _UP.label("credited"),
        )
        .join_from(transactions, cards, cards.c.id == transactions.c.gift_card_id)
        .where(*within(transactions.c.processed_at, span))
    )
    names = key_names(conn) if by == "key" else {}
    found: dict[Cut, tuple[Cell, ...]] = {}
    for which, currency, *sums in conn.execute(_summed(each, SUMS)):
        taken, spent, given, put = map(int, sums)
        cells = (taken, wire_text(spent, currency), given, wire_text(put, currency))
        if by == "day":
            found[_day_text(which), currency] = cells
        elif by == "key":
            found[int(which), currency] = (names.get(which), *cells)
        else:
            found[(currency,)] = cells
    return page_of(SPEND[by], found, walk, lambda key: key)


def read_redemption(conn: Connection, walk: ReportWalk, zone: tzinfo) -> ReportRows:
    """Return how much of the cards made in each month has been redeemed until now. Raises RequestRefused 400."""
    choice_of(walk, REDEMPTION_BY)
    day, span = _day(conn, cards.c.created_at, zone).label("part"), span_of(walk.asked, zone)
    nothing = literal(0, Integer)
    made = select(
        day,
        cards.c.currency,
        literal(1, Integer).label("cards"),
        cards.c.initial_value.label("issued"),
        nothing.label("credited"),
        nothing.label("redeemed"),
    )
    moved = select(
        day,
        cards.c.currency,
        nothing.label("cards"),
        nothing.label("issued"),
        _UP.label("credited"),
        _DOWN.label("redeemed"),
    ).join_from(transactions, cards, cards.c.id == transactions.c.gift_card_id)
    made, moved = (query.where(*within(cards.c.created_at, span)) for query in (made, moved))
    months: dict[Cut, list[int]] = {}
    for which, currency, *sums in conn.execute(_summed(union_all(made, moved), ("cards", *REDEMPTION[3:6]))):
        held = months.setdefault((_day_text(which)[:7], currency), [0] * len(sums))
        for place, more in enumerate(sums):
            held[place] += int(more)
    found = {key: _redeemed(str(key[1]), *sums) for key, sums in months.items()}
    return page_of(REDEMPTION, found, walk, lambda key: key)


def _redeemed(currency: str, count: int, *sums: int) -> tuple[Cell, ...]:
    issued, credited, redeemed = sums
    rate = str((Decimal(redeemed) / (issued + credited)).quantize(_RATE)) if issued + credited else None
    minor = (*sums, issued + credited - redeemed)
    return (count, *(wire_text(each, currency) for each in minor), rate)


def _summed(rows: Any, names: tuple[str, ...]) -> Select[Any]:
    """Return the sums of `names` by part and currency. The rows are a query inside: a group by needs plain columns."""
    inner = rows.subquery()
    sums = (func.sum(inner.c[name]) for name in names)
    return select(inner.c.part, inner.c.currency, *sums).group_by(inner.c.part, inner.c.currency)


def _day(conn: Connection, at: Column[Any], zone: tzinfo) -> ColumnElement[int]:
    """Return the number of the shop's day of a time, counted from 1970-01-01."""
    first, last = conn.execute(select(func.min(at), func.max(at))).one()
    if first is None:
        return literal(0, Integer)
    *earlier, (_, latest) = offsets_between(first, last, zone)
    offset = case(*((at < until, seconds) for until, seconds in earlier), else_=latest) if earlier else latest
    return (at + offset) // _DAY_S


def _day_text(number: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=int(number))).isoformat()
