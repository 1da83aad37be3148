"""The shop as its services know it, handed around as one."""

from __future__ import annotations

from dataclasses import dataclass

from core.services.people.gate import Gate
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff


@dataclass(frozen=True, slots=True)
class Shop:
    """What the shop has set, and who works in it."""

    preferences: Preferences
    staff: Staff

    @property
    def gate(self) -> Gate:
        """Return the one gate that every act of a person goes through."""
        return self.staff.gate
