"""A transition table that remembers which of its rows were taken."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from core.protocol.transitions import Event, TransitionTable

P = TypeVar("P", bound=StrEnum)
Triple = tuple[StrEnum, Event, StrEnum]


class Taken(TransitionTable[P]):
    """Refuses what the table refuses that it is made of; `rows_taken` are those that a machine went by."""

    def __init__(self, table: TransitionTable[P]) -> None:
        super().__init__(*table.rows)
        self.rows_taken: set[Triple] = set()

    def allows(self, phase: StrEnum, event: Event, following: StrEnum) -> bool:
        allowed = super().allows(phase, event, following)
        if allowed:
            self.rows_taken.add((phase, event, following))
        return allowed

    @property
    def dead(self) -> set[Triple]:
        """The rows that no machine went by."""
        return {(row.phase, row.event, row.following) for row in self.rows} - self.rows_taken  # type: ignore[return-value]
