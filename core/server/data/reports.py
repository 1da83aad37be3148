"""Read the reports that go card by card and change by change: what was done, and what was on the cards of a day.

Every row is read by a primary key and a cut, so no page costs more memory than its rows, however long the history.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, tzinfo
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, Select, case, func, literal, select, union_all

from core.domain.money import wire_text
from core.server.contract.refusals import bad_request
from core.server.contract.report_days import DaySpan, end_of, span_of
from core.server.contract.request import OUR_CLIENT_ID
from core.server.contract.shop_time import time_text
from core.server.data.report_cursors import Cell, Cut, ReportRows, ReportWalk
from core.server.data.tables import api_keys, cards, transactions

LONGEST_S = 30.0
"""How long a report may be read in an SQLite file; PostgreSQL ends a statement itself after as long."""
_STEPS = 20_000
"""Steps of SQLite's machine between two looks at the clock."""
KINDS = ("issue", "redeem", "credit")
TRANSACTIONS = (
    *("kind", "id", "gift_card_id", "last_characters", "number", "currency", "amount", "processed_at"),
    *("api_client_id", "key", "order_transaction_id", "remote_transaction_ref"),
)
STATES = ("enabled", "expired", "disabled")
BALANCES = ("currency", "state", "cards", "balance")
CARD_BALANCES = ("gift_card_id", "last_characters", "currency", "state", "initial_value", "balance")
BALANCES_BY = ("currency", "card")
_ISSUE, _CHANGE = 0, 1


@contextmanager
def bounded(conn: Connection, seconds: float = LONGEST_S) -> Iterator[None]:
    """End a statement in an SQLite file that takes longer: it fails then, and nobody waits for ever."""
    driver = conn.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    until = time.monotonic() + seconds
    driver.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, _STEPS)


def key_names(conn: Connection) -> Mapping[int, str]:
    """Return the name of the key by `api_client_id`; keys of early versions share one."""
    found: dict[int, list[str]] = {}
    for name, client in conn.execute(select(api_keys.c.name, api_keys.c.client_id).order_by(api_keys.c.name)):
        found.setdefault(client or OUR_CLIENT_ID, []).append(name)
    return {client: ", ".join(names) for client, names in found.items()}


def read_transactions(conn: Connection, walk: ReportWalk, zone: tzinfo, base: int) -> ReportRows:
    """Return a page of all cards made and all changes of balances, oldest first. Raises RequestRefused 400.

    Cards and changes lie in two tables, each in the order of its ids; the page merges them by time. `base`: what is
    added to the number of a change.
    """
    cut, span = _cut_of(walk, 2), span_of(walk.asked, zone)
    streams = [
        [(row.at, kind, row) for row in conn.execute(_stream(query, walk, cut[kind], span))]
        for kind, query in enumerate((_ISSUES, _CHANGES))
    ]
    merged: list[tuple[int, int, Any]] = []
    while any(streams) and len(merged) <= walk.limit:
        heads = [stream for stream in streams if stream]
        chosen = (max if walk.back else min)(heads, key=lambda stream: stream[0][:2])
        merged.append(chosen.pop(0))
    kept = merged[: walk.limit]
    begin, end = list(cut), list(cut)
    for _, kind, row in kept:
        if walk.back:
            begin[kind] = row.id - 1
        else:
            end[kind] = row.id
    told = _RowTelling(zone, key_names(conn), base)
    rows = [_transaction(kind, row, told) for _, kind, row in (kept[::-1] if walk.back else kept)]
    cursors = walk.cursors(tuple(begin), tuple(end), more=len(merged) > walk.limit) if kept else {}
    return ReportRows(TRANSACTIONS, rows, cursors)


class _RowTelling(NamedTuple):
    """By what a row is told: the shop's zone, the names of keys, and what is added to the number of a change."""

    zone: tzinfo
    names: Mapping[int, str]
    base: int


def _transaction(kind: int, row: Any, told: _RowTelling) -> tuple[Cell, ...]:
    client = row.api_client_id or OUR_CLIENT_ID
    made = kind == _ISSUE
    return (
        KINDS[0] if made else KINDS[1 if row.amount < 0 else 2],
        None if made else told.base + row.id,
        row.card_id,
        row.last_characters,
        row.number,
        row.currency,
        wire_text(row.amount, row.currency),
        time_text(row.at, told.zone),
        client,
        told.names.get(client),
        row.order_transaction_id,
        row.reference,
    )


_NOTHING = literal(None)
_ISSUES = select(
    cards.c.id,
    cards.c.id.label("card_id"),
    cards.c.last_characters,
    cards.c.currency,
    literal(0).label("number"),
    cards.c.initial_value.label("amount"),
    cards.c.created_at.label("at"),
    _NOTHING.label("reference"),
    _NOTHING.label("order_transaction_id"),
    cards.c.api_client_id,
)
_CHANGES = select(
    transactions.c.id,
    transactions.c.gift_card_id.label("card_id"),
    cards.c.last_characters,
    cards.c.currency,
    transactions.c.number,
    transactions.c.amount,
    transactions.c.processed_at.label("at"),
    transactions.c.reference,
    transactions.c.order_transaction_id,
    transactions.c.api_client_id,
).join_from(transactions, cards, cards.c.id == transactions.c.gift_card_id)


