"""Requests that the network repeats, and what may become of the second copy of one (docs/protocol.md D1)."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simulation.shop import Written
    from tests.simulation.till import Till
    from tests.simulation.world import World

KINDS = frozenset({"put", "create"})
FIRST, SECOND = "answered as first", "answered as second"
_ATTEMPTS = """SELECT a.*, o.state FROM attempts a JOIN operations o USING (operation_id)
    WHERE a.transaction_id IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often the network sends a request twice. `rate` is a share of writes; either copy's answer is heard."""

    chance: random.Random
    rate: float = 0.0

    def draw(self, kind: str) -> str | None:
        """Return which copy's answer is heard, if this request is repeated."""
        if kind not in KINDS or not self.rate or self.chance.random() >= self.rate:
            return None
        return self.chance.choice((FIRST, SECOND))

    def pause(self) -> float:
        """Return the seconds between the two: at once, or when the proxy has given the first up."""
        return self.chance.choice((self.chance.uniform(0, 0.1), self.chance.uniform(0.5, 8.0)))


class Fate(StrEnum):
    """What became of a copy that its till did not book. All but these are failures.

    MARKED: its twin's answer did not fit, and the attempt says so. HIDDEN: its twin was answered as if alone.
    LATE: it was carried out after its twin, whose answer was resolved without it (docs/protocol.md R9).
    """

    MARKED = "marked"
    HIDDEN = "hidden"
    LATE = "late"


def unbooked(world: World) -> dict[int, Fate]:
    """Return the transactions of copies that no till booked, and why none of them could, by the transaction's id."""
    found: dict[int, Fate] = {}
    for till in world.tills:
        found |= _of_till(world, till)
    return found


def _of_till(world: World, till: Till) -> dict[int, Fate]:
    booked = {row["transaction_id"]: row for row in till.rows(_ATTEMPTS)}
    found = {}
    for pair in _pairs(world.shop.written, till.name):
        heard = [booked[each.transaction.transaction_id] for each in pair if _id(each) in booked]
        for each in pair:
            if heard and _id(each) not in booked and (fate := _fate(each, heard[0])) is not None:
                found[_id(each)] = fate
    return found | _of_refused(world, till, set(booked) | set(found))


def _of_refused(world: World, till: Till, known: set[int]) -> dict[int, Fate]:
    """Return the copies whose twin was heard to be refused, where the attempt says that the card was changed since."""
    statement = "SELECT operation_id, target FROM attempts WHERE perhaps_twice AND fate IN ('rejected', 'stale')"
    marked = {(row["operation_id"], row["target"]) for row in till.rows(statement)}
    return {
        _id(each): Fate.MARKED
        for each in world.shop.written
        if each.request and _id(each) not in known and (each.operation_id, each.target) in marked
    }


def _pairs(written: list[Written], by: str) -> list[list[Written]]:
    requests: dict[int, list[Written]] = {}
    for each in written:
        if each.request and each.by == by:
            requests.setdefault(each.request, []).append(each)
    return [pair for pair in requests.values() if len(pair) > 1]


def _fate(copy: Written, heard: Any) -> Fate | None:
    if heard["amount"] == heard["target"] - heard["base"]:
        return Fate.HIDDEN
    if heard["perhaps_twice"]:
        return Fate.MARKED
    return Fate.LATE if copy.second else None


def _id(written: Written) -> int:
    return written.transaction.transaction_id


def counted(world: World, fates: dict[int, Fate]) -> Counter[str]:
    """Return how many requests were repeated, and what became of the copies that nobody booked."""
    counts: Counter[str] = Counter({str(fate): 0 for fate in Fate})
    counts.update(str(fate) for fate in fates.values())
    counts["repeated"] = world.repeated
    return counts
