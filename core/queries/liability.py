"""The liability by the till's own books, folded from its operations and from what it saw others do.

A card that this till sold begins with its sale. Of any other card the beginning is what is left of its balance once
all that is known of it is taken away (core.queries.reconciliation has it likewise), so only cards sold here can drift.
An operation counts on the shop day on which it was accepted, as in the history and in the activity; what others did
counts when the service says that the card changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from core.clock import Clock
from core.queries.sql import LINE_OF_OPERATION
from core.rows.liability import CurrencyLiability, DriftingCard, Liability, LiabilityLine
from core.store.database import Connection, ask
from core.store.projection import MOVED_SQL

_ENDED: Final = (LiabilityLine.DISABLED, LiabilityLine.GONE, LiabilityLine.EXPIRED)
_CREATED: Final = LiabilityLine.SOLD_ELSEWHERE
_BY_EVENT: Final = tuple(line for line in LiabilityLine if line not in {*_ENDED, _CREATED})

_EVENTS: Final = f"""SELECT o.card_id, {LINE_OF_OPERATION} AS line, {MOVED_SQL} AS amount,
        o.shop_day < :first_day AS earlier, o.shop_day > :until_day AS later,
        o.kind = 'issue' AND o.state IN ('done', 'inferred') AS is_sale
    FROM operations o WHERE o.card_id > 0
    UNION ALL SELECT card_id, 'changed-elsewhere', amount, changed_at < :first_at, changed_at >= :last_at, 0
    FROM sightings WHERE amount <> 0"""


def _column(line: LiabilityLine) -> str:
    return line.value.replace("-", "_")


_IN_BETWEEN: Final = ", ".join(
    f"SUM(CASE WHEN line = '{line}' AND NOT earlier AND NOT later THEN amount ELSE 0 END) AS {_column(line)}"
    for line in _BY_EVENT
)
_BETWEEN: Final = " + ".join(map(_column, _BY_EVENT))
_NONE: Final = ", ".join(f"COALESCE(b.{_column(line)}, 0) AS {_column(line)}" for line in _BY_EVENT)
_CARDS: Final = f"""WITH e AS ({_EVENTS}),
    b AS (SELECT card_id, SUM(amount) AS booked, SUM(CASE WHEN earlier THEN amount ELSE 0 END) AS before,
        MAX(is_sale) AS begins_here, {_IN_BETWEEN} FROM e GROUP BY card_id),
    c AS (SELECT c.card_id, c.currency, c.balance, c.last_characters, COALESCE(b.before, 0) AS before,
        CASE WHEN b.begins_here THEN 0 ELSE c.balance - COALESCE(b.booked, 0) END AS begun,
        c.created_at < :first_at AS created_before, c.created_at >= :last_at AS created_after, {_NONE},
        (c.disabled_at IS NULL OR c.disabled_at >= :first_at) AND (c.gone_at IS NULL OR c.gone_at >= :first_at)
            AND (c.expires_on IS NULL OR c.expires_on >= :day_before) AS opens,
        c.disabled_at IS NOT NULL AND c.disabled_at < :last_at AS disabled,
        c.gone_at IS NOT NULL AND c.gone_at < :last_at AS gone,
        c.expires_on IS NOT NULL AND c.expires_on < :last_day AS expired
        FROM cards c LEFT JOIN b ON b.card_id = c.card_id
        WHERE c.card_id NOT IN (SELECT card_id FROM unreadable_cards)),
    r AS (SELECT *, CASE WHEN created_before THEN begun ELSE 0 END + before AS at_first,
        CASE WHEN created_before OR created_after THEN 0 ELSE begun END AS {_column(_CREATED)},
        NOT (disabled OR gone OR expired) AS closes FROM c),
    k AS (SELECT *, CASE WHEN opens THEN at_first ELSE 0 END AS opening,
        at_first + {_column(_CREATED)} + {_BETWEEN} AS at_last FROM r)"""
_CLOSING: Final = "CASE WHEN closes THEN at_last ELSE 0 END"
_LEFT: Final = f"{_CLOSING} - opening - {_column(_CREATED)} - ({_BETWEEN})"
"""What a card that ended takes with it: all that it had, and what was done to it after its end."""
_SUMS: Final = f"""{_CARDS} SELECT currency, SUM(opening) AS opening, SUM({_CLOSING}) AS closing,
        SUM(closes AND at_last <> 0) AS cards, SUM(closes AND balance <> at_last) AS drifting,
        SUM(CASE WHEN closes THEN balance ELSE 0 END) AS shown,
        {", ".join(f"SUM({_column(line)}) AS {_column(line)}" for line in (*_BY_EVENT, _CREATED))},
        SUM(CASE WHEN disabled THEN {_LEFT} ELSE 0 END) AS ended_disabled,
        SUM(CASE WHEN gone AND NOT disabled THEN {_LEFT} ELSE 0 END) AS ended_gone,
        SUM(CASE WHEN NOT disabled AND NOT gone THEN {_LEFT} ELSE 0 END) AS ended_expired
    FROM k GROUP BY currency ORDER BY currency"""
_DRIFTING: Final = f"""{_CARDS} SELECT card_id, last_characters, currency, at_last AS booked, balance AS shown
    FROM k WHERE closes AND balance <> at_last ORDER BY ABS(balance - at_last) DESC, card_id"""
_NEVER, _NEVER_AT = "9999-12-31", 1e15
"""A day and a time, epoch seconds, after all that can happen."""
_BOOKS_BEGIN: Final = "SELECT MIN(at) AS at FROM journal"


def read(conn: Connection, clock: Clock, first_day: str, last_day: str) -> Liability:
    """Fold the books over days of the shop, both included. `last_day` is today at most.

    What happened after it is left out, and nothing where it is today: an act may be of tomorrow by a clock that did not
    know the shop's zone yet. What the service shows, and which cards drift, is known for today alone.
    """
    is_now = last_day >= clock.shop_day()
    bounds: dict[str, object] = {
        "first_day": first_day,
        "day_before": (date.fromisoformat(first_day) - timedelta(days=1)).isoformat(),
        "last_day": last_day,
        "until_day": _NEVER if is_now else last_day,
        "first_at": clock.begin_of(first_day),
        "last_at": _NEVER_AT if is_now else clock.end_of(last_day),
    }
    rows = list(ask(conn, _SUMS, **bounds))
    drifts = is_now and any(row["drifting"] for row in rows)  # else the books need not be folded twice
    drifting = ask(conn, _DRIFTING, **bounds) if drifts else ()
    begun = next(ask(conn, _BOOKS_BEGIN))["at"]
    return Liability(
        first_day=first_day,
        last_day=last_day,
        known_from="" if begun is None else clock.shop_day_of(begun),
        currencies=tuple(_currency(row, is_now=is_now) for row in rows),
        drifting=tuple(DriftingCard(**row) for row in drifting),
    )


def _currency(row: Mapping[str, Any], *, is_now: bool) -> CurrencyLiability:
    columns = {line: f"ended_{_column(line)}" if line in _ENDED else _column(line) for line in LiabilityLine}
    return CurrencyLiability(
        currency=row["currency"],
        opening=row["opening"],
        lines={line: row[column] for line, column in columns.items()},
        closing=row["closing"],
        cards=row["cards"],
        shown=row["shown"] if is_now else None,
    )
