"""The transition table of a machine: which phase follows which, on what event, and the rule that says so.

A machine takes every step through its table, which refuses what is not in it. The tables and diagrams of
docs/protocol.md are written from these tables, and tests show that no row of them is dead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from core.domain.reply import (
    AnotherService,
    BalanceWritten,
    CardCreated,
    CardPage,
    CardRead,
    Lost,
    Missing,
    NotSent,
    Rejected,
    Throttled,
    TransactionsRead,
    Unauthorised,
)
from core.protocol.machine import Answer, Elapsed, Step

NO_SENSE = "an answer that makes no sense"
"""Why an answer counts as lost that no request of ours can have."""


class Event(StrEnum):
    """What can happen to a machine. BEGIN: it was made, or read back from disk. ELAPSED: its wait is over."""

    BEGIN = "begin"
    READ = "card read"
    WRITTEN = "balance written"
    LISTED = "transactions read"
    CREATED = "card created"
    PAGE = "page of cards"
    REFUSED = "refused"
    THROTTLED = "throttled"
    UNSENT = "not sent"
    LOST = "lost"
    ELAPSED = "elapsed"


_EVENTS: Mapping[type, Event] = {
    CardRead: Event.READ,
    BalanceWritten: Event.WRITTEN,
    TransactionsRead: Event.LISTED,
    CardCreated: Event.CREATED,
    CardPage: Event.PAGE,
    Rejected: Event.REFUSED,
    Missing: Event.REFUSED,
    Throttled: Event.THROTTLED,
    NotSent: Event.UNSENT,
    Unauthorised: Event.UNSENT,
    AnotherService: Event.UNSENT,
    Lost: Event.LOST,
    Elapsed: Event.ELAPSED,
}


def event_of(answer: Answer) -> Event:
    """Return the kind of event that an answer is."""
    return _EVENTS[type(answer)]


P = TypeVar("P", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Transition(Generic[P]):
    """One row: in `phase`, on `event`, a machine may go to `following`; `rule` says when or why."""

    phase: P
    event: Event
    following: P
    rule: str


class UnknownTransition(AssertionError):
    """A machine was about to take a step that is not in its table: a bug, and nothing of the step is kept."""


class Phased(Protocol):
    """A machine with a phase."""

    @property
    def phase(self) -> StrEnum: ...


M = TypeVar("M", bound=Phased)


class TransitionTable(Generic[P]):
    """All rows of one machine."""

    def __init__(self, *rows: Transition[P]) -> None:
        self.rows = rows
        self._following: dict[tuple[StrEnum, Event], set[StrEnum]] = {}
        for row in rows:
            self._following.setdefault((row.phase, row.event), set()).add(row.following)

    def with_rows(self, *more: Transition[P]) -> TransitionTable[P]:
        """Return the table of a machine that can do more."""
        return TransitionTable(*self.rows, *more)

    def allows(self, phase: StrEnum, event: Event, following: StrEnum) -> bool:
        """Return whether there is a row for this step."""
        return following in self._following.get((phase, event), ())

    def sensible(self, phase: P, answer: Answer) -> Answer:
        """Return the answer; one that this phase cannot be told is no answer, so it counts as lost."""
        return answer if (phase, event_of(answer)) in self._following else Lost(NO_SENSE)

    def step(self, phase: P, event: Event, taken: Step[M]) -> Step[M]:
        """Return the step that was taken from `phase` on `event`. Raises UnknownTransition."""
        self.follow(phase, event, taken.machine)
        return taken

    def follow(self, phase: P, event: Event, after: M) -> M:
        """Return the machine that `event` made of one in `phase`. Raises UnknownTransition."""
        if not self.allows(phase, event, after.phase):
            raise UnknownTransition(f"{phase} -- {event} --> {after.phase}")
        return after


def same_but_phase(before: Phased, after: Phased) -> bool:
    """Return whether two machines differ in their phase at most, so that nothing new is to be kept of the second."""
    return bool(replace(after, phase=before.phase) == before)  # type: ignore[type-var]


def rows(phase: P, event: Event, following: Mapping[P, str]) -> Iterator[Transition[P]]:
    """Yield a row for each phase that may follow, with its rule."""
    for after, rule in following.items():
        yield Transition(phase, event, after, rule)


def held(phase: P, *events: Event) -> Iterator[Transition[P]]:
    """Yield the rows of a phase that asks for something and stays while the service cannot answer."""
    rules = {
        Event.THROTTLED: "waits as long as the service says",
        Event.UNSENT: "waits until the service can be reached or accepts the token",
        Event.LOST: "nothing was written by it: waits for the service",
        Event.ELAPSED: "asks again",
    }
    for event in events or rules:
        yield Transition(phase, event, phase, rules[event])
