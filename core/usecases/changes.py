"""What an operation changed, so that a front end reads again what it shows of that, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Changes:
    """Name the cards by id. `any_card`: which ones is not known, or they are too many to name.

    `queue` is the outbox with what waits in it, `status` the connection and who is at the till.
    """

    cards: frozenset[int] = frozenset()
    any_card: bool = False
    queue: bool = False
    settings: bool = False
    people: bool = False
    receipts: bool = False
    status: bool = False

    def __bool__(self) -> bool:
        return self != NOTHING

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.cards | other.cards,
            any_card=self.any_card or other.any_card,
            queue=self.queue or other.queue,
            settings=self.settings or other.settings,
            people=self.people or other.people,
            receipts=self.receipts or other.receipts,
            status=self.status or other.status,
        )

    @property
    def changes(self) -> Changes:
        """Return itself: an operation that answers nothing else returns its changes alone."""
        return self

    def touch(self, card_id: int) -> bool:
        """Tell whether this card may look different now."""
        return self.any_card or card_id in self.cards


NOTHING = Changes()
EVERYTHING = Changes(any_card=True, queue=True, settings=True, people=True, receipts=True, status=True)
"""After a fault nobody knows how far an operation came."""


class Result(Protocol):
    """What an operation that writes returns."""

    @property
    def changes(self) -> Changes: ...


def of_card(card_id: int) -> Changes:
    """Return the changes of a command on one card: its balance, the outbox, and perhaps the connection that it met."""
    return Changes(frozenset({card_id}), queue=True, status=True)
