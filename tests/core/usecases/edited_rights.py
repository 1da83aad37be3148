"""Tables of rights as shops might have them: as it comes, as strict and as open as can be, and drawn by seeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from core.domain.permission import OPEN, Permission
from core.domain.rights import RIGHTS, Level, Who
from core.domain.role_limits import RIGHT_SETTINGS, right_setting
from core.domain.staff import Role

_WORTH = ("no", "approval", "alone")


@dataclass(frozen=True)
class RightsOfShop:
    """What was set by hand."""

    name: str
    settings: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    def level(self, name: str, permission: Permission) -> str:
        """Return the level of Cleo, a clerk, of a manager, or of "", who is nobody."""
        if permission in OPEN:
            return "alone"
        if not name:
            return "no"
        role = Role.CLERK if name == "Cleo" else Role.MANAGER
        by_default = "approval" if role is Role.CLERK and RIGHTS[permission].who in _MANAGERS else "alone"
        return self.settings.get(right_setting(role, permission), by_default)


_MANAGERS = {Who.MANAGER, Who.OTHER_MANAGER}


def _tables() -> Iterator[RightsOfShop]:
    yield RightsOfShop("as it comes")
    yield RightsOfShop(
        "strict", {key: RIGHTS[act].choices(role)[-1].value for key, (role, act) in RIGHT_SETTINGS.items()}
    )
    yield RightsOfShop("open", {key: RIGHTS[act].choices(role)[0].value for key, (role, act) in RIGHT_SETTINGS.items()})
    for seed in range(4):
        yield RightsOfShop(f"seed {seed}", _drawn(Random(seed)))


def _drawn(random: Random) -> dict[str, str]:
    """Draw a table in which no clerk has more than a manager."""
    found: dict[str, str] = {}
    for key, (role, act) in sorted(RIGHT_SETTINGS.items(), key=lambda each: each[1][0] is Role.CLERK):
        most = found.get(right_setting(Role.MANAGER, act), "alone") if role is Role.CLERK else "alone"
        levels = [level.value for level in RIGHTS[act].choices(role) if _WORTH.index(level) <= _WORTH.index(most)]
        found[key] = random.choice(levels)
    return found


TABLES = tuple(_tables())
EDITED = TABLES[1:]
assert Level.ALONE in _WORTH
