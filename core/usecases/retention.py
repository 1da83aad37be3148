"""Old records that the books do not need: how many are due by the shop's rules, and removing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.usecases.background import StepDone
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.retention import RecordsDue


@dataclass(frozen=True, slots=True)
class RecordsRemoved:
    """How many records of each rule went."""

    records: tuple[RecordsDue, ...]

    @property
    def changes(self) -> Changes:
        return Changes(any_card=True, settings=True)


@needs(Permission.STATUS)
def read_due(core: Core) -> tuple[RecordsDue, ...]:
    """Return for each rule how many records are older than it says; nothing is removed."""
    return core.retention.due()


@needs(Permission.RETENTION)
def remove_due(core: Core) -> RecordsRemoved:
    """Remove them, or make them empty, for good. Raises RuleRefused, StorageFailed."""
    return RecordsRemoved(core.retention.remove())


@needs(Permission.ITSELF)
def run_retention(core: Core) -> StepDone:
    """Remove them once a day, where the shop has a rule."""
    return StepDone(core.retention.step())
