"""How exactly one card is made for one order (docs/protocol.md 7).

The tag in the card's note finds it again after a lost answer, and where the service says that its code is taken: a
copy of the request may have made the card (docs/protocol.md D3). The same order never gets another code. Where the
service keeps keys, the very same request goes out a few times more before the wait.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, Self

from core.domain.moment import Moment
from core.domain.money import Money
from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.reply import (
    CardCreated,
    CardPage,
    Lost,
    Missing,
    NotSent,
    Rejected,
    ServerCard,
    Throttled,
    Unauthorised,
)
from core.protocol.creation_phases import CREATION_TABLE, CreationPhase
from core.protocol.machine import (
    Action,
    Answer,
    Elapsed,
    End,
    ListAfter,
    NoService,
    Note,
    PostCard,
    Step,
    Wait,
    declined,
    misused,
)
from core.protocol.pause import before_resend, quarantine, throttle
from core.protocol.transitions import NO_SENSE, Event, TransitionTable, event_of

_MOST_LOOKS = 5
_LOOK_AGAIN_S = 60.0
_LOOKS_FOR_TYPED = 2
_LOOK_AGAIN_FOR_TYPED_S = 2.0
"""A code that was typed or scanned in is most often another card's, and a clerk waits to be told so."""
_MOST_RESENDS = 3
"""All within half a minute of the first: a key is kept longer, and unique codes guard against a service that lies."""


