"""How exactly one card is made for one order (PROTOCOL.md section 7).

The tag in the card's note finds it again after a lost answer; once a request may have arrived, the same order
never gets another code. Where the service keeps keys, the very same request goes out a few times more before the wait.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from core.domain.money import Money
from core.domain.operation import State
from core.domain.outcome import Said
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
from core.protocol.machine import Answer, Elapsed, End, ListAfter, NoService, PostCard, Step, Wait, declined, misused
from core.protocol.pause import before_resend, quarantine, throttle

_MOST_LOOKS = 5
_LOOK_AGAIN_S = 60.0
_MOST_RESENDS = 3
"""All within half a minute of the first: a key is kept longer, and unique codes guard against a service that lies."""


class Stage(StrEnum):
    """POSTING: a request may be on its way. DOUBT: an answer was lost. TAKEN: it is ours, but not found yet."""

    FRESH = "fresh"
    POSTING = "posting"
    DOUBT = "doubt"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Creation:
    """The durable record of one new card. `mark` ends its note; `watermark` is the largest id seen before.

    `sold`: what the card must be worth. A card with our tag that is worth something else is left to a person.
    """

    mark: str
    watermark: int
    own_code: bool
    offline_accepted: bool
    quarantine_s: float
    sold: Money
    stage: Stage = Stage.FRESH
    ever_doubted: bool = False
    looks: int = 0
    cursor: int | None = None
    redraw: bool = False
    """The code belongs to a stranger: draw another before this machine begins again."""
    made: ServerCard | None = None
    operation_id: str = ""
    keyed: bool = False
    """The service keeps keys."""
    resends: int = 0
    """In this process; after a restart nobody knows how long ago the first request was."""
    resending: bool = False

    @property
    def key(self) -> str | None:
        """The operation and the tag of this code: another code is another request."""
        return f"{self.operation_id}/{self.mark.split(':')[1]}" if self.keyed else None

    def begin(self) -> Step[Creation]:
        if self.stage is Stage.POSTING:
            return replace(self, resends=_MOST_RESENDS)._lost("restart")
        if self.stage is Stage.DOUBT:
            return self._quarantine()
        if self.stage is Stage.TAKEN:
            return self._look()
        return self._post()

    def after(self, answer: Answer) -> Step[Creation]:
        if self.stage is Stage.POSTING:
            return self._posted(answer)
        if isinstance(answer, Elapsed):
            if self.resending:
                return self._post()
            return self._look() if self.stage is not Stage.FRESH else self.begin()
        return self._listed(answer)

    def _post(self) -> Step[Creation]:
        machine = replace(self, stage=Stage.POSTING, redraw=False, resending=False)
        return Step(machine, PostCard(self.key))

    def _posted(self, answer: Answer) -> Step[Creation]:
        if isinstance(answer, CardCreated):
            return self._done(answer.card)
        waiting = replace(self, stage=Stage.DOUBT if self.ever_doubted else Stage.FRESH)
        if isinstance(answer, Throttled):
            return Step(waiting, throttle(answer))
        if isinstance(answer, (NotSent, Unauthorised)):
            return Step(waiting, NoService(answer))
        if isinstance(answer, Rejected) and answer.field in {"code", ""} and "taken" in answer.message.lower():
            return self._taken()
        if self.keyed and misused(answer):
            doubted = replace(self, stage=Stage.DOUBT, ever_doubted=True)  # that request may have made the card
            return Step(doubted, End(State.PARKED, Said("park.key")))
        if isinstance(answer, (Rejected, Missing)):
            return self._refused(answer.message)
        return self._lost(answer.why if isinstance(answer, Lost) else "an answer that makes no sense")

    def _taken(self) -> Step[Creation]:
        """On the first request a stranger has the code. Later it can only be our own card."""
        if self.ever_doubted:
            return replace(self, stage=Stage.TAKEN, looks=0)._look()
        if not self.own_code or self.offline_accepted:  # offline, the customer may have left with this code
            state = State.PARKED if self.offline_accepted else State.DECLINED
            return Step(replace(self, stage=Stage.FRESH), End(state, Said("outcome.code_taken")))
        machine = replace(self, stage=Stage.FRESH, redraw=True)
        note = ("answered", Said("evidence.redrawn"))
        return Step(machine, Wait(0.0, Said("evidence.redrawn"), settled_soon=True), (note,))

    def _refused(self, message: str) -> Step[Creation]:
        if self.offline_accepted or self.ever_doubted:
            return Step(self, End(State.PARKED, Said("park.refused", {"message": message})))
        return Step(self, declined(message))

    def _lost(self, why: str) -> Step[Creation]:
        machine = replace(self, stage=Stage.DOUBT, ever_doubted=True)
        note = ("lost", Said("evidence.post_lost", {"why": why}))
        return machine._wait().noted(*note)

    def _wait(self) -> Step[Creation]:
        if self.key is None or self.resends >= _MOST_RESENDS:
            return self._quarantine()
        machine = replace(self, resends=self.resends + 1, resending=True)
        return Step(machine, before_resend(self.resends, lambda: 0.0))

    def _quarantine(self) -> Step[Creation]:
        return Step(self, quarantine(self.quarantine_s))

    def _look(self) -> Step[Creation]:
        return Step(replace(self, cursor=self.watermark), ListAfter(self.watermark))

    def _listed(self, answer: Answer) -> Step[Creation]:
        if isinstance(answer, CardPage):
            return self._searched(answer)
        if isinstance(answer, Throttled):
            return Step(self, throttle(answer))
        if isinstance(answer, (NotSent, Unauthorised, Lost)):
            return Step(self, NoService(answer))
        return Step(self, NoService(Lost("an answer that makes no sense")))

    def _searched(self, page: CardPage) -> Step[Creation]:
        found = [card for card in page.cards if (card.note or "").endswith(self.mark)]
        if found:
            note = ("reread", Said("evidence.found"))
            step = self._done(found[0])
            return Step(step.machine, step.action, (note,))
        last = max((card.card_id for card in page.cards), default=0)
        if last > (self.cursor or 0):  # else a service that does not honour since_id would go round for ever
            return Step(replace(self, cursor=last), ListAfter(last))
        return self._not_found()

    def _not_found(self) -> Step[Creation]:
        if self.stage is Stage.DOUBT:
            note = ("reread", Said("evidence.not_found"))
            return self._post().noted(*note)
        if self.looks + 1 >= _MOST_LOOKS:
            return Step(self, End(State.PARKED, Said("park.create")))
        said = Said("wait.retry", {"seconds": round(_LOOK_AGAIN_S)})
        return Step(replace(self, looks=self.looks + 1), Wait(_LOOK_AGAIN_S, said))

    def _done(self, card: ServerCard) -> Step[Creation]:
        made = Money(card.initial_value, card.currency)
        if made != self.sold:  # in doubt from now on: whoever takes this order up again looks for the card first
            machine = replace(self, made=card, stage=Stage.FRESH, ever_doubted=True)
            return Step(machine, End(State.PARKED, Said("park.currency", {"made": made, "asked": self.sold})))
        return Step(replace(self, made=card, stage=Stage.FRESH), End(State.DONE))