def _stream(query: Select[Any], walk: ReportWalk, cut: int, span: DaySpan) -> Select[Any]:
    """Return the rows of one table beyond its cut, as many as a page may need, in the direction of the walk."""
    key, at = (cards.c.id, cards.c.created_at) if query is _ISSUES else (transactions.c.id, transactions.c.processed_at)
    return _beyond(query.where(*within(at, span)), key, walk, cut)


def _beyond(query: Select[Any], key: Column[Any], walk: ReportWalk, cut: int) -> Select[Any]:
    query = query.where(key <= cut if walk.back else key > cut)
    return query.order_by(key.desc() if walk.back else key.asc()).limit(walk.limit + 1)


def within(at: Column[Any], span: DaySpan) -> list[ColumnElement[bool]]:
    """Return what restricts a time to the span."""
    bounds = [at >= span.begin] if span.begin is not None else []
    return bounds + ([at < span.end] if span.end is not None else [])


def _cut_of(walk: ReportWalk, parts: int) -> tuple[int, ...]:
    """Return a cut of numbers; the first page follows one before all. Raises RequestRefused 400."""
    cut = (0,) * parts if walk.cut is None else walk.cut
    if len(cut) != parts or not all(type(part) is int for part in cut):
        raise bad_request("page_info", "is invalid")
    return tuple(int(part) for part in cut)


def read_balances(conn: Connection, walk: ReportWalk, on: date, zone: tzinfo) -> ReportRows:
    """Return what was on the cards at the end of a day: by currency and state, or card by card.

    Raises RequestRefused 400.
    """
    if choice_of(walk, BALANCES_BY) == "card":
        return _card_balances(conn, walk, on, zone)
    end = end_of(on, zone)
    made = select(cards.c.currency, _state(on, end), literal(1).label("n"), cards.c.initial_value.label("minor"))
    moved = select(cards.c.currency, _state(on, end), literal(0).label("n"), transactions.c.amount.label("minor"))
    moved = moved.join_from(transactions, cards, cards.c.id == transactions.c.gift_card_id)
    all_of = union_all(
        made.where(cards.c.created_at < end),
        moved.where(cards.c.created_at < end, transactions.c.processed_at < end),
    ).subquery()
    grouped = select(all_of.c.currency, all_of.c.state, func.sum(all_of.c.n), func.sum(all_of.c.minor)).group_by(
        all_of.c.currency, all_of.c.state
    )
    found: dict[Cut, tuple[Cell, ...]] = {
        (currency, STATES[state]): (int(count), wire_text(int(minor), currency))
        for currency, state, count, minor in conn.execute(grouped)
    }
    return page_of(BALANCES, found, walk, lambda key: (key[0], STATES.index(str(key[1]))))


def _card_balances(conn: Connection, walk: ReportWalk, on: date, zone: tzinfo) -> ReportRows:
    (cut,), end = _cut_of(walk, 1), end_of(on, zone)
    moved = (
        select(func.coalesce(func.sum(transactions.c.amount), 0))
        .where(transactions.c.gift_card_id == cards.c.id, transactions.c.processed_at < end)
        .scalar_subquery()
    )
    query = select(
        cards.c.id, cards.c.last_characters, cards.c.currency, _state(on, end), cards.c.initial_value, moved
    ).where(cards.c.created_at < end)
    read = conn.execute(_beyond(query, cards.c.id, walk, cut)).all()
    kept = read[: walk.limit][::-1] if walk.back else read[: walk.limit]
    rows = [
        (number, last, currency, STATES[state], wire_text(first, currency), wire_text(first + int(more), currency))
        for number, last, currency, state, first, more in kept
    ]
    if not kept:
        return ReportRows(CARD_BALANCES, rows, {})
    begin, last_cut = (kept[0].id - 1,), (kept[-1].id,)
    return ReportRows(CARD_BALANCES, rows, walk.cursors(begin, last_cut, more=len(read) > walk.limit))


def _state(on: date, end: int) -> ColumnElement[int]:
    """Return the state of a card on a day, as its place in STATES; its last day is the one that it has now."""
    disabled = cards.c.disabled_at < end
    return case((disabled, 2), (cards.c.expires_on < on.isoformat(), 1), else_=0).label("state")


def choice_of(walk: ReportWalk, choices: tuple[str, ...]) -> str:
    """Return what a report is asked `by`, the first of the choices when it does not say. Raises RequestRefused 400."""
    chosen = walk.asked.get("by") or choices[0]
    if chosen not in choices:
        raise bad_request("by", f"must be {' or '.join(choices)}")
    return chosen


def page_of(
    columns: tuple[str, ...],
    found: Mapping[Cut, tuple[Cell, ...]],
    walk: ReportWalk,
    order: Callable[[Cut], Any],
) -> ReportRows:
    """Return a page of groups, which are few: by the keys beyond the cut, in their order. Raises RequestRefused 400."""
    keys = sorted(found, key=order)
    first = 0
    if walk.cut is not None:
        try:
            at = order(walk.cut)
            first = sum(order(key) <= at for key in keys)
        except (ValueError, TypeError, IndexError):
            raise bad_request("page_info", "is invalid") from None
    begin, end = (max(0, first - walk.limit), first) if walk.back else (first, first + walk.limit)
    kept = keys[begin:end]
    if not kept:
        return ReportRows(columns, [], {})
    before = keys[begin - 1] if begin else None
    more = begin > 0 if walk.back else end < len(keys)
    return ReportRows(columns, [(*key, *found[key]) for key in kept], walk.cursors(before, kept[-1], more=more))
