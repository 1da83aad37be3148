"""What every durable change needs, handed around as one."""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import Clock
from core.services.books.journal import Journal
from core.store.database import Database


@dataclass(frozen=True, slots=True)
class Storage:
    """The database, the journal that tells of each change in the same transaction, and the clock that dates it."""

    database: Database
    journal: Journal
    clock: Clock
