"""What a clerk can ask for: one frozen value per act, as the dialogs and the console make them.

Amounts are minor units and positive; `card_id` is the service's id, or negative for a card that is still
only in our outbox (see core.domain.card).
"""

from __future__ import annotations

from dataclasses import dataclass, field


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


@dataclass(frozen=True, slots=True)
class Redeem:
    """Take `amount` off the card."""

    card_id: int
    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TopUp:
    """Put `amount` on the card."""

    card_id: int
    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetBalance:
    """Correct the balance to `balance` (zero is allowed); becomes a difference to the balance `seen` by the clerk."""

    card_id: int
    balance: int
    reason: str = ""
    seen: int | None = None


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


OnCard = Redeem | TopUp | SetBalance | Update | Disable
Command = Issue | OnCard
