"""Cards as they stand, what became of them, and what a scan found."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.domain.card import Match, Status
from core.domain.operation import State
from core.domain.outcome import Message


@dataclass(frozen=True, slots=True)
class FreezeRow:
    """Who froze a card on this till, why and when (till time). The service knows nothing of it."""

    reason: str
    clerk: str
    till: str
    at: int

    @property
    def who(self) -> str:
        return self.clerk or self.till


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card as it stands: `balance` = `confirmed_balance` + `pending`. Negative card_id: not made yet (local)."""

    card_id: int
    balance: int
    confirmed_balance: int
    pending: int
    currency: str
    initial_value: int
    status: Status
    last_characters: str
    note: str | None
    expires_on: str | None
    template_suffix: str | None
    created_at: int
    updated_at: int
    seen_at: int
    """When the till last heard this balance from the service, by the till's clock (for showing its age only)."""
    unsettled: int = 0
    """How many operations on this card need a person."""
    frozen: FreezeRow | None = None
    """Frozen on this till: its money is refused here, and nowhere else."""
    days_left: int | None = None
    """From today in the shop to the last day on which the card works; negative: that day is over. None: no end."""
    missing_at: int | None = None
    """When a sweep did not find it in the service's list any more, till time. None: it is listed, as far as we know."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line of "how it got to": `amount` signed, `balance` the running total after it (None when unknown).

    `what` is one of sold, listed, redeem, top-up, set-balance, cash-out, reverse, elsewhere, update, disable,
    disabled_elsewhere, freeze, unfreeze.
    `state` is None for what was seen at the service rather than done here. `at` is by the till's clock.
    `message` tells it in sentences: what happened, then how far it is or how it was settled.
    """

    at: int
    what: str
    amount: int | None
    balance: int | None
    state: State | None
    clerk: str
    till: str
    reason: str
    operation_id: str | None = None
    message: tuple[Message, ...] = ()
    approver: str = ""
    """The manager whose PIN allowed it; empty for most."""
    reverses: str = ""
    """The operation that this line takes back; empty for most."""
    reversed_by: str = ""
    """The operation that takes this line back; empty for most."""
    can_be_taken_back: bool = False


@dataclass(frozen=True, slots=True)
class CardDetails:
    """A card as it stands and how it got there, newest first; `card` is None when it does not exist."""

    card: CardRow | None
    timeline: tuple[TimelineRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a scan or a typed text. `card_id` is set for VERIFIED and LIKELY; `candidates` for AMBIGUOUS.

    `layout` names the keyboards.Setting that had to be undone and is not the one in the settings; "" usually.
    """

    match: Match
    card_id: int | None = None
    last_characters: str = ""
    candidates: tuple[int, ...] = field(default=())
    layout: str = ""
