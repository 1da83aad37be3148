"""A door of the core, and the till of a shop that it is tried at: people, and whatever a door leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.bootstrap import Core
from core.domain.command import (
    Freeze,
    Issue,
)
from core.domain.day_closing import ClosingOrder, DrawerCount
from core.domain.outcome import Queued
from core.domain.permission import Permission
from core.domain.receipt import Receipt
from core.domain.role_limits import rights_of
from core.domain.staff import Role
from tests.e2e.counter_actions import redeem, sell

PINS = {"Mia": "482913", "Max": "918273", "Cleo": "7294"}
LARGE = 60_000
"""Minor units: more than a clerk may make, put on, pay out or take back alone."""
PAPER = Receipt("Shop", "Sale", "5.00", ())
NOWHERE = "http://127.0.0.1:1"
Act = Callable[[Core], Any]


class DoorShop:
    """A till with people; what a door leads to is made by Mia, right before it is tried."""

    def __init__(self, core: Core, folder: Path) -> None:
        self.core, self.folder = core, folder
        self.first = sell(core, 1_000)
        for name, pin in PINS.items():
            core.staff.put(name, Role.CLERK if name == "Cleo" else Role.MANAGER, pin)

    def be(self, name: str) -> None:
        """Let this person be at the till, who may be there already; "" for nobody."""
        present = self.core.gate.present
        if name == ("" if present is None else present.name):
            return
        self.core.staff.sign_out()
        if name:
            self.core.staff.sign_in(name, PINS[name])

    def go_by(self, settings: Mapping[str, str]) -> None:
        """Have this table of rights, whoever is at the till, and as it comes for the rest of it."""
        self.core.gate.adopt(rights_of(settings))

    def card(self) -> int:
        return sell(self.core, 2 * LARGE).card_id

    def taken(self, amount: int) -> str:
        return redeem(self.core, self.card(), amount).operation_id

    def just_taken(self) -> str:
        """A small act of the clerk's own."""
        card_id = self.card()
        self.be("Cleo")
        return redeem(self.core, card_id, 500).operation_id

    def promised(self) -> str:
        """A redeem that went out without a connection, and waits."""
        card_id = self.card()
        self.core.connection.switch(True)
        outcome = redeem(self.core, card_id, 500)
        assert isinstance(outcome, Queued)
        self.core.connection.switch(False)
        return outcome.operation_id

    def order(self) -> str:
        return self.core.batches.begin(self.core.batches.equal(Issue(500, "USD"), 2))

    def count(self, difference: int) -> ClosingOrder:
        """Count the drawer with so much too much."""
        found = self.core.day_closings.open_day()
        counts = (DrawerCount(each.currency, each.expected + difference) for each in found.figures)
        return ClosingOrder(tuple(counts), "counted")

    def frozen(self) -> int:
        card_id = self.card()
        self.core.freezes.freeze(Freeze(card_id, "lost"))
        return card_id


@dataclass(frozen=True)
class Way:
    """One door: a use case, what the table asks for it, and how it is gone through once Mia has made it ready."""

    name: str
    permission: Permission
    ready: Callable[[DoorShop], Act]
    beyond: bool = False
    only_looks: bool = False
    """A manager is asked for at the act that follows, who then sees what it comes to."""
    begun: bool = False
    """It goes on with, or ends, what was let through before."""
    for_all: bool = False
    """Beyond what a manager may do alone too, as the table comes."""