class CreationStage(StrEnum):
    """What the disk keeps of a creation, for a restart. POSTING: a request may be on its way. DOUBT: an answer was
    lost. TAKEN: the code is taken, by our own card if we drew it, which is not found yet.
    """

    FRESH = "fresh"
    POSTING = "posting"
    DOUBT = "doubt"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Creation:
    """The durable record of one new card. `mark` ends its note; `watermark` is the largest id seen before.

    `sold`: what the card must be worth. A card with our tag that is worth something else is left to a person.
    """

    table: ClassVar[TransitionTable[CreationPhase]] = CREATION_TABLE
    mark: str
    watermark: int
    own_code: bool
    offline_accepted: bool
    quarantine_s: float
    sold: Money
    stage: CreationStage = CreationStage.FRESH
    ever_doubted: bool = False
    phase: CreationPhase = CreationPhase.READY
    looks: int = 0
    cursor: int | None = None
    made: ServerCard | None = None
    operation_id: str = ""
    keyed: bool = False
    """The service keeps keys."""
    sends_key: bool = True
    resends: int = 0
    """In this process; after a restart nobody knows how long ago the first request was."""
    looks_first: bool = False
    """This till may be a copy or a backup: the card may be made already (D6)."""
    last_characters: str = ""
    match: ServerCard | None = None
    """A card without any note that could be this one: notes may not be carried there."""
    unmarked_note: str | None = None
    """What the note says where the shop sends no marks; None where the mark is in it."""

    @property
    def key(self) -> str | None:
        """Return the operation and the tag of this code: another code is another request."""
        given = self.sends_key and self.operation_id
        return f"{self.operation_id}/{self.mark.split(':')[1]}" if given else None

    def begin(self) -> Step[Self]:
        return self.table.step(CreationPhase.READY, Event.BEGIN, self._begin())

    def after(self, answer: Answer) -> Step[Self]:
        answer = self.table.sensible(self.phase, answer)
        return self.table.step(self.phase, event_of(answer), self._after(answer))

    def _begin(self) -> Step[Self]:
        if self.stage is CreationStage.POSTING:
            return replace(self, resends=_MOST_RESENDS)._lost("restart")
        if self.stage is CreationStage.DOUBT:
            return self._quarantine()
        if self.stage is CreationStage.TAKEN:
            return self._search()
        if self.looks_first:
            return replace(self, stage=CreationStage.DOUBT, ever_doubted=True)._search()
        return self._post()

    def _after(self, answer: Answer) -> Step[Self]:
        if self.phase is CreationPhase.POSTING:
            return self._posted(answer)
        if isinstance(answer, Elapsed):
            posts = self.phase in {CreationPhase.READY, CreationPhase.WAIT_RESEND}
            return self._post() if posts else self._search()
        return self._listed(answer)

    def _to(self, phase: CreationPhase, action: Action, *notes: Note) -> Step[Self]:
        return Step(replace(self, phase=phase), action, notes)

    def _end(self, end: End, stage: CreationStage) -> Step[Self]:
        return replace(self, stage=stage)._to(CreationPhase.ENDED, end)

    # a request, and what is answered

    def _post(self) -> Step[Self]:
        return replace(self, stage=CreationStage.POSTING)._to(CreationPhase.POSTING, PostCard(self.key))

    def _posted(self, answer: Answer) -> Step[Self]:
        if isinstance(answer, CardCreated):
            return self._done(answer.card)
        if isinstance(answer, Throttled):
            return self._held(throttle(answer))
        if isinstance(answer, (NotSent, Unauthorised)):
            return self._held(NoService(answer))
        if isinstance(answer, Rejected) and answer.field in {"code", ""} and "taken" in answer.message.lower():
            return self._taken()
        if self.key is not None and misused(answer):  # that request may have made the card
            doubted = replace(self, ever_doubted=True)
            return doubted._end(End(State.PARKED, Message("park.key")), CreationStage.DOUBT)
        if isinstance(answer, (Rejected, Missing)):
            return self._refused(answer.message)
        return self._lost(answer.why if isinstance(answer, Lost) else NO_SENSE)

    def _held(self, action: Action) -> Step[Self]:
        """Say that the request did not arrive; after a doubt an earlier one may have."""
        if self.ever_doubted:
            return replace(self, stage=CreationStage.DOUBT)._to(CreationPhase.SEARCHING, action)
        return replace(self, stage=CreationStage.FRESH)._to(CreationPhase.READY, action)

    def _taken(self) -> Step[Self]:
        """Look for our own card, on the first request too: the network may have repeated it (D3)."""
        note = ("answered", Message("evidence.taken"))
        return replace(self, stage=CreationStage.TAKEN, looks=0)._search().noted(note)

    @property
    def _anothers(self) -> bool:
        """Return whether a taken code may be another card's: it was typed, and no answer of ours was ever lost."""
        return self.stage is CreationStage.TAKEN and not self.own_code and not self.ever_doubted

    def _code_taken(self) -> Step[Self]:
        state = State.PARKED if self.offline_accepted else State.DECLINED
        return self._end(End(state, Message("outcome.code_taken")), CreationStage.FRESH)

    def _refused(self, message: str) -> Step[Self]:
        if self.offline_accepted or self.ever_doubted:
            return self._end(End(State.PARKED, Message("park.refused", {"message": message})), self.stage)
        return self._end(declined(message), self.stage)

    def _lost(self, why: str) -> Step[Self]:
        machine = replace(self, stage=CreationStage.DOUBT, ever_doubted=True)
        return machine._wait().noted(("lost", Message("evidence.post_lost", {"why": why})))

    def _wait(self) -> Step[Self]:
        if not self.keyed or self.key is None or self.resends >= _MOST_RESENDS:
            return self._quarantine()
        machine = replace(self, resends=self.resends + 1)
        return machine._to(CreationPhase.WAIT_RESEND, before_resend(self.resends, lambda: 0.0))

    def _quarantine(self) -> Step[Self]:
        return self._to(CreationPhase.QUARANTINE, quarantine(self.quarantine_s))

    # looking for the card

    def _search(self) -> Step[Self]:
        machine = replace(self, cursor=self.watermark, match=None)
        return machine._to(CreationPhase.SEARCHING, ListAfter(self.watermark))

    def _listed(self, answer: Answer) -> Step[Self]:
        if isinstance(answer, CardPage):
            return self._searched(answer)
        if isinstance(answer, Throttled):
            return self._to(self.phase, throttle(answer))
        if isinstance(answer, (NotSent, Unauthorised, Lost)):
            return self._to(self.phase, NoService(answer))
        return self._to(self.phase, NoService(Lost(NO_SENSE)))

    def _searched(self, page: CardPage) -> Step[Self]:
        found = [card for card in page.cards if (card.note or "").endswith(self.mark)]
        if found:
            step = self._done(found[0])
            return Step(step.machine, step.action, (("reread", Message("evidence.found")),))
        match = self.match or next(filter(self._matches, page.cards), None)
        last = max((card.card_id for card in page.cards), default=0)
        if last > (self.cursor or 0):  # else a service that does not honour since_id would go round for ever
            return replace(self, cursor=last, match=match)._to(CreationPhase.SEARCHING, ListAfter(last))
        return self._not_found() if match is None else self._offered(match)

    def _matches(self, card: ServerCard) -> bool:
        """Return whether it is this card for all that can be seen, where notes are not carried or have no mark."""
        worth = Money(card.initial_value, card.currency) == self.sold
        noted = not card.note or (self.unmarked_note is not None and card.note == self.unmarked_note)
        return worth and noted and card.last_characters == self.last_characters.lower()

    def _offered(self, card: ServerCard) -> Step[Self]:
        """Leave it to a person whether that card is this one (D3)."""
        shown = {"last": card.last_characters.upper(), "value": self.sold, "at": Moment(card.created_at)}
        doubted = replace(self, ever_doubted=True)
        return doubted._end(End(State.PARKED, Message("park.match", shown | {"card": card.card_id})), self.stage)

    def _not_found(self) -> Step[Self]:
        if self.stage is CreationStage.DOUBT:
            return self._post().noted(("reread", Message("evidence.not_found")))
        most, pause = (_MOST_LOOKS, _LOOK_AGAIN_S)
        if self._anothers:
            most, pause = (_LOOKS_FOR_TYPED, _LOOK_AGAIN_FOR_TYPED_S)
        if self.looks + 1 >= most:
            return self._code_taken() if self._anothers else self._unlisted()
        wait = Wait(pause, Message("wait.retry", {"seconds": round(pause)}), settled_soon=self._anothers)
        return replace(self, looks=self.looks + 1)._to(CreationPhase.WAIT_LISTED, wait)

    def _unlisted(self) -> Step[Self]:
        return self._end(End(State.PARKED, Message("park.create")), self.stage)

    def _done(self, card: ServerCard) -> Step[Self]:
        made, machine = Money(card.initial_value, card.currency), replace(self, made=card)
        if made == self.sold:
            return machine._end(End(State.DONE), CreationStage.FRESH)
        # in doubt from now on: whoever takes this order up again looks for the card first
        other = Message("park.currency", {"made": made, "asked": self.sold})
        return replace(machine, ever_doubted=True)._end(End(State.PARKED, other), CreationStage.FRESH)
