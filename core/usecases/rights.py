"""What each role may do, and up to which limits: one table, read by everybody and changed by managers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.staff import Role
    from core.rows.role_rights import RightRow


@dataclass(frozen=True, slots=True)
class RightsRead:
    """The table. `currency` is that of its limits."""

    rows: tuple[RightRow, ...]
    currency: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """What one cell is to be; None leaves a part of it as it is. A limit of "" is none."""

    role: Role
    permission: Permission
    level: str | None = None
    most: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class StoredRights:
    """The act as it is now."""

    row: RightRow

    @property
    def changes(self) -> Changes:
        return Changes(settings=True, people=True, status=True)


@needs(Permission.STATUS)
def read_rights(core: Core) -> RightsRead:
    """Return the whole table."""
    from core.services.people.role_rows import rows_of  # noqa: PLC0415 - the first frame shows no table

    values = core.preferences.all()
    return RightsRead(rows_of(values), values["currency"])


@needs(Permission.RIGHTS)
def change_rights(core: Core, changes: Iterable[CellChange]) -> StoredRights:
    """Change cells of one act, all of them or none. Raises BadInput, RuleRefused and ApprovalNeeded."""
    from core.services.people.role_rows import rows_of, settings_of  # noqa: PLC0415 - as above

    wanted = tuple(changes)
    values: dict[str, str] = {}
    for change in wanted:
        values |= settings_of(change.role, change.permission, (change.level, change.most, change.day))
    core.preferences.set_all(values)
    row = next(row for row in rows_of(core.preferences.all()) if row.permission is wanted[0].permission)
    return StoredRights(row)
