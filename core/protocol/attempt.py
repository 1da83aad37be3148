"""One PUT of a balance, and what an unanswered one may be followed by (PROTOCOL.md sections 2 and 6).

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
    """

    PENDING = "pending"
    OK = "ok"
    REJECTED = "rejected"
    STALE = "stale"
    REPEATED = "repeated"
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

    @property
    def raced(self) -> bool:
        """Somebody else wrote between our read and our write."""
        return self.transaction is not None and self.transaction.amount != self.target - self.base

    @property
    def in_doubt(self) -> bool:
        """It may have been applied, and no answer said so yet; also while it is being sent again."""
        return self.fate is Fate.UNKNOWN or (self.fate is Fate.PENDING and self.resends > 0)

    @property
    def safeguards(self) -> Safeguards:
        return Safeguards(self.key, self.etag, self.reference)

    def moved_by(self, look: CardRead) -> bool:
        """The card is not as it was before this PUT."""
        return (look.card.balance, look.card.updated_at) != (self.base, self.updated_at)

    def key_holds(self, look: CardRead, capabilities: Capabilities) -> bool:
        """Whether the service surely still knows our key when `look` was answered.

        Counted from the read before the *first* send to now, both by the service's own `Date`: that clock survives a
        restart of the till, and no change of the till's clock can make the window longer. A date that is missing or
        runs backwards means no.
        """
        if self.key is None or self.date is None or look.date is None:
            return False
        return 0 <= look.date - self.date <= capabilities.resend_window_s

    def tag_holds(self, look: CardRead, capabilities: Capabilities) -> bool:
        """The card is still the very one we wanted to change: of all copies of our request at most one can win (T6)."""
        return capabilities.etags and self.etag is not None and look.etag == self.etag

    def unchanged(self, read: CardRead, capabilities: Capabilities) -> bool:
        """G4, for a read after the quarantine: balance and `updated_at` of a card that was quiet before our read."""
        quiet = self.date is not None and self.date - self.updated_at > capabilities.epsilon_s
        return capabilities.updated_at_moves and quiet and not self.moved_by(read)

    def done_twice(self, answer: Transaction, look: CardRead) -> bool:
        """Whether the answer to a resend smells of a service that has stopped to honour our key.

        A repeated first answer is older than our look. One that was carried out only now is right if the card was
        untouched when we looked; if it had moved, that may have been our own first copy.
        """
        return look.date is not None and answer.processed_at >= look.date and self.moved_by(look)

    def listed_in(self, answer: TransactionsRead) -> Transaction | None:
        """Our transaction, by the reference that only this PUT carried."""
        ours = [one.transaction for one in answer.listed if one.reference == self.reference is not None]
        return ours[0] if len(ours) == 1 else None

    def absent_from(self, answer: TransactionsRead, capabilities: Capabilities) -> bool:
        """Whether the list proves that we did not write: it is whole, and no row in it can be ours under no name."""
        return (
            answer.whole
            and self.reference is not None
            and all(one.reference != self.reference for one in answer.listed)
            and not any(self._nameless(one, capabilities) for one in answer.listed)
        )

    def _nameless(self, one: Listed, capabilities: Capabilities) -> bool:
        """A service that stopped to show references would list our write like this."""
        since = self.date is None or one.transaction.processed_at >= self.date - capabilities.epsilon_s
        return since and one.reference is None and not one.by_order
