"""A point in time inside a sentence, so that a front end can write it in the reader's own way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """UTC epoch seconds; as text, the local time of day."""

    epoch: float

    def __str__(self) -> str:
        return datetime.fromtimestamp(self.epoch).astimezone().strftime("%H:%M:%S")
