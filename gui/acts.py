"""What pages ask of the core, as functions for a lane: look a card up, read it, carry a command out.

They run in a worker's thread and return frozen values; a `ticket` tells a late answer from the one awaited.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.card import Match
from core.errors import KnownError

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.command import Command
    from core.domain.outcome import Outcome
    from core.rows import CardRow, Found, OperationRow, TimelineRow

_MOST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class Looked:
    """What a scan or a typed text led to. `others` are cards that it may have meant."""

    ticket: int
    text: str
    found: Found
    others: tuple[CardRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CardSeen:
    """A card and how it got there; `card` is None when it does not exist."""

    ticket: int
    card: CardRow | None
    timeline: tuple[TimelineRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """How a command went. A KnownError: it was not even accepted, and nothing was written."""

    ticket: int
    command: Command
    outcome: Outcome | KnownError


def look_up(text: str, ticket: int) -> Callable[[Core], Looked]:
    """From the cache only: quick, with or without a connection."""

    def work(core: Core) -> Looked:
        return _looked(core, text, ticket, core.lookup.find(text))

    return work


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
    """Reads the card from the service; returns the ticket when there is something new, else 0."""

    def work(core: Core) -> int:
        return ticket if core.lookup.refresh(card_id) else 0

    return work


def carry_out(command: Command, ticket: int) -> Callable[[Core], Carried]:
    """Into the outbox in one transaction, then to the service; the answer is one of four, or nothing was written."""

    def work(core: Core) -> Carried:
        try:
            accepted = core.desk.submit(command)
        except KnownError as error:
            return Carried(ticket, command, error)
        return Carried(ticket, command, core.replay.run(accepted.operation_id))

    return work


def read_operation(operation_id: str) -> Callable[[Core], OperationRow | None]:
    """How an operation stands by now."""

    def work(core: Core) -> OperationRow | None:
        return core.queries.operation(operation_id)

    return work


def _looked(core: Core, text: str, ticket: int, found: Found) -> Looked:
    others: tuple[CardRow, ...] = ()
    if found.match is Match.AMBIGUOUS:
        rows = (core.queries.card(card_id) for card_id in found.candidates[:_MOST_OTHERS])
        others = tuple(row for row in rows if row is not None)
    elif found.match is Match.UNKNOWN:
        others = core.queries.cards(text, limit=_MOST_OTHERS)
    return Looked(ticket, text, found, others)
