"""What every protocol machine can want and be told. A machine is a frozen value; each answer makes the next one.

The one who drives a machine journals the new value durably before it performs the action (docs/protocol.md 2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Protocol, Self, TypeVar

from core.domain.capabilities import UNGUARDED, Safeguards
from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.reply import BalanceWritten, CardCreated, CardPage, CardRead, Failure, Rejected, TransactionsRead

_CONTENTS = 422


@dataclass(frozen=True, slots=True)
class ReadCard:
    """GET the card."""


@dataclass(frozen=True, slots=True)
class PutBalance:
    """PUT this absolute balance, minor units. Its intent is in the machine already."""

    balance: int
    safeguards: Safeguards = UNGUARDED


@dataclass(frozen=True, slots=True)
class ListTransactions:
    """GET the card's list of transactions."""


@dataclass(frozen=True, slots=True)
class PostCard:
    """POST the new card with the code that the machine names. `key`: its Idempotency-Key, as of all writes."""

    key: str | None = None


@dataclass(frozen=True, slots=True)
class ListAfter:
    """GET the list with this since_id: the database, not the lagging index."""

    since_id: int


@dataclass(frozen=True, slots=True)
class PutFields:
    """PUT these fields of the card, and only these."""

    changes: tuple[tuple[str, str | None], ...]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class PostDisable:
    """POST disable."""

    key: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Come back with Elapsed after `seconds`, measured by a clock that only goes forward."""

    seconds: float
    message: Message
    settled_soon: bool = False
    """True for the short pauses within one act; False when the clerk should not be kept waiting."""
    state: State = State.WAITING


@dataclass(frozen=True, slots=True)
class NoService:
    """Nothing can be done until the service answers (or accepts our token); then come back with Elapsed."""

    cause: Failure


@dataclass(frozen=True, slots=True)
class End:
    """The operation has this state; `message` explains whatever is not simply done."""

    state: State
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The wait is over, or the service is back."""


def declined(message: str) -> End:
    """Return the end after the service said no, with `message`, and nothing was done."""
    return End(State.DECLINED, Message("outcome.refused.service", {"message": message}))


def misused(answer: object) -> bool:
    """Return whether it is a 422 for another request under our key: two tills under one name, or a bug."""
    return isinstance(answer, Rejected) and answer.status == _CONTENTS and "idempotency" in answer.message.lower()


WRITES = (PutBalance, PostCard, PutFields, PostDisable)
"""The actions that ask the service to change something."""

Action = (
    ReadCard | PutBalance | ListTransactions | PostCard | ListAfter | PutFields | PostDisable | Wait | NoService | End
)
Answer = CardRead | BalanceWritten | TransactionsRead | CardCreated | CardPage | Failure | Elapsed

Note = tuple[str, Message]
"""A piece of evidence: the kind that it is kept under, and what it says."""

M = TypeVar("M", covariant=True)


@dataclass(frozen=True, slots=True)
class Step(Generic[M]):
    """The machine after an answer, what it wants now, and what is worth keeping as evidence."""

    machine: M
    action: Action
    evidence: tuple[Note, ...] = field(default=())

    def noted(self, *notes: Note) -> Step[M]:
        """Return the step with more evidence, before all other."""
        return Step(self.machine, self.action, (*notes, *self.evidence))


class Machine(Protocol):
    """`begin` also restarts a machine that was read back from disk after a crash."""

    def begin(self) -> Step[Self]: ...

    def after(self, answer: Answer) -> Step[Self]: ...
