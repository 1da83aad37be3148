"""The lessons of the training mode: what a trainee can be put through on the sandbox, and what is on just now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Lesson(StrEnum):
    """What happens to the next request that changes something."""

    LOSE_ANSWER = "lose-answer"
    REFUSE = "refuse"
    SLOW = "slow"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Drill:
    """`waiting` are lessons that no request has met yet, in their order; `weather` is the seed of a bad day."""

    outage: bool = False
    waiting: tuple[Lesson, ...] = ()
    weather: int | None = None

    @property
    def fair(self) -> bool:
        return self == Drill()
