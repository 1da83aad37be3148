"""Closings of the day as they are kept, and the figures since the last one. Nothing here changes or deletes a closing.

A closing covers every operation up to its `until_seq` that no closing before it covers, but those that were undecided
then. So each operation is in exactly one closing, the first one that was made after it was decided.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, select

from core.domain.day_closing import (
    NOT_PAID_REASONS,
    NOT_PAID_SALES,
    ClosedFigures,
    DayClosing,
    DayFigures,
    Movement,
    MovementSum,
    UndecidedSum,
)
from core.store.database import ask, run
from core.store.projection import KNOWN_SQL, MOVED_SQL
from core.store.states import UNSETTLED_SQL
from core.store.tables import DAY_CLOSINGS, OPERATIONS


def _listed(words: tuple[str, ...]) -> str:
    return "({})".format(", ".join(f"'{word}'" for word in words))


_DUE: Final = """due AS (SELECT seq FROM operations WHERE seq > :until
    UNION SELECT value FROM json_each(:undecided))"""
_MOVEMENT: Final = f"""CASE WHEN json_extract(o.payload, '$.act') IS NOT NULL THEN '{Movement.REPLACED}'
    ELSE CASE COALESCE(t.kind, o.kind)
        WHEN 'issue' THEN CASE
            WHEN json_extract(COALESCE(t.payload, o.payload), '$.sold_as') IN {_listed(NOT_PAID_SALES)}
            THEN '{Movement.GIVEN}' ELSE '{Movement.SOLD}' END
        WHEN 'top-up' THEN CASE WHEN LOWER(TRIM(COALESCE(t.reason, o.reason))) IN {_listed(NOT_PAID_REASONS)}
            THEN '{Movement.GIVEN}' ELSE '{Movement.TOPPED_UP}' END
        WHEN 'redeem' THEN '{Movement.REDEEMED}' WHEN 'cash-out' THEN '{Movement.CASHED_OUT}'
        ELSE '{Movement.CORRECTED}' END END"""
"""A take-back belongs to what it takes back."""
_SUMS: Final = f"""WITH {_DUE} SELECT currency, movement, is_back, COUNT(*) AS operations, SUM(moved) AS moved FROM (
    SELECT o.currency, {_MOVEMENT} AS movement, o.reverses IS NOT NULL AS is_back, {MOVED_SQL} AS moved
    FROM due CROSS JOIN operations o ON o.seq = due.seq LEFT JOIN operations t ON t.operation_id = o.reverses
    WHERE o.state NOT IN {UNSETTLED_SQL})
    WHERE moved <> 0 GROUP BY currency, movement, is_back"""
_UNDECIDED: Final = f"""WITH {_DUE} SELECT o.currency, o.state = 'parked' AS is_case, COUNT(*) AS operations,
        SUM(ABS(o.want - {KNOWN_SQL})) AS amount
    FROM due CROSS JOIN operations o ON o.seq = due.seq WHERE o.state IN {UNSETTLED_SQL}
    GROUP BY o.currency, is_case"""
_LEFT: Final = f"""WITH {_DUE} SELECT o.seq FROM due CROSS JOIN operations o ON o.seq = due.seq
    WHERE o.state IN {UNSETTLED_SQL} ORDER BY o.seq"""
_COUNT: Final = f"WITH {_DUE} SELECT COUNT(*) AS operations FROM due"


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where the last closing ended: the figures after it begin here. `number` 0: there is none yet."""

    number: int = 0
    day: str = ""
    at: float | None = None
    until_seq: int = 0
    undecided: str = "[]"

    @property
    def due(self) -> dict[str, Any]:
        return {"until": self.until_seq, "undecided": self.undecided}


def boundary(conn: Connection) -> Boundary:
    """Return where the newest closing ended."""
    columns = (DAY_CLOSINGS.c[name] for name in ("number", "day", "at", "until_seq", "undecided"))
    row = conn.execute(select(*columns).order_by(DAY_CLOSINGS.c.number.desc()).limit(1)).one_or_none()
    if row is None:
        return Boundary()
    at = row.at if row.number else None
    return Boundary(row.number, row.day, at, row.until_seq, json.dumps(row.undecided))


