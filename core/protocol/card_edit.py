"""What disabling and updating a card have in common: a write that is settled by looking (docs/protocol.md 8).

The request changes nothing that a second one would not leave as it is. So a lost answer is followed by a look, and
the request goes out again if the card is not as it should be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, Self

from core.domain.capabilities import EPSILON_S
from core.domain.card import CardIdentity
from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.reply import CardRead, Lost, Missing, NotSent, Rejected, ServerCard, Throttled, Unauthorised
from core.protocol.machine import (
    Action,
    Answer,
    Elapsed,
    End,
    NoService,
    Note,
    PostDisable,
    PutFields,
    ReadCard,
    Step,
    declined,
)
from core.protocol.pause import quarantine, throttle
from core.protocol.transitions import NO_SENSE, Event, TransitionTable, event_of, held, rows


class EditPhase(StrEnum):
    """Where an edit stands. While the service cannot answer it stays in the phase of what it asks for next."""

    READY = "ready"
    LOOKING = "looking"
    ASKING = "asking"
    QUARANTINE = "quarantine"
    CHECKING = "checking"
    ENDED = "ended"


_P = EditPhase

EDIT_TABLE: TransitionTable[EditPhase] = TransitionTable(
    *rows(_P.READY, Event.BEGIN, {_P.LOOKING: "looks first; after a restart the request may have arrived"}),
    *rows(
        _P.LOOKING, Event.READ, {_P.ASKING: "it is to be written", _P.ENDED: "done already, or left to a person (D4)"}
    ),
    *rows(
        _P.LOOKING,
        Event.REFUSED,
        {_P.QUARANTINE: "a lost copy may still arrive", _P.ENDED: "declined: no copy was ever lost"},
    ),
    *held(_P.LOOKING),
    *rows(_P.ASKING, Event.READ, {_P.ENDED: "the returned card is compared: done, or not"}),
    *rows(
        _P.ASKING,
        Event.REFUSED,
        {_P.QUARANTINE: "a lost copy may still arrive", _P.ENDED: "declined: no copy was ever lost"},
    ),
    *rows(_P.ASKING, Event.THROTTLED, {_P.LOOKING: "waits as long as the service says, then looks"}),
    *rows(_P.ASKING, Event.UNSENT, {_P.LOOKING: "nothing was sent: waits for the service, then looks"}),
    *rows(_P.ASKING, Event.LOST, {_P.LOOKING: "looks: at once after the first loss, later after others"}),
    *rows(_P.QUARANTINE, Event.ELAPSED, {_P.CHECKING: "after T_q nothing of ours can arrive any more"}),
    *rows(_P.CHECKING, Event.READ, {_P.ENDED: "done by a copy or by somebody else, declined, or D4"}),
    *rows(_P.CHECKING, Event.REFUSED, {_P.ENDED: "declined"}),
    *held(_P.CHECKING),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEdit:
    """One disable or update. A subclass says what is to be sent, and when it is done."""

    table: ClassVar[TransitionTable[EditPhase]] = EDIT_TABLE
    phase: EditPhase = EditPhase.READY
    quarantine_s: float = 90.0
    doubted: bool = False
    """A copy of the request was not answered. Until T_q is over it may still arrive, so nothing is declined before."""
    refusal: str = ""
    """What it is declined with, if the card is not changed after T_q."""
    seen: ServerCard | None = None
    label: str = ""
    """Begins the keys of its requests, each of which is one of its own; without it none are sent (D1)."""
    asks: int = 0
    looked_at: int | None = None
    """The service's date of the last look before a request."""
    card: CardIdentity | None = None
    """The card that was meant (D4); None: any with its id."""

    @property
    def asked(self) -> bool:
        """Return whether a request may be on its way."""
        return self.phase is EditPhase.ASKING

    def begin(self) -> Step[Self]:
        return self.table.step(EditPhase.READY, Event.BEGIN, self._to(EditPhase.LOOKING, ReadCard()))

    def after(self, answer: Answer) -> Step[Self]:
        answer = self.table.sensible(self.phase, answer)
        return self.table.step(self.phase, event_of(answer), self._after(answer))

    def _after(self, answer: Answer) -> Step[Self]:
        if isinstance(answer, CardRead) and self._is_another(answer.card):
            return self._park("park.another_card", now=answer.card.last_characters)
        if isinstance(answer, CardRead):
            looked_at = answer.date if self.phase is EditPhase.LOOKING else self.looked_at
            return replace(self, seen=answer.card, looked_at=looked_at)._read(answer)
        if isinstance(answer, Elapsed):
            checks = self.phase in {EditPhase.QUARANTINE, EditPhase.CHECKING}
            return self._to(EditPhase.CHECKING if checks else EditPhase.LOOKING, ReadCard())
        if isinstance(answer, Throttled):
            return self._held(throttle(answer))
        if isinstance(answer, (NotSent, Unauthorised)):
            return self._held(NoService(answer))
        if isinstance(answer, (Rejected, Missing)):
            return self._refused(answer.message)
        return self._lost(answer if isinstance(answer, Lost) else Lost(NO_SENSE))

    def _is_another(self, shown: ServerCard) -> bool:
        """Return whether the id belongs to another card by now (D4)."""
        return self.card is not None and not self.card.allows(shown.identity)

    def _ask(self, action: PutFields | PostDisable, *notes: Note) -> Step[Self]:
        """Send a request under a key of its own: a copy of it is not carried out again, where keys are kept."""
        key = f"{self.label}.{self.asks + 1}" if self.label else None
        machine = replace(self, asks=self.asks + 1)
        return machine._to(EditPhase.ASKING, replace(action, key=key), *notes)

    def _to(self, phase: EditPhase, action: Action, *notes: Note) -> Step[Self]:
        return Step(replace(self, phase=phase), action, notes)

    def _end(self, end: End, *notes: Note) -> Step[Self]:
        return self._to(EditPhase.ENDED, end, *notes)

    def _park(self, key: str, **values: object) -> Step[Self]:
        return self._end(End(State.PARKED, Message(key, values)))

    def _held(self, action: Action) -> Step[Self]:
        """Wait; a request that was not taken is followed by a look, as one that was never sent."""
        return self._to(EditPhase.LOOKING if self.asked else self.phase, action)

    def _read(self, read: CardRead) -> Step[Self]:
        if self._is_done(read.card):
            return self._done()
        if self.phase is EditPhase.CHECKING:
            late = self._surely_late(read)
            return self._end(declined(self.refusal)) if late else self._park("park.refused", message=self.refusal)
        return self._unheeded(read.card) if self.asked else self._open(read.card)

    def _surely_late(self, read: CardRead) -> bool:
        """Return whether the service itself shows the card as it is after T_q, and no cache as it was before (D2)."""
        if self.looked_at is None or read.date is None or read.cached:
            return False
        return read.date - self.looked_at >= self.quarantine_s - EPSILON_S

    def _refused(self, message: str) -> Step[Self]:
        """Decline, but at once only if every copy of the request was answered."""
        if self.phase is EditPhase.CHECKING or not self.doubted:
            return self._end(declined(message))
        return replace(self, refusal=message)._to(EditPhase.QUARANTINE, quarantine(self.quarantine_s))

    def _lost(self, answer: Lost) -> Step[Self]:
        """Look at once after the first lost copy. A service that loses one after the other gets a pause."""
        if self.asked and not self.doubted:
            return replace(self, doubted=True)._to(EditPhase.LOOKING, ReadCard())
        return self._held(NoService(answer))

    def _done(self) -> Step[Self]:
        return self._end(End(State.DONE))

    def _is_done(self, card: ServerCard) -> bool:
        raise NotImplementedError

    def _open(self, card: ServerCard) -> Step[Self]:
        """Ask for what is not so yet, or leave it to a person."""
        raise NotImplementedError

    def _unheeded(self, card: ServerCard) -> Step[Self]:
        """Take in a 2xx that shows a card that is not changed."""
        raise NotImplementedError
