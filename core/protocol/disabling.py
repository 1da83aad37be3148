"""Disabling a card: idempotent and final, so a lost answer is settled by looking (PROTOCOL.md section 8).

It cannot be undone: what was asked long ago is not sent before somebody has asked for it again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.domain.money import Money
from core.domain.operation import State
from core.domain.outcome import Said
from core.domain.reply import CardRead, Lost, Missing, NotSent, Rejected, ServerCard, Throttled, Unauthorised
from core.protocol.machine import Answer, Elapsed, End, NoService, PostDisable, ReadCard, Step, declined
from core.protocol.pause import quarantine, throttle

_MOST_REFUSALS = 2
_LONG_AGO_S = 3600.0


@dataclass(frozen=True, slots=True)
class Disabling:
    """`asked`: a POST is on its way. Whoever disabled the card, it is done.

    `age_s`: seconds since the clerk asked, told anew before each answer. The till's clock says so, which is good
    enough to ask a person once more.
    """

    asked: bool = False
    only_empty: bool = False
    """The card was replaced: empty, it is disabled however late; with money on it, that is left to a person."""
    age_s: float = 0.0
    quarantine_s: float = 90.0
    doubted: bool = False
    """A copy of the request was not answered. Until T_q is over it may still arrive, so nothing is declined before."""
    refusals: int = 0
    refusal: str | None = None
    """What it is declined with, if the card is still enabled after T_q."""
    seen: ServerCard | None = None

    def begin(self) -> Step[Disabling]:
        return Step(replace(self, asked=False), ReadCard())

    def after(self, answer: Answer) -> Step[Disabling]:
        if isinstance(answer, CardRead):
            return self._looked(answer)
        if isinstance(answer, Elapsed):
            return self.begin()
        if isinstance(answer, Throttled):
            return Step(replace(self, asked=False), throttle(answer))
        if isinstance(answer, (NotSent, Unauthorised)):
            return Step(replace(self, asked=False), NoService(answer))
        if isinstance(answer, (Rejected, Missing)):
            return self._refused(answer.message)
        return self._lost(answer)

    def _looked(self, read: CardRead) -> Step[Disabling]:
        machine = replace(self, seen=read.card)
        if read.card.disabled_at is not None:
            notes = () if self.asked else (("read", Said("evidence.already")),)
            return Step(machine, End(State.DONE), notes)
        if self.refusal is not None:
            return Step(machine, declined(self.refusal))
        if self.asked:  # a 2xx that shows an enabled card did not do it
            return machine._refused("the card is still enabled")
        if self.only_empty and read.card.balance:
            left = Money(read.card.balance, read.card.currency)
            return Step(machine, End(State.PARKED, Said("park.not_empty", {"left": left})))
        if not self.only_empty and not 0 <= self.age_s <= _LONG_AGO_S:  # a clock that was set back counts as long ago
            return Step(machine, End(State.PARKED, Said("park.disable_old")))
        note = ("asked", Said("evidence.disable_asked"))
        return Step(replace(machine, asked=True), PostDisable(), (note,))

    def _refused(self, message: str) -> Step[Disabling]:
        """A refusal of the POST may only mean that somebody was faster: look once more before believing it."""
        if self.asked and self.refusals + 1 < _MOST_REFUSALS:
            return Step(replace(self, asked=False, refusals=self.refusals + 1), ReadCard())
        if self.doubted and self.refusal is None:
            return Step(replace(self, asked=False, refusal=message), quarantine(self.quarantine_s))
        return Step(self, declined(message))

    def _lost(self, answer: Answer) -> Step[Disabling]:
        """The first lost copy is looked after at once. A service that loses one after the other gets a pause."""
        if self.asked and not self.doubted:
            return Step(replace(self, asked=False, doubted=True), ReadCard())
        cause = answer if isinstance(answer, Lost) else Lost("an unexpected answer")
        return Step(replace(self, asked=False), NoService(cause))
