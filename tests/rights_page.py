"""`python -m tests.rights_page`: writes the table of docs/security.md 5 from the one that the gate asks.

Only what stands between `<!-- rights -->` and `<!-- end -->` is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from core.domain.permission import Permission
from core.domain.rights import RIGHTS, WITH_LIMIT, Level, Right, Who
from core.domain.role_limits import CELLS, DEFAULTS
from core.domain.staff import Role

PAGE = Path(__file__).parents[1] / "docs" / "security.md"
_PART = re.compile(r"(<!-- rights -->\n).*?(<!-- end -->\n)", re.DOTALL)
_FIXED = {
    Who.ANYBODY: ("yes", "yes", "yes"),
    Who.OWNER: ("with the token", "with the token", "with the token"),
    Who.ITSELF: ("always", "always", "always"),
}
_LEVELS = {Level.ALONE: "yes", Level.APPROVAL: "with approval", Level.NO: "no"}


def table() -> Iterator[str]:
    """Yield the lines of the table, a row for each act."""
    yield "| act | what it is | nobody signed in | a clerk | a manager | can wait | can be changed | commands |"
    yield "|---|---|---|---|---|---|---|---|"
    for permission, right in RIGHTS.items():
        cells = _FIXED.get(right.who) or ("no", _cell(permission, Role.CLERK), _cell(permission, Role.MANAGER))
        columns = (
            permission.value,
            right.says,
            *cells,
            "yes" if right.can_wait else "",
            _choices(right),
            _commands(right),
        )
        yield f"| {' | '.join(columns)} |"


def written(text: str) -> str:
    """Return the page with the table as it should be."""
    return _PART.sub(lambda part: part[1] + "".join(f"{line}\n" for line in table()) + part[2], text)


def _cell(permission: Permission, role: Role) -> str:
    """Return how it comes: a level, and whether there is a limit."""
    right = RIGHTS[permission]
    level = right.usual(role)
    if role is Role.MANAGER and right.who is Who.OTHER_MANAGER:
        return "not of their own"
    keys = (key for cell, key in CELLS.items() if (cell.role, cell.permission) == (role, permission))
    if level is Level.ALONE and permission in WITH_LIMIT and any(DEFAULTS[key] for key in keys):
        return "up to a limit"
    return _LEVELS[level]


def _choices(right: Right) -> str:
    parts = []
    for role in Role:
        if choices := right.choices(role):
            parts.append(f"{role.value}: {', '.join(choices)}")
    return "; ".join(parts)


def _commands(right: Right) -> str:
    return ", ".join(f"`{command}`" for command in right.console)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
