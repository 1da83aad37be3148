"""Disabling a card: idempotent and final, so a lost answer is settled by looking (docs/protocol.md 8).

It cannot be undone: what was asked long ago is not sent before somebody has asked for it again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from core.domain.money import Money
from core.domain.outcome import Message
from core.domain.reply import ServerCard
from core.protocol.card_edit import EDIT_TABLE, CardEdit, EditPhase
from core.protocol.machine import PostDisable, ReadCard, Step
from core.protocol.transitions import Event, TransitionTable, rows

_MOST_REFUSALS = 2
_LONG_AGO_S = 3600.0
_LOOK_AGAIN = "looks once more: somebody may have been faster"

DISABLING_TABLE = EDIT_TABLE.with_rows(
    *rows(
        EditPhase.ASKING,
        Event.READ,
        {
            EditPhase.LOOKING: "a 2xx that shows an enabled card did not do it: " + _LOOK_AGAIN,
            EditPhase.QUARANTINE: "it did not do it twice, and a lost copy may still arrive",
        },
    ),
    *rows(EditPhase.ASKING, Event.REFUSED, {EditPhase.LOOKING: _LOOK_AGAIN}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disabling(CardEdit):
    """Whoever disabled the card, it is done.

    `age_s`: seconds since the clerk asked, told anew before each answer. The till's clock says so, which is good
    enough to ask a person once more.
    """

    table: ClassVar[TransitionTable[EditPhase]] = DISABLING_TABLE
    only_empty: bool = False
    """The card was replaced: empty, it is disabled however late; with money on it, that is left to a person."""
    age_s: float = 0.0
    refusals: int = 0

    def _is_done(self, card: ServerCard) -> bool:
        return card.disabled_at is not None

    def _done(self) -> Step[Self]:
        step = CardEdit._done(self)
        return step if self.asked else step.noted(("read", Message("evidence.already")))

    def _open(self, card: ServerCard) -> Step[Self]:
        if self.only_empty and card.balance:
            return self._park("park.not_empty", left=Money(card.balance, card.currency))
        if not self.only_empty and not 0 <= self.age_s <= _LONG_AGO_S:  # a clock that was set back counts as long ago
            return self._park("park.disable_old")
        return self._ask(PostDisable(), ("asked", Message("evidence.disable_asked")))

    def _unheeded(self, card: ServerCard) -> Step[Self]:  # noqa: ARG002
        return self._refused("the card is still enabled")

    def _refused(self, message: str) -> Step[Self]:
        """Look once more before a refusal of the POST is believed: somebody may only have been faster."""
        if self.asked and self.refusals + 1 < _MOST_REFUSALS:
            return replace(self, refusals=self.refusals + 1)._to(EditPhase.LOOKING, ReadCard())
        return CardEdit._refused(self, message)
