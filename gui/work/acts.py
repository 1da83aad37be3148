"""What pages ask of the core, as functions for a lane: look a card up, read it, carry a command out.

They run in a worker's thread and return frozen values; a `ticket` tells a late answer from the one awaited.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.card import Match
from core.domain.outcome import Said, Unknown
from core.errors import KnownError, StaffNeeded, StorageFailed

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.command import Command
    from core.domain.outcome import Accepted, Outcome
    from core.domain.settlement import Decision, Foreseen, Settled
    from core.rows import CardRow, Found, TimelineRow

_MOST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class Looked:
    """What a scan or a typed text led to: `card`, where it is one, or `others` that it may have meant."""

    ticket: int
    text: str
    found: Found
    others: tuple[CardRow, ...] = ()
    card: CardSeen | None = None


@dataclass(frozen=True, slots=True)
class CardSeen:
    """A card and how it got there; `card` is None when it does not exist."""

    ticket: int
    card: CardRow | None
    timeline: tuple[TimelineRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """`answered`: the balance was heard from the service just now."""

    ticket: int
    card: CardRow | None
    answered: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """How a command went. A KnownError: it was not even accepted, and nothing was written."""

    ticket: int
    command: Command
    outcome: Outcome | KnownError


@dataclass(frozen=True, slots=True)
class Foretold:
    """What a decision would come to, or why it cannot be meant."""

    decision: Decision
    found: Foreseen | KnownError


@dataclass(frozen=True, slots=True)
class SettleEnded:
    """It is settled; `outcome` is how what was done in its place went, None where nothing was."""

    decision: Decision
    settled: Settled
    outcome: Outcome | None


def look_up(text: str, ticket: int) -> Callable[[Core], Looked]:
    """From the cache only: quick, with or without a connection."""

    def work(core: Core) -> Looked:
        return _looked(core, text, ticket, core.lookup.find(text))

    return work


def is_ending(digits: str, core: Core) -> bool:
    """Whether a card of the till's copy ends so."""
    return core.lookup.find(digits).match is not Match.UNKNOWN


def resolve(text: str, ticket: int) -> Callable[[Core], Looked]:
    """The same, asking the service where the cache is not sure."""

    def work(core: Core) -> Looked:
        return _looked(core, text, ticket, core.lookup.resolve(text))

    return work


def read_card(card_id: int, ticket: int) -> Callable[[Core], CardSeen]:
    """The card as it stands in the cache, projected."""

    def work(core: Core) -> CardSeen:
        card = core.queries.card(card_id)
        return CardSeen(ticket, card, core.queries.timeline(card.card_id) if card else ())

    return work


def freshen(card_id: int, ticket: int) -> Callable[[Core], int]:
    """Reads the card from the service, and returns the ticket: even what did not change is known afresh."""

    def work(core: Core) -> int:
        core.lookup.refresh(card_id)
        return ticket

    return work


def read_again(card_id: int, ticket: int) -> Callable[[Core], ReadAgain]:
    """Asks the service for the card now, and tells whether it answered."""

    def work(core: Core) -> ReadAgain:
        asked_at = int(time.time())
        core.lookup.refresh(card_id)
        card = core.queries.card(card_id)
        return ReadAgain(ticket, card, card is not None and card.seen_at >= asked_at)

    return work


def carry_out(command: Command, ticket: int) -> Callable[[Core], Carried]:
    """Into the outbox in one transaction, then to the service; the answer is one of four, or nothing was written."""

    def work(core: Core) -> Carried:
        try:
            accepted = core.desk.submit(command)
        except StaffNeeded:
            raise  # somebody signs in or approves, and it is asked again
        except KnownError as error:
            return Carried(ticket, command, error)
        return Carried(ticket, command, core.replay.run(accepted.operation_id))

    return work


def foresee(decision: Decision) -> Callable[[Core], Foretold]:
    """From the till's own copy; nothing is sent or written."""

    def work(core: Core) -> Foretold:
        try:
            return Foretold(decision, core.settle.foresee(decision))
        except KnownError as error:
            return Foretold(decision, error)

    return work


def settle(decision: Decision) -> Callable[[Core], SettleEnded]:
    """A person's word, then what was accepted in place of the old operation, to its outcome."""

    def work(core: Core) -> SettleEnded:
        settled = core.settle.decide(decision)
        outcome = None if settled.follow is None else _followed(core, settled.follow)
        return SettleEnded(decision, settled, outcome)

    return work


def _followed(core: Core, follow: Accepted) -> Outcome:
    """Settled it is; a disk that fails now makes only the outcome unknown."""
    try:
        return core.replay.run(follow.operation_id)
    except StorageFailed:
        return Unknown(follow.operation_id, follow.card_id, Said("outcome.unknown"))


def _looked(core: Core, text: str, ticket: int, found: Found) -> Looked:
    others: tuple[CardRow, ...] = ()
    card = None if found.card_id is None else read_card(found.card_id, ticket)(core)
    if found.match is Match.AMBIGUOUS:
        rows = (core.queries.card(card_id) for card_id in found.candidates[:_MOST_OTHERS])
        others = tuple(row for row in rows if row is not None)
    elif found.match is Match.UNKNOWN:
        others = core.queries.cards(text, limit=_MOST_OTHERS)
    return Looked(ticket, text, found, others, card)
