"""A transition table that refuses nothing: for machines that were broken on purpose, which the worlds must catch."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from core.protocol.transitions import Event, TransitionTable

P = TypeVar("P", bound=StrEnum)


class AnyStep(TransitionTable[P]):
    """Knows what a phase can be told, as the table it is made of; every step is allowed."""

    def allows(self, phase: StrEnum, event: Event, following: StrEnum) -> bool:
        return True