def figures_since(conn: Connection, last: Boundary) -> tuple[DayFigures, ...]:
    """Return what was decided after a closing, and what still is not, by currency in alphabetical order."""
    sums: dict[str, dict[Movement, MovementSum]] = {}
    for row in ask(conn, _SUMS, **last.due):
        of_currency = sums.setdefault(row["currency"], {})
        movement = Movement(row["movement"])
        was = of_currency.get(movement, MovementSum())
        given = (row["operations"], row["moved"])
        of_currency[movement] = (
            MovementSum(was.count, was.amount, *given)
            if row["is_back"]
            else MovementSum(*given, was.back_count, was.back)
        )
    undecided: dict[tuple[str, bool], UndecidedSum] = {
        (row["currency"], bool(row["is_case"])): UndecidedSum(row["operations"], row["amount"])
        for row in ask(conn, _UNDECIDED, **last.due)
    }
    nothing = UndecidedSum()
    return tuple(
        DayFigures(
            each, sums.get(each, {}), undecided.get((each, False), nothing), undecided.get((each, True), nothing)
        )
        for each in sorted(sums.keys() | {currency for currency, _ in undecided})
    )


def append(conn: Connection, closing: DayClosing, last: Boundary, mac: bytes) -> None:
    """Keep a closing, which covers all that is decided now. The number follows that of `last`."""
    newest = conn.execute(select(func.max(OPERATIONS.c.seq))).scalar()
    conn.execute(
        DAY_CLOSINGS.insert(),
        {
            "number": closing.number,
            "day": closing.day,
            "at": closing.at,
            "clerk": closing.clerk,
            "approver": closing.approver,
            "till": closing.till,
            "note": closing.note,
            "currencies": to_json(closing.currencies),
            "operations": closing.operations,
            "until_seq": last.until_seq if newest is None else newest,
            "undecided": undecided_since(conn, last),
            "journal_number": closing.journal_number,
            "journal_mac": mac,
        },
    )


def undecided_since(conn: Connection, last: Boundary) -> list[int]:
    """Return the numbers of the operations that are not decided yet."""
    return [seq for (seq,) in run(conn, _LEFT, last.due)]


def decided_since(conn: Connection, last: Boundary) -> int:
    """Return how many operations were decided after a closing, whatever they came to."""
    (count,) = run(conn, _COUNT, last.due).fetchone()
    return int(count) - len(undecided_since(conn, last))


def get(conn: Connection, number: int) -> DayClosing | None:
    return next(_closings(conn, DAY_CLOSINGS.c.number == number), None)


def of_day(conn: Connection, day: str) -> DayClosing | None:
    return next(_closings(conn, DAY_CLOSINGS.c.day == day), None)


def newest_first(conn: Connection) -> tuple[DayClosing, ...]:
    return tuple(_closings(conn, True))


def _closings(conn: Connection, condition: Any) -> Iterator[DayClosing]:
    made = DAY_CLOSINGS.c.number > 0
    where = made if condition is True else made & condition
    found = select(DAY_CLOSINGS).where(where).order_by(DAY_CLOSINGS.c.number.desc())
    for row in conn.execute(found).mappings():
        before = select(DAY_CLOSINGS.c.at).where(made, DAY_CLOSINGS.c.number == row["number"] - 1)
        yield _closing(row, conn.execute(before).scalar())


def _closing(row: RowMapping, since: float | None) -> DayClosing:
    return DayClosing(
        number=row["number"],
        day=row["day"],
        at=row["at"],
        since=since,
        till=row["till"],
        clerk=row["clerk"],
        approver=row["approver"],
        note=row["note"],
        currencies=tuple(_from_json(each) for each in row["currencies"]),
        operations=row["operations"],
        journal_number=row["journal_number"],
        journal_head=row["journal_mac"].hex(),
    )


def to_json(currencies: tuple[ClosedFigures, ...]) -> list[dict[str, Any]]:
    """Return the figures as they are kept: plain values, in minor units."""
    return [
        {
            "currency": each.currency,
            "sums": {
                movement.value: [sums.count, sums.amount, sums.back_count, sums.back]
                for movement, sums in sorted(each.figures.sums.items())
            },
            "waiting": [each.figures.waiting.count, each.figures.waiting.amount],
            "cases": [each.figures.cases.count, each.figures.cases.amount],
            "counted": each.counted,
            "otherwise": each.otherwise,
        }
        for each in currencies
    ]


def _from_json(kept: dict[str, Any]) -> ClosedFigures:
    sums = {Movement(name): MovementSum(*values) for name, values in kept["sums"].items()}
    figures = DayFigures(kept["currency"], sums, UndecidedSum(*kept["waiting"]), UndecidedSum(*kept["cases"]))
    return ClosedFigures(figures, kept["counted"], kept["otherwise"])
