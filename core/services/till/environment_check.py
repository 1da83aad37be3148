"""The doctor's look at the environment: what in it would lead to another service, and does not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.rows.health import Finding
from core.services.till.found import found


@dataclass(frozen=True, slots=True)
class EnvironmentCheck:
    """`unused` are the variables that are set and do not count (docs/decisions/0047)."""

    unused: Sequence[str]

    def findings(self) -> tuple[Finding, ...]:
        if not self.unused:
            return (found("environment", "ok", "found.environment"),)
        return (found("environment", "warn", "found.environment_unused", names=", ".join(self.unused)),)
