"""What is asked of a backup, and what one holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BackupAsked:
    """Where a backup is to go, and what opens it. `replace`: it may take the place of what is there."""

    path: Path
    password: str
    replace: bool = False

    def __repr__(self) -> str:
        return f"BackupAsked({self.path})"


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """Of which till and service it is, when it was made (epoch seconds), and what it holds."""

    version: str
    till: str
    service: str
    made_at: float
    entries: int
    waiting: int
