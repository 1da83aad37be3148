"""What the till may count on from its service just now, for whoever makes a machine or shows it to a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.clock import Clock
from core.domain.capabilities import Answers, Capabilities
from core.domain.outcome import Message
from core.store import capabilities
from core.store.database import Connection

_DAY_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class CapabilityStore:
    """`service` is the address that the answers belong to; the sandbox has a name, for its port changes."""

    service: str
    clock: Clock

    def now(self, conn: Connection) -> Capabilities:
        return self.answers(conn).capabilities(self.clock.wall())

    def answers(self, conn: Connection) -> Answers:
        return capabilities.answers(conn, self.service)

    def told(self, conn: Connection) -> tuple[str, Message]:
        """Return for the doctor: ok or warn, and what is known, with its age in days."""
        known, now = self.answers(conn), self.clock.wall()
        age = known.age(now)
        if age is None:
            return "ok", Message("found.never_probed")
        texts = ", ".join(f"{name}={text}" for name, text in sorted(known.texts.items()))
        values: dict[str, object] = {"days": max(0, round(age / _DAY_S)), "answers": texts}
        if known.stale(now):
            return "warn", Message("found.probed_stale", values)
        return "ok", Message("found.probed", values)

    def keep(self, conn: Connection, texts: Mapping[str, str]) -> None:
        capabilities.keep(conn, self.service, texts, self.clock.wall())
