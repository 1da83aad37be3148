"""The debt ledger of one money command: what it wants, and what its writes were said to have done.

docs/protocol.md 2: `known` is the sum of what the service said, never a figure of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.domain.money import Money, largest
from core.domain.reply import Transaction
from core.protocol.attempt import Attempt, Fate


@dataclass(frozen=True, slots=True)
class AttemptLedger:
    """Money in minor units. `aborted`: there was too little, and only what we displaced ourselves is put back."""

    card_id: int
    currency: str
    want: int
    aborted: bool = False
    attempts: tuple[Attempt, ...] = ()

    @property
    def known(self) -> int:
        """Return the sum of what the service said it did. Never stored beside the attempts it is the sum of."""
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

    @property
    def puts(self) -> int:
        """Return how many writes may have reached the service."""
        return sum(a.fate not in {Fate.UNSENT, Fate.TWIN} for a in self.attempts)

    @property
    def refused_before(self) -> bool:
        """Return whether the write before the last one that was judged at all was refused."""
        judged = [a.fate for a in self.attempts[:-1] if a.fate not in {Fate.UNSENT, Fate.STALE}]
        return judged[-1:] == [Fate.REJECTED]

    @property
    def recent(self) -> tuple[Attempt, ...]:
        """Return the last PUT with its twins and the one before it: what a step can have changed."""
        puts = [at for at, attempt in enumerate(self.attempts) if attempt.fate is not Fate.TWIN]
        return self.attempts[puts[-2] if len(puts) > 1 else 0 :]

    @property
    def left(self) -> int:
        """Return what the card had when that was too little: the first write that only put back left it.

        A later one may leave more, when somebody filled the card in between.
        """
        known = 0
        for attempt in self.attempts:
            if attempt.target == max(0, attempt.base - known) and attempt.fate is not Fate.TWIN:
                return attempt.target
            known += attempt.transaction.amount if attempt.transaction is not None else 0
        return 0

    def believes(self, transaction: Transaction) -> bool:
        """Return whether this can be the answer to the last write, and was booked for no earlier one."""
        seen = {a.transaction.transaction_id for a in self.attempts[:-1] if a.transaction is not None}
        return (
            transaction.card_id == self.card_id
            and transaction.transaction_id not in seen
            and abs(transaction.amount) <= 2 * largest(self.currency)
        )

    def money(self, minor: int) -> Money:
        return Money(minor, self.currency)

    def adding(self, attempt: Attempt) -> AttemptLedger:
        """Return the ledger with one more attempt."""
        return replace(self, attempts=(*self.attempts, attempt))

    def changing_last(self, **changes: Any) -> AttemptLedger:
        """Return the ledger with another last attempt. It has one."""
        return replace(self, attempts=(*self.attempts[:-1], replace(self.attempts[-1], **changes)))

    def booking(self, told: Sequence[Transaction], **changes: Any) -> AttemptLedger:
        """Return the ledger with all that was done for its last attempt: the first as its answer, the rest as twins."""
        booked = self.changing_last(fate=Fate.OK, transaction=told[0], **changes)
        last = booked.attempts[-1]
        twins = (
            replace(last, number=last.number + more, fate=Fate.TWIN, transaction=each)
            for more, each in enumerate(told[1:], 1)
        )
        return replace(booked, attempts=(*booked.attempts, *twins))
