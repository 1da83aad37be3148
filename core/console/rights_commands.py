"""`rights`: what each role may do, and up to which limits, as one table; and a change of it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass

from core.bootstrap import Core
from core.console.output import Output
from core.domain.permission import Permission
from core.domain.rights import Level
from core.domain.staff import Role
from core.rows.role_rights import RightRow, RoleCell
from core.usecases import rights
from core.usecases.rights import CellChange

_NO_LIMIT = "none"


@dataclass(frozen=True, slots=True)
class RightsCommands:
    """The table of one core."""

    core: Core
    output: Output

    def rights(self, options: Namespace) -> int:
        if options.verb == "set":
            return self._set(options)
        read = rights.read_rights(self.core)
        for row in read.rows:
            self.output.row(_fields(row), _line(row))
        return 0

    def _set(self, options: Namespace) -> int:
        most, day = ("" if each == _NO_LIMIT else each for each in (options.most, options.day))
        change = CellChange(Role(options.role), Permission(options.act), options.level, most, day)
        row = rights.change_rights(self.core, (change,)).row
        self.output.answer(_fields(row), _line(row))
        return 0


def _fields(row: RightRow) -> dict[str, object]:
    return {"act": row.permission.value, "says": row.says} | {role.value: _cell_fields(row.of(role)) for role in Role}


def _cell_fields(cell: RoleCell) -> dict[str, object]:
    found: dict[str, object] = {"level": cell.level.value, "choices": [each.value for each in cell.choices]}
    return found | {name: value for name, value in (("most", cell.most), ("day", cell.day)) if value is not None}


def _line(row: RightRow) -> str:
    cells = "  ".join(f"{role.value}: {_told(row.of(role)):<34}" for role in Role)
    return f"{row.permission.value:<12}  {cells}".rstrip()


def _told(cell: RoleCell) -> str:
    """Say a level, and its limits where it is alone."""
    parts = [cell.level.value]
    if cell.level is Level.ALONE:
        parts += [f"{text} {limit}" for text, limit in (("up to", cell.most), ("in a day", cell.day)) if limit]
    return ", ".join(parts)
