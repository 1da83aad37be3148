"""Frozen rows of the read side: what a screen shows, already projected. Money is minor units, times UTC epoch seconds.

Kept apart from core.queries so that a front end can name these types without loading a database library.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.domain.card import Match, Status
from core.domain.money import Money
from core.domain.operation import OPEN, Kind, State
from core.domain.outcome import Said
from core.domain.replacement import Stage
from core.domain.settlement import How
from core.domain.training import Drill


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


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line of "how it got to": `amount` signed, `balance` the running total after it (None when unknown).

    `what` is one of sold, listed, redeem, top-up, set-balance, elsewhere, update, disable, disabled_elsewhere, freeze,
    unfreeze. `state` is None for what was seen at the service rather than done here. `at` is by the till's clock.
    `said` tells it in sentences: what happened, then how far it is or how it was settled.
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
    said: tuple[Said, ...] = ()


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
    stage: Stage
    step: str
    state: State
    said: Said | None
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
    def told(self) -> Said:
        """How far it is, in a sentence."""
        how = self.outcome
        if how in {"confirmed", "refused"} and self.stage is not Stage.TAKING and self.state is not State.DONE:
            how = "left"
        values = {
            "amount": Money(self.amount or self.wanted, self.currency),
            "last": self.last_characters.upper(),
            "new": self.new_last_characters.upper(),
        }
        return Said(f"replace.{self.stage.value}.{how}", values)


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
    """One operation of the outbox. `said` is what we know, in a sentence."""

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
    said: Said | None
    balance: int | None = None
    """For done money operations: the balance on the card right after it, as far as our own write shows it."""
    code_waits: bool = False
    """A new card's code is still kept sealed, because nobody said that the customer has it."""
    settlement: SettlementRow | None = None
    ways: tuple[How, ...] = ()
    """While it needs a person: what may be said about it, in the order of the buttons."""
    suggestion: How | None = None
    """While it needs a person: what the evidence hints at. A person presses; nobody else does."""
    owed: int = 0
    """While it needs a person: what is not on the card yet if the write in doubt never happened, signed."""
    follows: str = ""
    """The settled operation that this one does again or puts right; empty for most."""
    followed_by: str = ""
    act: str = ""
    """The first operation of the act of several steps of which this is one; empty for most."""
    finished_at: float | None = None
    """When its end was known, by the till's clock."""
    bill: str = ""
    """Joins the cards that paid for one sale; empty for most."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An order of several cards and how many of them stand how. `name` is the file's, "" for equal cards.

    `waiting` are those that nothing was done for yet, `codes` those whose code is still here.
    """

    batch_id: str
    name: str
    clerk: str
    created_at: float
    stopped: bool
    cards: int
    confirmed: int
    pending: int
    parked: int
    failed: int
    waiting: int
    codes: int

    @property
    def tried(self) -> int:
        """How many the order is through with."""
        return self.confirmed + self.pending + self.parked + self.failed


@dataclass(frozen=True, slots=True)
class BatchCard:
    """One card of an order. `stand` is waiting, confirmed, pending, doubted, parked or refused; `said` tells why."""

    number: int
    row_id: str
    amount: int
    currency: str
    stand: str
    said: Said | None
    recipient: str
    last_characters: str
    card_id: int | None
    operation_id: str | None
    has_code: bool
    own_code: bool
    """Drawn by us; else it came printed, and nothing has to be printed for it."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One step of what happened to an operation: `what` is read, asked, answered, lost, glance, reread or decided."""

    at: float
    what: str
    said: Said


@dataclass(frozen=True, slots=True)
class CardReckoning:
    """One card as our books have it: `begun` + `ours` + `others` is expected, `shown` is what the service has.

    `seen` counts the changes by others that a look showed, `missing` the numbers between our own transactions: writes
    by others as well. `residual` is the sum still in doubt, `loss` what was settled as lost; both positive.
    """

    card_id: int
    last_characters: str
    currency: str
    begun: int
    ours: int
    others: int
    seen: int
    shown: int
    missing: int
    unsettled: int
    residual: int
    loss: int

    @property
    def expected(self) -> int:
        return self.begun + self.ours + self.others

    @property
    def difference(self) -> int:
        """What nobody was seen to do: it must be explained."""
        return self.shown - self.expected

    @property
    def agrees(self) -> bool:
        """Nobody but us changed it, as far as can be known, and nothing is in doubt."""
        return not (self.seen or self.missing or self.difference or self.unsettled)


@dataclass(frozen=True, slots=True)
class CurrencyReckoning:
    """Sums over all cards of one currency, minor units."""

    currency: str
    cards: int
    shown: int
    others: int
    difference: int
    residual: int
    loss: int


@dataclass(frozen=True, slots=True)
class Reckoning:
    """`cards` need a look; `level` are those on which everything agrees, as far as this till worked with them.

    `facade`: balances and gapless numbers contradict each other, so the service adds differences by itself (K2).
    """

    cards: tuple[CardReckoning, ...]
    level: tuple[CardReckoning, ...]
    currencies: tuple[CurrencyReckoning, ...]
    facade: bool


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is still allowed without a connection, minor units of the shop's currency."""

    currency: str
    per_sale: int
    card_left: int
    till_left: int
    stopped: Said | None = None
    """Why no card can be charged without a connection now."""
    balance_days: int = 7
    off: bool = False
    """A limit of zero: nothing is allowed without a connection."""


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """The state pill, the band and the status bar in one value.

    `connection` is online, offline, switched_off, unauthorised or starting. `offline_since` is till time.
    """

    connection: str
    offline_since: float | None
    pending: int
    needs_attention: int
    last_sync: float | None
    first_pull_done: bool
    cards: int
    sandbox: bool
    service_url: str
    shop_name: str
    till_name: str
    clerk: str
    currency: str
    allowance: Allowance
    problem: Said | None = None
    staffed: bool = False
    """There is a manager, so people sign in."""
    signed_in: bool = False
    manages: bool = False
    drill: Drill = field(default_factory=Drill)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a scan or a typed text. `card_id` is set for VERIFIED and LIKELY; `candidates` for AMBIGUOUS."""

    match: Match
    card_id: int | None = None
    last_characters: str = ""
    candidates: tuple[int, ...] = field(default=())
