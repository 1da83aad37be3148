"""The debt ledger of one money command: what it wants, what its writes were said to have done, and how far it is.

PROTOCOL.md section 2: `known` is the sum of what the service said, never a figure of its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from core.domain.capabilities import PLAIN, Capabilities
from core.domain.money import Money, largest
from core.domain.operation import State
from core.domain.outcome import Said
from core.domain.reply import CardRead, Transaction
from core.protocol.attempt import Attempt, Fate
from core.protocol.machine import End, Step


@dataclass(frozen=True, slots=True)
class Ledger:
    """The durable record of one money command, and (below `doubt`) where it stands. Money in minor units."""

    card_id: int
    currency: str
    want: int
    offline_accepted: bool
    quarantine_s: float
    aborted: bool = False
    attempts: tuple[Attempt, ...] = ()
    doubt: tuple[int, int] | None = None
    """(balance, updated_at) that proved an unanswered PUT not applied; the retry must meet them again (G3)."""
    settled_read: bool = False
    """G2 has waited once in this round."""
    glanced: bool = False
    chance: Callable[[], float] = random.random
    operation_id: str = ""
    """Names keys and references; without it none are sent."""
    capabilities: Capabilities = PLAIN
    look: CardRead | None = None
    """The card just before the last resend."""
    hopeless: bool = False
    """Sending the same again cannot tell any more."""
    listed: bool = False
    """The card's list was asked in this round, and left the doubt."""
    reread: bool = False
    """R4 has waited once in this round."""

    @property
    def known(self) -> int:
        """The sum of what the server said it did. Never stored beside the attempts it is the sum of."""
        return sum(a.transaction.amount for a in self.attempts if a.transaction is not None)

    @property
    def goal(self) -> int:
        return 0 if self.aborted else self.want

    @property
    def debt(self) -> int:
        return self.goal - self.known

    @property
    def last(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None

    def _believable(self, transaction: Transaction) -> bool:
        seen = {a.transaction.transaction_id for a in self.attempts if a.transaction is not None}
        return (
            transaction.card_id == self.card_id
            and transaction.transaction_id not in seen
            and abs(transaction.amount) <= 2 * largest(self.currency)
        )

    def _anew(self, attempts: tuple[Attempt, ...]) -> Self:
        """A new round: nothing that was seen in the last one counts."""
        return replace(
            self,
            attempts=attempts,
            settled_read=False,
            glanced=False,
            look=None,
            hopeless=False,
            listed=False,
            reread=False,
        )

    def _park(self, key: str, *notes: tuple[str, Said], **values: object) -> Step[Self]:
        return Step(self, End(State.PARKED, Said(key, values)), notes)

    def _with_fate(self, fate: Fate, transaction: Transaction | None = None) -> Self:
        last = replace(self.attempts[-1], fate=fate, transaction=transaction)
        return replace(self, attempts=(*self.attempts[:-1], last))

    def _money(self, minor: int) -> Money:
        return Money(minor, self.currency)

    def _left(self) -> int:
        """What the card had when that was found to be too little: the first write that only put back left it.

        A later one may leave more, when somebody filled the card in between.
        """
        known = 0
        for attempt in self.attempts:
            if attempt.target == max(0, attempt.base - known):
                return attempt.target
            known += attempt.transaction.amount if attempt.transaction is not None else 0
        return 0
