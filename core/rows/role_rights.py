"""The table of what each role may do, as people see it."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.permission import Permission
from core.domain.rights import Level
from core.domain.staff import Role


@dataclass(frozen=True, slots=True)
class RoleCell:
    """What one role may do of one act. Limits are text of the shop's currency, "" is none; None: there is no such.

    `choices` are the levels that can be chosen; nothing where it is fixed.
    """

    level: Level
    choices: tuple[Level, ...]
    most: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class RightRow:
    """An act, and what each role may do of it. `own_apart`: never what they made themselves."""

    permission: Permission
    says: str
    clerk: RoleCell
    manager: RoleCell
    own_apart: bool = False

    def of(self, role: Role) -> RoleCell:
        """Return the cell of one role."""
        return self.clerk if role is Role.CLERK else self.manager

    @property
    def editable(self) -> bool:
        """Tell whether anything of it can be changed."""
        return bool(self.clerk.choices or self.manager.choices or self.clerk.most is not None)
