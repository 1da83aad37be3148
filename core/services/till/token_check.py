"""The doctor's look at what the service let this till do when it was asked last. It asks nothing itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.rows.health import Finding
from core.services.link.connection import ServiceConnection
from core.services.till.found import found, told


@dataclass(frozen=True, slots=True)
class TokenCheck:
    """A token that is refused or missing stops everything; an account that is not paid only some acts."""

    connection: ServiceConnection

    def findings(self) -> tuple[Finding, ...]:
        return self._token(), self._account()

    def _token(self) -> Finding:
        condition = self.connection.condition
        failing = condition.state in {"unauthorised", "switched_off"}
        if failing and condition.problem is not None:
            return replace(told("token", "bad", condition.problem), since=condition.since)
        return found("token", "ok", "found.token")

    def _account(self) -> Finding:
        """Report a 402 or 403: an account without funds or paid up no longer, or a right that the token lacks."""
        refused = self.connection.refused.problem
        return found("account", "ok", "found.account") if refused is None else told("account", "warn", refused)
