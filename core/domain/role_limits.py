"""The limits of each role, the most at a time and in a day, as cells of one table: which setting holds which.

What is beyond a limit takes another person (docs/decisions/0121). An empty setting is no limit, 0 always asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.domain.operation import Kind
from core.domain.permission import Permission
from core.domain.rights import RIGHTS, WITH_LIMIT, Level, RoleRights
from core.domain.staff import Role

CREATING = (Permission.ISSUE, Permission.ORDER, Permission.TOP_UP)
"""They put value onto cards, and share one limit of the day."""


class Span(StrEnum):
    """What a limit is of; the values are the console's words."""

    ACT = "most"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of the table."""

    role: Role
    permission: Permission
    span: Span


def _named(role: Role, word: str, span: Span) -> str:
    return f"limit.{role.value}.{word}{'_day' if span is Span.DAY else ''}"


def _word(permission: Permission) -> str:
    return permission.value.replace("-", "_")


def right_setting(role: Role, permission: Permission) -> str:
    """Return the setting of a level, whether it can be chosen or not."""
    return f"rights.{role.value}.{_word(permission)}"


_BEFORE = {
    Cell(Role.CLERK, Permission.TOP_UP, Span.ACT): "manager.top_up",
    Cell(Role.CLERK, Permission.CASH_OUT, Span.ACT): "manager.cash_out",
    Cell(Role.CLERK, Permission.REVERSE, Span.ACT): "manager.reverse",
    Cell(Role.CLERK, Permission.CLOSE_DAY, Span.ACT): "manager.drawer",
}
"""Cells that had a setting before there was a table: what is stored keeps its name."""


def _setting(cell: Cell) -> str:
    if cell.span is Span.DAY and cell.permission in CREATING:
        return "manager.created_day" if cell.role is Role.CLERK else "limit.manager.created_day"
    return _BEFORE.get(cell) or _named(cell.role, _word(cell.permission), cell.span)


LIMITED = tuple(each for each in RIGHTS if each in WITH_LIMIT and each is not Permission.RIGHTS)
"""The acts with limits, as they stand in the table of rights."""
CELLS: dict[Cell, str] = {
    cell: _setting(cell)
    for role in Role
    for permission in LIMITED
    for span in Span
    if (cell := Cell(role, permission, span)) and not (permission is Permission.CLOSE_DAY and span is Span.DAY)
}
"""The setting of each cell."""
LIMIT_SETTINGS = tuple(dict.fromkeys(CELLS.values()))
RIGHT_SETTINGS: dict[str, tuple[Role, Permission]] = {
    right_setting(role, permission): (role, permission)
    for role in Role
    for permission, right in RIGHTS.items()
    if right.choices(role)
}
"""The setting of each level that can be chosen."""

_USUAL = {"manager.top_up": "200.00", "manager.created_day": "200.00", "manager.cash_out": "15.00"}
_USUAL |= {"manager.reverse": "50.00", "manager.drawer": "5.00", "limit.manager.close_day": "5.00"}
DEFAULTS: dict[str, str] = {
    key: RIGHTS[permission].usual(role).value for key, (role, permission) in RIGHT_SETTINGS.items()
}
DEFAULTS |= {key: _USUAL.get(key, "") for key in LIMIT_SETTINGS}
"""How the table comes: limits for clerks, and none for managers but in the drawer."""
FOLLOWING = {"manager.created_day": "manager.top_up", "limit.manager.close_day": "manager.drawer"}
"""Until somebody sets the first, it is as the second: as much as a clerk may top up alone, and as for clerks."""
KINDS: dict[Permission, tuple[Kind, ...]] = {
    Permission.REDEEM: (Kind.REDEEM,),
    Permission.CASH_OUT: (Kind.CASH_OUT,),
    Permission.REVERSE: (Kind.REVERSE,),
    Permission.SET_BALANCE: (Kind.SET_BALANCE,),
}
"""What counts for the limit of a day; what creates value has its own sum (core.store.created)."""


def is_cell(key: str) -> bool:
    """Tell whether this setting is a cell of the table, which takes the right to change that."""
    return key in DEFAULTS


def rights_of(values: Mapping[str, str]) -> RoleRights:
    """Return the levels among stored settings."""
    levels = {level.value: level for level in Level}
    return RoleRights(
        {place: levels[values[key]] for key, place in RIGHT_SETTINGS.items() if values.get(key) in levels}
    )


@dataclass(frozen=True, slots=True)
class RoleTable:
    """All cells at once: `values` are settings in their normal form, `minor` reads an amount of the shop's currency."""

    values: Mapping[str, str]
    minor: Callable[[str], int]

    @property
    def rights(self) -> RoleRights:
        """Return the levels."""
        return rights_of(self.values)

    def limit(self, cell: Cell) -> int | None:
        """Return the limit in minor units of the shop's currency; None: no limit."""
        text = self.values[CELLS[cell]]
        return self.minor(text) if text else None

    def above(self) -> Permission | None:
        """Return an act of which a clerk may do more than a manager; None where there is none."""
        found = self.rights.above()
        return found or next((each for each in LIMITED if self._has_higher_limit(each)), None)

    def raises(self, before: RoleTable) -> bool:
        """Tell whether managers may do more alone than before."""
        return self.rights.raises(before.rights) or any(
            _exceeds(self.limit(cell), before.limit(cell)) for cell in CELLS if cell.role is Role.MANAGER
        )

    def _has_higher_limit(self, permission: Permission) -> bool:
        if self.rights.level(Role.CLERK, permission) is not Level.ALONE:
            return False
        cells = [cell for cell in CELLS if cell.permission is permission and cell.role is Role.CLERK]
        return any(_exceeds(self.limit(cell), self.limit(Cell(Role.MANAGER, permission, cell.span))) for cell in cells)


def _exceeds(one: int | None, other: int | None) -> bool:
    return other is not None and (one is None or one > other)
