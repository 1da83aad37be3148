"""The doctor's look at the environment: what in it would lead to another service, and does not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.rows.health import Finding


@dataclass(frozen=True, slots=True)
class EnvironmentCheck:
    """`unused` are the variables that are set and do not count (docs/decisions/0047)."""

    unused: Sequence[str]

    def findings(self) -> tuple[Finding, ...]:
        if not self.unused:
            return (Finding("environment", "ok", "nothing in it changes the way to the service"),)
        said = f"{', '.join(self.unused)} not used: the settings service.authority and service.proxy count here"
        return (Finding("environment", "warn", said),)
