"""A service, or what stands before it, that answers in ways of its own (docs/protocol.md D7, D8): by the seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

from core.domain.reply import (
    BalanceWritten,
    CardCreated,
    CardPage,
    CardRead,
    Failure,
    Lost,
    Unauthorised,
    UnreadableCard,
)

_WRITES = frozenset({"put", "create", "update", "disable"})
_FIELD = "note"
_STATUSES = (400, 403, 404, 422)


@dataclass(slots=True)
class Dialects:
    """`share` of the requests are answered so. `stubborn` of the cards are never written, and nobody says why."""

    chance: random.Random
    share: float = 0.0
    stubborn: float = 0.0
    seed: int = 0

    def refusal(self, kind: str, card_id: int) -> Failure | None:
        """Return a refusal in another shape, in the words of core.remote.answers, or None. It is not carried out."""
        if self.stubborn and kind == "put" and random.Random(f"{self.seed} {card_id}").random() < self.stubborn:
            return wordless(_STATUSES[card_id % len(_STATUSES)])
        if not self._now():
            return None
        if kind not in _WRITES:
            return self.chance.choice((Unauthorised(401, ""), Lost("status 404", 404), Lost("a sign-in page", 200)))
        plan = Unauthorised(402, "unpaid") if kind == "create" else Unauthorised(403, "not this token")
        return self.chance.choice((Unauthorised(401, ""), plan, wordless(422), wordless(422)))

    def odd(self, answer: Any) -> Any:
        """Return the answer with one card that cannot be read, or of what was carried out a refusal without a word."""
        if isinstance(answer, (BalanceWritten, CardCreated)) and self._now():
            return wordless(self.chance.choice(_STATUSES))
        if isinstance(answer, CardRead) and self._now():
            return Lost(f"the reply is malformed: {_FIELD}", 200, _FIELD)
        if isinstance(answer, CardPage) and answer.cards and self._now():
            odd = self.chance.choice(answer.cards)
            rest = tuple(card for card in answer.cards if card is not odd)
            return replace(answer, cards=rest, unreadable=(UnreadableCard(odd.card_id, _FIELD),))
        return answer

    def _now(self) -> bool:
        return bool(self.share) and self.chance.random() < self.share


def wordless(status: int) -> Lost:
    """Return what a refusal without a word that can be read comes to."""
    return Lost(f"status {status}", status)
