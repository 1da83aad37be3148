"""A lost card's money: all that was taken from it is on exactly one new card, or went back, or waits for a person."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from core.domain.settlement import How
from tests.simulation.settlement_oracle import MONEY, Ledger

if TYPE_CHECKING:
    from tests.simulation.world import World

_OVER = frozenset({"done", "declined", "cancelled", "inferred"})


def faults(world: World, ledger: Ledger) -> Iterator[str]:
    acts: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in ledger.rows:
        act = json.loads(row["payload"] or "{}").get("act")
        if act:
            acts[act].append(row)
    for steps in acts.values():
        told = " -> ".join(f"#{row['seq']} {row['kind']} {row['want']} {row['state']}" for row in steps)
        yield from (f"replacement of {steps[0]['card_id']} ({told}): {fault}" for fault in _act(world, ledger, steps))


def _act(world: World, ledger: Ledger, steps: Sequence[sqlite3.Row]) -> Iterator[str]:
    """`steps` in the order in which they were accepted."""
    making = [at for at, row in enumerate(steps) if row["kind"] == "issue"]
    if len(making) > 1:
        yield "two new cards"
    before = steps[: making[0]] if making else steps
    taken = -sum(ledger.booked(row) for row in before if row["kind"] in MONEY)
    if any(row["state"] not in _OVER for row in steps[:-1]):
        yield "it went on before a step had ended"
    if making:
        yield from _made(world, steps[making[0]], steps[making[0] + 1 :], taken)
    elif steps[-1]["state"] in _OVER and taken > 0:
        yield f"{taken} was taken, and no new card made of it"
    if steps[-1]["state"] in _OVER and "prepared" in json.loads(steps[0]["payload"]):
        yield "the code that nobody needs any more is kept"


def _made(world: World, issue: sqlite3.Row, after: Sequence[sqlite3.Row], taken: int) -> Iterator[str]:
    if issue["want"] != taken:
        yield f"the new card is for {issue['want']}, and {taken} was taken"
    held = world.shop.cards.get(issue["card_id"])
    if held is not None and held.card.initial_value != taken:
        yield f"the new card began with {held.card.initial_value}, and {taken} was taken"
    if issue["state"] not in _OVER:
        return
    settled = issue["how"] in {How.APPLIED, None}
    if issue["card_id"] > 0 and settled:
        if not after or after[0]["kind"] != "disable":
            yield "the old card is not disabled"
    elif [(row["kind"], row["want"]) for row in after[:1]] != [("top-up", taken)]:
        yield f"there is no new card, and {taken} does not go back"
