"""One PUT of a balance, and what an unanswered one may be followed by (docs/protocol.md 2 and 6).

Every verdict here rests on what the service showed, dated by its own clock; a till's clock decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.capabilities import Capabilities, Safeguards
from core.domain.reply import CardRead, Listed, Transaction, TransactionsRead


class Fate(StrEnum):
    """What became of one PUT.

    DISPROVED: its answer was lost, but it is proved that it was not applied (T2, or the card's own list).
    STALE: its If-Match did not match, so it was not applied. REPEATED: it was answered with an earlier transaction.
    TWIN: no PUT of its own, but another copy of the one before it, which the card's list shows (docs/protocol.md D1).
    UNKNOWN with a transaction: one copy was answered, and another may have been carried out as well.
    """

    PENDING = "pending"
    OK = "ok"
    REJECTED = "rejected"
    STALE = "stale"
    REPEATED = "repeated"
    TWIN = "twin"
    UNSENT = "unsent"
    UNKNOWN = "unknown"
    DISPROVED = "disproved"


NOT_APPLIED = frozenset({Fate.UNSENT, Fate.REJECTED, Fate.STALE, Fate.REPEATED})
"""By the service's own word, or because not a byte left."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One PUT: what was read before it (`base`, `updated_at`, server `date`), what it set, what became of it.

    `key`, `etag` and `reference` are what it was first sent with and what every resend carries; `resends` counts those.
    """

    number: int
    base: int
    updated_at: int
    date: int | None
    target: int
    fate: Fate = Fate.PENDING
    transaction: Transaction | None = None
    key: str | None = None
    etag: str | None = None
    reference: str | None = None
    resends: int = 0
    perhaps_twice: bool = False
    """Somebody wrote between our read and the answer: another, or a copy of this very request (docs/protocol.md D1)."""

    @property
    def raced(self) -> bool:
        """Return whether somebody else wrote between our read and our write."""
        return self.transaction is not None and self.transaction.amount != self.target - self.base

    @property
    def in_doubt(self) -> bool:
        """Return whether it may have been applied and no answer said so yet; also while it is being sent again."""
        return self.fate is Fate.UNKNOWN or (self.fate is Fate.PENDING and self.resends > 0)

    @property
    def safeguards(self) -> Safeguards:
        return Safeguards(self.key, self.etag, self.reference)

    def moved_by(self, look: CardRead) -> bool:
        """Return whether the card is not as it was before this PUT."""
        return (look.card.balance, look.card.updated_at) != (self.base, self.updated_at)

    def key_holds(self, look: CardRead, capabilities: Capabilities) -> bool:
        """Return whether the service surely still knows our key when `look` was answered.

        Counted from the read before the *first* send to now, both by the service's own `Date`: that clock survives a
        restart of the till, and no change of the till's clock can make the window longer. A date that is missing or
        runs backwards means no.
        """
        if self.key is None or self.date is None or look.date is None or not capabilities.resend_window_s:
            return False
        return 0 <= look.date - self.date <= capabilities.resend_window_s

    def tag_holds(self, look: CardRead, capabilities: Capabilities) -> bool:
        """Return whether the card is the very one we wanted to change: at most one copy of our request can win (T6)."""
        return capabilities.etags and self.etag is not None and look.etag == self.etag

    def unchanged(self, read: CardRead, capabilities: Capabilities) -> bool:
        """Return whether G4 holds for a read after the quarantine: nothing moved, and it was quiet before our read."""
        quiet = self.date is not None and self.date - self.updated_at > capabilities.epsilon_s
        return capabilities.updated_at_moves and quiet and not self.moved_by(read)

    def outlived_by(self, answer: CardRead | TransactionsRead, capabilities: Capabilities, quarantine_s: float) -> bool:
        """Return whether the service itself answered, and that `quarantine_s` after the read before this PUT (D2).

        A reply out of a cache is older, or says so; one that hides it is found by the probe (C12).
        """
        if self.date is None or answer.date is None or answer.cached or not capabilities.reads_fresh:
            return False
        return answer.date - self.date >= quarantine_s - capabilities.epsilon_s

    def done_twice(self, answer: Transaction, look: CardRead) -> bool:
        """Return whether the answer to a resend suggests that the service no longer honours our key.

        A repeated first answer is older than our look. One that was carried out only now is right if the card was
        untouched when we looked; if it had moved, that may have been our own first copy.
        """
        return look.date is not None and answer.processed_at >= look.date and self.moved_by(look)

    def fits(self, answer: Transaction) -> bool:
        """Return whether the service did exactly what this PUT meant, so that nobody wrote in between (D1)."""
        return answer.amount == self.target - self.base

    def brought(self, read: CardRead) -> bool:
        """Return whether the card is at exactly our target, and we were told that this PUT was refused (D1)."""
        return read.card.balance == self.target != self.base

    def listed_in(self, answer: TransactionsRead) -> tuple[Transaction, ...]:
        """Return what was done for this PUT, each copy of it, by the reference that only it carried.

        Nothing, when the list does not show the answer that we were given.
        """
        ours = tuple(one.transaction for one in answer.listed if one.reference == self.reference is not None)
        return ours if self.transaction is None or self.transaction in ours else ()

    def absent_from(self, answer: TransactionsRead, capabilities: Capabilities) -> bool:
        """Return whether the list proves that we did not write: it is whole, and no row can be ours without a name."""
        return (
            answer.whole
            and self.reference is not None
            and all(one.reference != self.reference for one in answer.listed)
            and not any(self._nameless(one, capabilities) for one in answer.listed)
        )

    def _nameless(self, one: Listed, capabilities: Capabilities) -> bool:
        """Return whether a service that no longer shows references would list our write like this."""
        since = self.date is None or one.transaction.processed_at >= self.date - capabilities.epsilon_s
        return since and one.reference is None and not one.by_order


def intended(number: int, read: CardRead, target: int, carried: Safeguards) -> Attempt:
    """Return the attempt that is journalled before its PUT: `read` is the card just before it."""
    card = read.card
    return Attempt(
        number,
        card.balance,
        card.updated_at,
        read.date,
        target,
        key=carried.key,
        etag=carried.etag,
        reference=carried.reference,
    )
