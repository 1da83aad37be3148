"""How long what the books do not need is kept: a rule for each kind of record, and nothing else is ever removed.

Amounts, states, dates, the journal and the closings are the books; no rule names them (docs/retention.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LEAST_DAYS: Final = 30
"""What is younger may still be asked about at the counter."""
MOST_DAYS: Final = 9999
FOR_EVER: Final = 0
DAY_S: Final = 86_400.0
KEEP: Final = {"keep.notes": "0", "keep.orders": "0", "keep.steps": "0", "keep.log": "0"}
"""Days by the setting of each rule; as it comes everything is kept for ever."""
RULES: Final = tuple(key.partition(".")[2] for key in KEEP)


@dataclass(frozen=True, slots=True)
class RecordsDue:
    """How many records of a rule are older than it says; `days` 0 where they are kept for ever."""

    rule: str
    days: int
    count: int
