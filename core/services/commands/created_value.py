"""The one limit on the value that a clerk creates in a day, over all doors: new cards, top-ups and orders.

What is taken back is not created, and has limits of its own (docs/security.md 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.clock import Clock
from core.services.people.gate import Gate
from core.services.people.preferences import Preferences
from core.store import created
from core.store.database import Connection

LIMIT = "manager.created_day"
"""The setting: an amount of the shop's currency."""


@dataclass(frozen=True, slots=True)
class CreatedValue:
    """Asked inside the transaction that creates it."""

    preferences: Preferences
    gate: Gate
    clock: Clock

    def is_beyond(self, conn: Connection, more: Mapping[str, int]) -> bool:
        """Tell whether `more`, minor units by currency, is beyond what whoever is at the till may create today.

        The limit is said in the shop's currency: any value in another one is beyond it.
        """
        largest = self.preferences.largest(LIMIT)
        if set(more) - {largest.currency}:
            return True
        before = created.value_of_day(conn, self.gate.name, self.clock.shop_day(), largest.currency)
        return before + more.get(largest.currency, 0) > largest.minor
