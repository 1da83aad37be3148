"""The table of what each role may do: from the settings to rows, and from a changed cell back to settings."""

from __future__ import annotations

from collections.abc import Mapping

from core.domain.permission import Permission
from core.domain.rights import RIGHTS, RoleRights, Who
from core.domain.role_limits import CELLS, Cell, Span, right_setting, rights_of
from core.domain.staff import Role
from core.errors import BadInput
from core.rows.role_rights import RightRow, RoleCell

_SHOWN = frozenset({Who.SIGNED_IN, Who.MANAGER, Who.OTHER_MANAGER})
"""Where roles count at all."""


def rows_of(values: Mapping[str, str]) -> tuple[RightRow, ...]:
    """Return the table among all settings."""
    table = rights_of(values)
    return tuple(
        RightRow(
            permission,
            right.says,
            _cell(values, table, (Role.CLERK, permission)),
            _cell(values, table, (Role.MANAGER, permission)),
            own_apart=right.who is Who.OTHER_MANAGER,
        )
        for permission, right in RIGHTS.items()
        if right.who in _SHOWN
    )


def settings_of(
    role: Role, permission: Permission, wanted: tuple[str | None, str | None, str | None]
) -> dict[str, str]:
    """Return the settings that a changed cell comes to: its level, its limit at a time, that in a day.

    Raises BadInput for what is fixed, and for a limit that this act does not have.
    """
    level, *limits = wanted
    found: dict[str, str] = {}
    if level is not None:
        if not RIGHTS[permission].choices(role):
            raise BadInput("rights.fixed", act=permission.value, role=role.value)
        found[right_setting(role, permission)] = level
    for span, limit in zip(Span, limits, strict=True):
        if limit is not None:
            key = CELLS.get(Cell(role, permission, span))
            if key is None:
                raise BadInput("rights.no_limit", act=permission.value)
            found[key] = limit
    if not found:
        raise BadInput("rights.nothing")
    return found


def _cell(values: Mapping[str, str], table: RoleRights, place: tuple[Role, Permission]) -> RoleCell:
    role, permission = place
    limits = (CELLS.get(Cell(role, permission, span)) for span in Span)
    most, day = (None if key is None else values[key] for key in limits)
    return RoleCell(table.level(role, permission), RIGHTS[permission].choices(role), most, day)
