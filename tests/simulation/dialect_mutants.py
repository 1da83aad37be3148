"""Breakages of what a till makes of odd cards and strange refusals (docs/protocol.md D7, D8), each to be noticed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.domain.reply import Lost, Rejected
from core.protocol import doubt
from core.protocol.adjustment import Adjustment
from core.protocol.adjustment_phases import AdjustmentPhase
from core.services.link.odd_cards import OddCards
from core.services.outbox.backoff import Unexplained
from tests.simulation.mutant import Change, Mutant
from tests.simulation.world import SMALL

SPEAKING = replace(SMALL, dialects=0.06, stubborn=0.25, web_shop_s=60.0)
_SPEAKING_SLOWLY = replace(SPEAKING, think_s=60.0, web_shop_s=30.0, hot=0.0)
"""Its cards rest for longer than the overlap of a pull."""


def _believe_a_wordless_no() -> list[Change]:
    after = Adjustment.after

    def believing(self: Adjustment, answer: Any) -> Any:
        wordless = isinstance(answer, Lost) and self.phase is AdjustmentPhase.WRITING and answer.refused
        return after(self, Rejected(wordless, "") if wordless else answer)

    return [(Adjustment, "after", believing)]


def _ask_without_end() -> list[Change]:
    return [(Unexplained, "hopeless", property(lambda self: False))]


def _ask_for_hours() -> list[Change]:
    return [(doubt, "MOST_REFUSED", 1_000_000)]


def _forget_odd_cards() -> list[Change]:
    return [(OddCards, "to_ask", lambda _self: [])]


DIALECT_MUTANTS = (
    Mutant("asks for no odd card again (D7)", _forget_odd_cards, _SPEAKING_SLOWLY, 200, 21),
    Mutant("takes a refusal without a word for a no (D8)", _believe_a_wordless_no, SPEAKING),
    Mutant("asks without end what is refused without a word (D8)", _ask_without_end, SPEAKING),
    Mutant("asks for hours under a key what is refused without a word (D8)", _ask_for_hours, replace(SPEAKING, able=1)),
)
