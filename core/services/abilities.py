"""What the till may count on from its service just now, for whoever makes a machine or shows it to a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.clock import Clock
from core.domain.capabilities import Answers, Capabilities
from core.store import capabilities
from core.store.database import Session


@dataclass(frozen=True, slots=True)
class Abilities:
    """`service` is the address that the answers belong to; the sandbox has a name, for its port changes."""

    service: str
    clock: Clock

    def now(self, connection: Session) -> Capabilities:
        return self.answers(connection).capabilities(self.clock.wall())

    def answers(self, connection: Session) -> Answers:
        return capabilities.answers(connection, self.service)

    def keep(self, connection: Session, texts: Mapping[str, str]) -> None:
        capabilities.keep(connection, self.service, texts, self.clock.wall())
