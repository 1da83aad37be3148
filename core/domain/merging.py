"""What the journals of all tills tell together of one card: whose write a missing number was (docs/protocol.md 5).

Pure arithmetic. It proposes where exactly one thing can be true in a closed world, and decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CardWrite:
    """One request to set a balance: `target` is what was asked for, `number` and `amount` what came back, if it did.

    `last`: no other request of this operation came after it. `open`: it is left to a person, and nobody settled it.
    """

    till: str
    operation_id: str
    card_id: int
    target: int
    number: int | None = None
    amount: int | None = None
    last: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """The write with this number was that of the operation: it changed the card by `amount`, minor units."""

    till: str
    operation_id: str
    card_id: int
    number: int
    amount: int


def writes_of(till: str, entries: Iterable[tuple[str, str | None, Mapping[str, Any]]]) -> list[CardWrite]:
    """Return the writes that a till's journal tells of; an entry is its word, its operation and its values."""
    asked: dict[str, list[dict[str, Any]]] = defaultdict(list)
    parked: dict[str, bool] = {}
    for what, operation_id, values in entries:
        if operation_id is None:
            continue
        if what == "asked" and "target" in values:
            asked[operation_id].append({"card_id": int(values["card"]), "target": int(values["target"])})
        elif what == "answered" and values.get("number") is not None and asked[operation_id]:
            asked[operation_id][-1] |= {"number": int(values["number"]), "amount": int(values["amount"])}
        elif what == "ended":
            parked[operation_id] = values.get("state") == "parked"
        elif what == "settled":
            parked[operation_id] = False
    return [
        CardWrite(till, name, **each, last=at == len(several), open=parked.get(name, False))
        for name, several in asked.items()
        for at, each in enumerate(several, 1)
    ]


def propose(writes: Sequence[CardWrite]) -> tuple[Claim, ...]:
    """Return what each card allows to be said, for operations that are left to a person."""
    cards: dict[int, list[CardWrite]] = defaultdict(list)
    for write in writes:
        cards[write.card_id].append(write)
    found = [proposal for several in cards.values() for proposal in _of_card(several)]
    once = [each for each in found if sum(other.operation_id == each.operation_id for other in found) == 1]
    return tuple(sorted(once, key=lambda each: (each.card_id, each.number)))


def _of_card(writes: Sequence[CardWrite]) -> list[Claim]:
    known: dict[int, CardWrite] = {}
    for write in writes:
        if write.number is None:
            continue
        if write.number in known:
            return []  # two journals claim one number: a copy of a till, or another card
        known[write.number] = write
    if not all(_follows(known[number - 1], known[number]) for number in known if number - 1 in known):
        return []  # a service that does not set the balance at once: what stands before a write is not known
    found: list[Claim] = []
    for number in sorted(known):
        before, after = known[number], known.get(number + 2)
        if number + 1 in known or after is None:
            continue
        target = _before(after)
        claims = [write for write in writes if write.number is None and write.target == target]
        if len(claims) == 1 and claims[0].last and claims[0].open:
            mine = claims[0]
            found.append(Claim(mine.till, mine.operation_id, mine.card_id, number + 1, target - before.target))
    return found


def _follows(one: CardWrite, other: CardWrite) -> bool:
    return one.target == _before(other)


def _before(write: CardWrite) -> int:
    """Return the balance that a write found."""
    return write.target - (write.amount or 0)
