"""Orders that were broken on purpose, each in a world that shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from core.domain.money import Money
from core.domain.outcome import Message
from core.domain.reply import CardPage, ServerCard
from core.protocol.creation import Creation, CreationStage
from core.protocol.creation_phases import CREATION_TABLE, CreationPhase
from core.protocol.machine import Step, Wait
from core.protocol.transitions import TransitionTable
from tests.core.protocol.worlds.any_step import AnyStep
from tests.core.protocol.worlds.creation import Making, saved


@dataclass(frozen=True, slots=True)
class DrawsAnotherCode(Creation):
    """Taken: takes another code for the same order, after a doubt too."""

    table: ClassVar[TransitionTable[CreationPhase]] = AnyStep(*CREATION_TABLE.rows)
    drawn: int = 0

    def _taken(self) -> Any:
        again = replace(self, phase=CreationPhase.READY, stage=CreationStage.FRESH, drawn=self.drawn + 1)
        return Step(again, Wait(0.0, Message("evidence.redrawn")))


class DrawsAnotherCodeAtFirst(DrawsAnotherCode):
    """Taken on the first request: as before D3."""

    def _taken(self) -> Any:
        return Creation._taken(self) if self.ever_doubted else DrawsAnotherCode._taken(self)


class BelievesTaken(Creation):
    """Takes every taken code for another card's."""

    table: ClassVar[TransitionTable[CreationPhase]] = AnyStep(*CREATION_TABLE.rows)

    def _taken(self) -> object:  # type: ignore[override]
        return self._code_taken()


class LooksForMarksAlone(Creation):
    """Takes a typed code for another card's, where notes are not carried."""

    def _matches(self, card: ServerCard) -> bool:
        return False


class LooksForBareCardsAlone(Creation):
    """Offers only a card without any note to a person, where the shop sends no marks."""

    def _matches(self, card: ServerCard) -> bool:
        return Creation._matches(replace(self, unmarked_note=None), card)


class PostsAgainAtOnce(Creation):
    table: ClassVar[TransitionTable[CreationPhase]] = AnyStep(*CREATION_TABLE.rows)

    def _lost(self, why: str) -> object:  # type: ignore[override]
        return replace(self, ever_doubted=True)._post()


class DeclinesWhenInDoubt(Creation):
    table: ClassVar[TransitionTable[CreationPhase]] = AnyStep(*CREATION_TABLE.rows)

    def _lost(self, why: str) -> object:  # type: ignore[override]
        return Creation._refused(replace(self, ever_doubted=False), why)


class TakesAnyCardForOurs(Creation):
    def _searched(self, page: CardPage) -> object:  # type: ignore[override]
        return self._done(page.cards[0]) if page.cards else Creation._searched(self, page)


class TakesAnyCurrency(Creation):
    """What came back is not compared with what was sold."""

    def _done(self, card: ServerCard) -> object:  # type: ignore[override]
        return Creation._done(replace(self, sold=Money(card.initial_value, card.currency)), card)


class TakenUpAsIfNew(Creation):
    """A card of another value came back, and a person says that nothing was made: it begins without a doubt."""

    def _done(self, card: ServerCard) -> object:  # type: ignore[override]
        step = Creation._done(self, card)
        return replace(step, machine=replace(step.machine, ever_doubted=self.ever_doubted))


def without_stage(machine: Creation) -> Creation:
    """A disk that forgets that a request was on its way."""
    return replace(saved(machine), stage=CreationStage.FRESH, ever_doubted=False)


MUTANTS = {
    "taken, so another code": Making("unique, the list lags for long", lags_long=True, machine=DrawsAnotherCode),
    "taken at first, so another code": Making("twice", twice=True, machine=DrawsAnotherCodeAtFirst),
    "taken, so a stranger's": Making("twice, typed", twice=True, own_code=False, machine=BelievesTaken),
    "no mark, so a stranger's": Making(
        "twice, no notes", twice=True, tagless=True, own_code=False, machine=LooksForMarksAlone
    ),
    "no mark, so not there": Making("not unique, no notes", unique=False, tagless=True, machine=LooksForMarksAlone),
    "no mark sent, so not there": Making(
        "not unique, no marks", unique=False, unmarked=True, machine=LooksForBareCardsAlone
    ),
    "posts again at once": Making("not unique", unique=False, machine=PostsAgainAtOnce),
    "declines when in doubt": Making("unique", machine=DeclinesWhenInDoubt),
    "no quarantine": Making("not unique", unique=False, quarantine_s=0.0),
    "does not wait for the list": Making("not unique", unique=False, lags_long=True),
    "takes any card for ours": Making("unique, a stranger has ours", clash=True, machine=TakesAnyCardForOurs),
    "takes a card of any currency": Making("another currency", makes="JPY", machine=TakesAnyCurrency),
    "another currency, taken up as if new": Making(
        "taken up", unique=False, makes="JPY", taken_up=1, machine=TakenUpAsIfNew
    ),
    "a restart forgets the request": Making("not unique", unique=False, saving=without_stage),
}
