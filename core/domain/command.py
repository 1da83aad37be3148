"""What a clerk can ask for: one frozen value per act, as the dialogs and the console make them.

Amounts are minor units and positive; `card_id` is the service's id, or negative for a card that is still
only in our outbox (see core.domain.card).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.domain.greeting import Greeting


@dataclass(frozen=True, slots=True)
class Issue:
    """Sell a new card. `code` None means: draw one of ours. `kind` is sold, refund, goodwill or promotion."""

    amount: int
    currency: str
    code: str | None = field(default=None, repr=False)
    note: str | None = None
    expires_on: str | None = None
    template_suffix: str | None = None
    kind: str = "sold"
    reason: str = ""
    greeting: Greeting = field(default_factory=Greeting)
    """Printed on the card, never sent."""


@dataclass(frozen=True, slots=True)
class Redeem:
    """Take `amount` off the card. `bill` joins the cards that pay for one sale (core.domain.bill)."""

    card_id: int
    amount: int
    reason: str = ""
    bill: str = ""


@dataclass(frozen=True, slots=True)
class TopUp:
    """Put `amount` on the card."""

    card_id: int
    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetBalance:
    """Correct the balance to `balance` (zero is allowed); becomes a difference to the balance `seen` by the clerk.

    A reason is needed.
    """

    card_id: int
    balance: int
    reason: str
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class CashOut:
    """Take `amount` off the card and give it to the customer in cash. A reason is needed."""

    card_id: int
    amount: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reverse:
    """Take back what an earlier operation moved, never more than that. A reason is needed.

    `amount` None: all of it that was not taken back before. Only a settled take-back asks for less.
    """

    operation_id: str
    reason: str
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """Change only the named fields: note, expires_on, template_suffix. None clears a field."""

    card_id: int
    changes: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Disable:
    """Disable the card for good."""

    card_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Freeze:
    """Refuse the card's money on this till until it is taken back into use. Other tills go on taking it."""

    card_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Unfreeze:
    """Take a frozen card back into use on this till."""

    card_id: int


@dataclass(frozen=True, slots=True)
class Replace:
    """Move all that is on a lost card to a new one, and disable the lost one for good."""

    card_id: int
    reason: str


OnCard = Redeem | TopUp | SetBalance | CashOut | Update | Disable
Command = Issue | OnCard | Reverse
Following = OnCard | Reverse
"""What a settled operation may have left to do."""
Holding = Freeze | Unfreeze | Replace
"""Acts on a lost or doubted card that are more, or less, than one operation of the outbox."""
