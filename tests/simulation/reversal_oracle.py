"""What was taken back: never more than the original moved, at most one take-back at a time, and each exact."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tests.simulation.settlement_oracle import Ledger

_OVER = frozenset({"done", "declined", "cancelled", "inferred"})
_NOTHING = frozenset({"declined", "cancelled"})


def faults(ledger: Ledger) -> Iterator[str]:
    rows = {row["operation_id"]: row for row in ledger.rows}
    backs: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in ledger.rows:
        if row["kind"] == "reverse":
            backs[row["reverses"]].append(row)
    for operation_id, each in backs.items():
        original = rows.get(operation_id)
        if original is None:
            yield f"a take-back of {operation_id}, which this till does not know"
        else:
            told = " -> ".join(f"#{row['seq']} {row['want']} {row['state']}" for row in each)
            what = f"#{original['seq']} {original['kind']} {original['want']} taken back by {told}"
            yield from (f"{what}: {fault}" for fault in _taken_back(ledger, original, each))


def _taken_back(ledger: Ledger, original: sqlite3.Row, backs: Sequence[sqlite3.Row]) -> Iterator[str]:
    """`backs` in the order in which they were accepted."""
    moved = original["want"] if original["kind"] == "issue" else ledger.booked(original)
    if original["state"] not in {"done", "inferred"}:
        yield f"it is {original['state']}"
    if any(row["state"] not in _OVER for row in backs[:-1]):
        yield "it went on before the take-back before had ended"
    left = -moved
    for row in backs:
        if row["want"] * left <= 0 or abs(row["want"]) > abs(left):
            yield f"#{row['seq']} wants {row['want']}, and {left} was left"
        if row["state"] in _OVER:
            left -= 0 if row["state"] in _NOTHING else ledger.booked(row)
