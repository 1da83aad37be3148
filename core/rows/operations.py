"""Operations of the outbox: how they stand, what is known of them, and how they were settled."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.money import Money
from core.domain.operation import OPEN, Kind, State
from core.domain.outcome import Message
from core.domain.replacement import ReplacementStage
from core.domain.reversal import Original, TakenBack
from core.domain.settlement import How
from core.rows.cards import CardRow


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """How a person settled an operation. `loss` is what the shop bears, minor units."""

    how: How
    clerk: str
    why: str
    at: int
    loss: int


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One operation of the outbox. `message` is what we know, in a sentence."""

    operation_id: str
    kind: Kind
    state: State
    card_id: int
    last_characters: str
    currency: str
    want: int
    known: int
    reason: str
    clerk: str
    till: str
    created_at: int
    offline: bool
    message: Message | None
    balance: int | None = None
    """For done money operations: the balance on the card right after it, as far as our own write shows it."""
    code_waits: bool = False
    """A new card's code is still kept sealed, because nobody said that the customer has it."""
    settlement: SettlementRow | None = None
    ways: tuple[How, ...] = ()
    """What may be said about it, in the order of the buttons: while it needs a person, or is a promise never sent."""
    suggestion: How | None = None
    """While it needs a person: what the evidence hints at. A person presses; nobody else does."""
    owed: int = 0
    """While it needs a person: what is not on the card yet if the write in doubt never happened, signed."""
    follows: str = ""
    """The settled operation that this one does again or puts right; empty for most."""
    followed_by: str = ""
    replacement: str = ""
    """The operation that began the replacement of a card of which this is a step; empty for most."""
    finished_at: float | None = None
    """When its end was known, by the till's clock."""
    bill: str = ""
    """Joins the cards that paid for one sale; empty for most."""
    approver: str = ""
    """The manager whose PIN allowed it; empty for most."""
    reverses: str = ""
    """The operation that this one takes back; empty for most."""
    reverses_kind: Kind | None = None
    reversed_by: str = ""
    """The newest take-back of this operation that was not refused; empty for most."""
    reversed_state: State | None = None
    taken_back: int = 0
    """What take-backs of it changed on the card, or are about to, signed."""
    reference: str = ""
    """The caller's own name of the act (docs/console.md 1); empty for most."""
    told_moved: int | None = None
    """What a journal tells that it moved, where that one alone knows of it; None for most."""

    @property
    def key(self) -> str:
        """What tells it from all other lines of a history."""
        return self.operation_id

    @property
    def moved(self) -> int:
        """What it changed on its card for good, signed; a sale its whole value once the card is made."""
        return self._original().moved if self.told_moved is None else self.told_moved

    @property
    def can_be_taken_back(self) -> bool:
        """As far as its own row tells; the card may still refuse it."""
        return not self._original().why_not()

    @property
    def cash(self) -> int:
        """What goes out of the drawer for it (below zero) or comes back into it, minor units; 0 for most.

        Cash that a customer pays for a card or a top-up is not known here.
        """
        of_cash = Kind.CASH_OUT in {self.kind, self.reverses_kind}
        return self.known if of_cash and self.state in {State.DONE, State.INFERRED} else 0

    def _original(self) -> Original:
        back = () if self.reversed_state is None else (TakenBack(self.reversed_state, self.taken_back),)
        return Original(self.kind, self.state, self.card_id, self.want, self.known, bool(self.replacement), back)


@dataclass(frozen=True, slots=True)
class BillRows:
    """What one sale was paid with, in order, and the card of each. `waits`: its receipt is not on paper yet."""

    rows: tuple[OperationRow, ...] = ()
    cards: tuple[CardRow | None, ...] = ()
    waits: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One step of what happened to an operation: `what` is read, asked, answered, lost, glance, reread or decided."""

    at: float
    what: str
    message: Message


@dataclass(frozen=True, slots=True)
class ReplacementRow:
    """A lost card's replacement. `operation_id` is its first step and names it, `step` its last one so far.

    `wanted` was on the old card, `amount` really came off it, `made` is the operation of the new card, or empty.
    `state` is the last step's; `new_card_id` None: there is no new card (yet).
    """

    operation_id: str
    card_id: int
    last_characters: str
    currency: str
    wanted: int
    amount: int
    new_card_id: int | None
    new_last_characters: str
    made: str
    stage: ReplacementStage
    step: str
    state: State
    message: Message | None
    reason: str
    clerk: str
    till: str
    created_at: int

    @property
    def open(self) -> bool:
        """It goes on by itself."""
        return self.state in OPEN

    @property
    def needs_you(self) -> bool:
        return self.state is State.PARKED

    @property
    def moved(self) -> bool:
        """The money is on the new card."""
        return self.new_card_id is not None

    @property
    def outcome(self) -> str:
        """One of confirmed, queued, refused, unknown; confirmed once the money is on the new card and all is done."""
        if self.needs_you:
            return "unknown"
        if self.open:
            return "queued"
        return "confirmed" if self.moved else "refused"

    @property
    def told(self) -> Message:
        """How far it is, in a sentence."""
        how = self.outcome
        if (
            how in {"confirmed", "refused"}
            and self.stage is not ReplacementStage.TAKING
            and self.state is not State.DONE
        ):
            how = "left"
        values = {
            "amount": Money(self.amount or self.wanted, self.currency),
            "last": self.last_characters.upper(),
            "new": self.new_last_characters.upper(),
        }
        return Message(f"replace.{self.stage.value}.{how}", values)
