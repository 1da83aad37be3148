"""Books in memory alone, with the tables of a till: what was read elsewhere is put there to be asked like a till's own.

Nothing of it reaches the disk, not even what SQLite would put aside for a large answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateTable

from core.domain import stopping
from core.store.database import interrupted_by, run
from core.store.faults import converting_errors
from core.store.tables import METADATA

_NOWHERE = Path(":memory:")
_INDEXES = (
    "CREATE INDEX at ON operations (created_at)",
    "CREATE INDEX day ON operations (shop_day)",
    "CREATE INDEX back ON operations (reverses) WHERE reverses IS NOT NULL",
    "CREATE INDEX next ON operations (follows) WHERE follows IS NOT NULL",
    "CREATE INDEX entry ON journal (what, at)",
)
"""Not those of a till: two tills may have what one of them may not, such as two take-backs of one act at a time."""


class ScratchBooks:
    """One connection; whoever uses it keeps others away."""

    def __init__(self) -> None:
        self._engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False, "isolation_level": None}
        )
        self._conn = self._engine.connect()
        run(self._conn, "PRAGMA temp_store=MEMORY")
        for table in METADATA.sorted_tables:
            run(self._conn, str(CreateTable(table).compile(self._engine)))

    def build_indexes(self) -> None:
        """Build the indexes, once all is there: sooner each row would pay for them."""
        for statement in _INDEXES:
            run(self._conn, statement)

    @contextmanager
    def opened(self) -> Iterator[Connection]:
        """Open it to be read and written. Raises ReadingStopped where core.domain.stopping asks for it."""
        request = stopping.current()
        with converting_errors(_NOWHERE), nullcontext() if request is None else interrupted_by(request, self._conn):
            yield self._conn

    def close(self) -> None:
        """Forget all of it."""
        self._conn.close()
        self._engine.dispose()
