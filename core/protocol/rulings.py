"""What can be said of a PUT whose answer was lost: the words between a money machine and its resolver of doubts."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.reply import CardRead, Missing, Rejected, Transaction
from core.protocol.adjustment_phases import AdjustmentPhase
from core.protocol.attempt import Attempt
from core.protocol.machine import Action, Note

CHANGED = 412
"""The status that says so of an If-Match."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The doubt goes on: the attempt as it is now, where its machine stands, and what it wants."""

    attempt: Attempt
    phase: AdjustmentPhase
    action: Action
    notes: tuple[Note, ...] = ()
    look: CardRead | None = None
    refused: int = 0
    """How many resends in a row were refused without a word."""


@dataclass(frozen=True, slots=True)
class Applied:
    """The service said what the PUT did, each copy of it. `believed`: nothing speaks against its word about keys."""

    told: tuple[Transaction, ...]
    believed: bool = True


@dataclass(frozen=True, slots=True)
class NotApplied:
    """It is proved. `proof`: the (balance, updated_at) that a retry must meet again (G3), if a read proved it."""

    notes: tuple[Note, ...]
    proof: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class StoredRefusal:
    """A refusal that is definite: the first answer, told again, or one that the card's list bears out."""

    answer: Rejected | Missing


@dataclass(frozen=True, slots=True)
class Undecided:
    """Left to a person, for the reason that `key` names."""

    key: str
    notes: tuple[Note, ...] = ()


Ruling = Inquiry | Applied | NotApplied | StoredRefusal | Undecided
