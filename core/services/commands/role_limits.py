"""What whoever is at the till may do alone: the most at a time and in a day, by their role (docs/decisions/0121).

New cards, top-ups and orders share one limit of the day. What is taken back is not created, and has limits of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.clock import Clock
from core.domain.permission import Permission
from core.domain.role_limits import CELLS, CREATING, KINDS, Cell, Span
from core.domain.staff import Person, Role
from core.services.people.gate import Gate
from core.services.people.preferences import Preferences
from core.store import created
from core.store.database import Connection


@dataclass(frozen=True, slots=True)
class RoleLimits:
    """Asked inside the transaction of the act. `person`: whose limits count; None: of whoever is at the till."""

    preferences: Preferences
    gate: Gate
    clock: Clock
    person: Person | None = None

    @property
    def whose(self) -> Person | None:
        """Return whose limits count; None where nobody is at the till."""
        return self.person or self.gate.present

    def is_beyond(self, conn: Connection, permission: Permission, more: Mapping[str, int]) -> bool:
        """Tell whether `more`, minor units by currency, is beyond a limit of whose it is.

        A limit is said in the shop's currency: any value in another one is beyond it.
        """
        table, currency = self.preferences.role_table(conn)
        cells = (Cell(self._role(), permission, span) for span in Span)
        most, day = (table.limit(cell) if cell in CELLS else None for cell in cells)
        if most is not None and any(own != currency or abs(minor) > most for own, minor in more.items()):
            return True
        if day is None:
            return False
        if set(more) - {currency}:
            return True
        return self._before(conn, permission, currency) + abs(more.get(currency, 0)) > day

    def _role(self) -> Role:
        return Role.CLERK if self.whose is None else self.whose.role

    def _before(self, conn: Connection, permission: Permission, currency: str) -> int:
        """Return what they did of it today without anybody's approval."""
        name = self.gate.name if self.person is None else self.person.name
        day = self.clock.shop_day()
        if permission in CREATING:
            return created.value_of_day(conn, name, day, currency)
        return created.sum_of_day(conn, KINDS[permission], (name, day, currency))
