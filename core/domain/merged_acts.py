"""What the journals of all tills tell that was done: each act once, with what it changed on its card, and each closing.

Pure arithmetic over entries. Amounts are minor units, signed as they changed the card (docs/several-tills.md 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.domain.chain import Entry
from core.domain.operation import FINAL, Kind, State

NOT_DONE = frozenset({State.DECLINED.value, State.CANCELLED.value})
"""How an act ended that is no act of the day."""
READ = frozenset({"accepted", "accepted-offline", "answered", "ended", "settled", "replaced"})
"""The entries that say what an act came to; of a year of them no other is taken apart."""
_ENDED = frozenset(state.value for state in FINAL)


@dataclass(frozen=True, slots=True)
class SettledAct:
    """How a person settled it: `amount` beyond what was answered, and what the shop lost, in minor units."""

    how: str
    clerk: str
    at: float
    amount: int
    loss: int


@dataclass(frozen=True, slots=True)
class MergedAct:
    """One operation of one till. `till` is the fingerprint of its key, `at` UTC seconds by its own clock.

    `state` is "" while its end is not in the journal.
    """

    till: str
    operation_id: str
    at: float
    day: str
    """The day of the shop by the till that did it; "" in the journal of an older version."""
    kind: str
    clerk: str
    approver: str
    card_id: int
    last_characters: str
    currency: str
    moved: int
    state: str
    want: int = 0
    till_name: str = ""
    """What the till was called then."""
    offline: bool = False
    """It was promised without a connection."""
    follows: str = ""
    reverses: str = ""
    """The operation that it takes back; "" for most."""
    ended_at: float | None = None
    settled: SettledAct | None = None
    replacement: str = ""
    """The first step of replacing a lost card, of which this is one too, once that has ended; "" for most."""

    @property
    def waits(self) -> bool:
        """It is on its way, or is left to a person."""
        return self.state not in _ENDED

    @property
    def counts(self) -> bool:
        return self.state not in NOT_DONE


@dataclass(frozen=True, slots=True)
class MergedClosing:
    """A close of the day at one till; amounts of one currency."""

    till: str
    number: int
    day: str
    clerk: str
    currency: str
    expected: int
    counted: int
    difference: int


@dataclass
class _Told:
    """What is read of one operation so far."""

    at: float
    values: Mapping[str, Any]
    state: str = ""
    card_id: int = 0
    offline: bool = False
    ended_at: float | None = None
    settled: SettledAct | None = None
    replacement: str = ""
    known: int | None = None
    """What its till knew at its end that it had changed; None where the entry does not say so."""
    answered: dict[object, int] = field(default_factory=dict)
    """By the number of the service's transaction: a request that was repeated has the same answer again."""

    @property
    def accepted_for(self) -> int:
        """The card for which it was accepted: below 0, one that was still to be made."""
        return int(self.values.get("card", 0))

    def moved(self) -> int:
        """Return what it changed: all that was wanted once it is done, else what was answered and what a person said.

        A new card has its whole value once it is made.
        """
        want = int(self.values.get("want", 0))
        if self.state == State.DONE.value:
            return want
        if self.values.get("kind") == Kind.ISSUE.value:
            return want if self.state == State.INFERRED.value and self.card_id > 0 else 0
        settled = 0 if self.settled is None else self.settled.amount
        return (sum(self.answered.values()) if self.known is None else self.known) + settled


def acts_of(till: str, entries: Iterable[Entry]) -> Iterator[MergedAct]:
    """Yield what a till's journal tells, in the order of acceptance; `entries` are in their order, each once."""
    told: dict[str, _Told] = {}
    for entry in entries:
        if entry.operation_id is None or entry.what not in READ:
            continue
        values = entry.values
        if entry.what == "accepted":
            made = _Told(entry.at, values, card_id=int(values.get("card", 0)), offline=bool(values.get("offline")))
            told.setdefault(entry.operation_id, made)
        elif entry.operation_id in told:
            _take(told[entry.operation_id], entry, values)
    cards = {each.accepted_for: each.card_id for each in told.values() if each.accepted_for < 0 < each.card_id}
    for operation_id, each in told.items():
        each.card_id = cards.get(each.card_id, each.card_id)
        before = told.get(str(each.values.get("follows")))
        each.replacement = each.replacement or (before.replacement if before is not None else "")
        yield _act(till, operation_id, each)


def closings_of(till: str, entries: Iterable[Entry]) -> Iterator[MergedClosing]:
    """Yield the closings of a till, a line for each currency."""
    for entry in entries:
        if entry.what == "day-closed":
            values = entry.values
            for each in values["currencies"]:
                figures = (int(each[name]) for name in ("expected", "counted", "difference"))
                named = (till, int(values["number"]), str(values["day"]), str(values["clerk"]))
                yield MergedClosing(*named, str(each["currency"]), *figures)


def _take(told: _Told, entry: Entry, values: Mapping[str, Any]) -> None:
    if entry.what == "answered" and values.get("number") is not None:
        told.answered[values.get("transaction")] = int(values["amount"])
    elif entry.what == "answered" and "card" in values:
        told.card_id = int(values["card"])
    elif entry.what == "accepted-offline":
        told.offline = True
    elif entry.what == "replaced":
        told.replacement = str(entry.operation_id)
    elif entry.what == "ended":
        told.state, told.ended_at = str(values["state"]), entry.at
        told.known = int(values["known"]) if "known" in values else told.known
        told.card_id = int(values.get("card", told.card_id))
    elif entry.what == "settled":
        told.state, told.ended_at = State.INFERRED.value, entry.at
        amount, loss = (int(values.get(name) or 0) for name in ("amount", "loss"))
        told.settled = SettledAct(str(values.get("how") or ""), str(values.get("clerk") or ""), entry.at, amount, loss)


def _act(till: str, operation_id: str, told: _Told) -> MergedAct:
    said = {name: str(told.values.get(name) or "") for name in ("kind", "clerk", "approver", "last_characters")}
    currency = str(told.values.get("currency") or "")
    return MergedAct(
        till=till,
        operation_id=operation_id,
        at=told.at,
        day=str(told.values.get("shop_day") or ""),
        card_id=told.card_id,
        currency=currency,
        moved=told.moved(),
        state=told.state,
        want=int(told.values.get("want", 0)),
        till_name=str(told.values.get("till") or ""),
        offline=told.offline,
        follows=str(told.values.get("follows") or ""),
        reverses=str(told.values.get("reverses") or ""),
        ended_at=told.ended_at,
        settled=told.settled,
        replacement=told.replacement,
        **said,
    )
