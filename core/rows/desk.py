"""How the till stands: its connection, its limits, who is at it."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.domain.outcome import Message
from core.domain.training import Drill


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is still allowed without a connection, minor units of the shop's currency."""

    currency: str
    per_sale: int
    card_left: int
    till_left: int
    stopped: Message | None = None
    """Why no card can be charged without a connection now."""
    balance_days: int = 7
    off: bool = False
    """A limit of zero: nothing is allowed without a connection."""


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """The state pill, the band and the status bar in one value.

    `connection` is online, offline, switched_off, unauthorised, unreadable or starting. `offline_since` is till time.
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
    problem: Message | None = None
    staffed: bool = False
    """There is a manager, so people sign in."""
    signed_in: bool = False
    manages: bool = False
    reads_reports: bool = True
    """The role of whoever is at the till lets them; true while nobody is."""
    approvals: int = 0
    """How many requests wait for approval: for a manager all, for a clerk their own."""
    drill: Drill = field(default_factory=Drill)

    @property
    def locked(self) -> bool:
        """Nobody is signed in where people sign in: nothing of a card or of the books may be seen."""
        return self.staffed and not self.signed_in
