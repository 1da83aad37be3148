"""Acts that lose a shop money when they are done wrongly, by person, from the till's own books and its journal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from core.clock import Clock
from core.queries.sql import LINE_OF_OPERATION
from core.rows.loss_prevention import BUSY_ACTS, BusyCard, LossPrevention, PersonActs, PersonLooks, Tally
from core.store.database import Connection, ask
from core.store.projection import MOVED_SQL

_TALLIED: Final = {
    "refunded": "line = 'refunded' AND moved <> 0",
    "goodwill": "line = 'goodwill' AND moved <> 0",
    "cashed_out": "line = 'cashed-out' AND moved <> 0",
    "corrected": "line = 'corrected' AND moved <> 0",
    "taken_back": "line = 'taken-back' AND moved <> 0",
}
_FAILED: Final = "offline AND (state IN ('declined', 'parked') OR loss > 0)"
_IN_SPAN: Final = "o.shop_day BETWEEN :first_day AND :last_day"
_PEOPLE: Final = f"""WITH o AS (SELECT o.clerk, o.currency, {LINE_OF_OPERATION} AS line, {MOVED_SQL} AS moved, o.want,
        o.state, o.offline, o.approver <> '' AND o.approver <> o.clerk AS approved, COALESCE(s.loss, 0) AS loss
    FROM operations o LEFT JOIN settlements s ON s.operation_id = o.operation_id
    WHERE {_IN_SPAN} AND o.state <> 'cancelled' AND json_extract(o.payload, '$.probe') IS NULL)
    SELECT clerk, currency, COUNT(*) AS acts, SUM(approved) AS approved, SUM(loss) AS loss,
        {
    ", ".join(
        f"SUM({condition}) AS {name}_acts, SUM(CASE WHEN {condition} THEN ABS({amount}) ELSE 0 END) AS {name}_amount"
        for name, condition, amount in (
            *((name, condition, "moved") for name, condition in _TALLIED.items()),
            ("failed", _FAILED, "want"),
        )
    )
}
    FROM o GROUP BY clerk, currency ORDER BY currency, clerk COLLATE NOCASE"""
_APPROVALS: Final = f"""SELECT o.approver AS clerk, COUNT(*) AS approvals FROM operations o
    WHERE {_IN_SPAN} AND o.approver <> '' AND o.approver <> o.clerk GROUP BY o.approver"""
_BUSY: Final = f"""SELECT o.shop_day AS day, o.card_id, MAX(o.last_characters) AS last_characters, o.currency,
        COUNT(*) AS acts
    FROM operations o WHERE {_IN_SPAN} AND o.card_id > 0 AND o.want <> 0 AND o.state NOT IN ('cancelled', 'declined')
    GROUP BY o.shop_day, o.card_id, o.currency HAVING COUNT(*) >= {BUSY_ACTS}
    ORDER BY acts DESC, day DESC, o.card_id"""
_SERVED: Final = (
    f"SELECT DISTINCT o.clerk, o.shop_day AS day, LOWER(o.last_characters) AS last FROM operations o WHERE {_IN_SPAN}"
)
_LOOKED_UP: Final = """SELECT at, entry FROM journal WHERE what = 'looked-up' AND at >= :first_at AND at < :end_at"""


def read(conn: Connection, clock: Clock, first_day: str, last_day: str) -> LossPrevention:
    """Return what was done in a span of shop days, both included; people by name, busiest cards first."""
    days: dict[str, object] = {"first_day": first_day, "last_day": last_day}
    looks = ask(conn, _LOOKED_UP, first_at=clock.begin_of(first_day), end_at=clock.end_of(last_day))
    served = {(row["clerk"], row["day"], row["last"]) for row in ask(conn, _SERVED, **days)}
    approvals = {row["clerk"]: row["approvals"] for row in ask(conn, _APPROVALS, **days)}
    return LossPrevention(
        first_day=first_day,
        last_day=last_day,
        people=tuple(map(_person, ask(conn, _PEOPLE, **days))),
        looks=_looks(((clock.shop_day_of(row["at"]), row["entry"]) for row in looks), served, approvals),
        busy=tuple(BusyCard(**row) for row in ask(conn, _BUSY, **days)),
    )


def _person(row: Mapping[str, Any]) -> PersonActs:
    tallies = {name: Tally(row[f"{name}_acts"], row[f"{name}_amount"]) for name in _TALLIED}
    return PersonActs(
        clerk=row["clerk"],
        currency=row["currency"],
        acts=row["acts"],
        failed_promises=Tally(row["failed_acts"], row["failed_amount"]),
        approved=row["approved"],
        loss=row["loss"],
        **tallies,
    )


def _looks(
    entries: Iterable[tuple[str, str]], served: set[tuple[str, str, str]], approvals: Mapping[str, int]
) -> tuple[PersonLooks, ...]:
    """Count a card once a person and day, however often they looked."""
    seen: dict[str, set[tuple[str, str]]] = {name: set() for name in approvals}
    more: Counter[str] = Counter()
    for day, text in entries:
        entry = json.loads(text)
        seen.setdefault(entry["clerk"], set()).update((day, last) for last in entry["cards"])
        more[entry["clerk"]] += entry.get("more", 0)
    return tuple(
        PersonLooks(
            clerk=name,
            looked_at=len(cards) + more[name],
            without_act=sum((name, *card) not in served for card in cards),
            approvals=approvals.get(name, 0),
        )
        for name, cards in sorted(seen.items(), key=lambda each: each[0].casefold())
    )
