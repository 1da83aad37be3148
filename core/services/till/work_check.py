"""The doctor's look at what is not done with: operations that need a person, receipts that are not on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.errors import KnownError
from core.rows.health import Finding
from core.sentences import sentence
from core.services.till.found import failed, found
from core.store import receipts
from core.store.database import Database, ask
from core.store.states import OPEN_SQL, UNSETTLED_SQL

_OPERATIONS = f"""SELECT COALESCE(SUM(state IN {OPEN_SQL}), 0) AS waiting, COALESCE(SUM(state = 'parked'), 0) AS parked,
    MIN(CASE WHEN state = 'parked' THEN created_at END) AS oldest
    FROM operations WHERE state IN {UNSETTLED_SQL}"""


@dataclass(frozen=True, slots=True)
class WorkCheck:
    """Counts alone: what it is in particular stands in the outbox, and beside the printer's settings."""

    database: Database

    def findings(self) -> tuple[Finding, ...]:
        return self._outbox(), self._receipts()

    def _outbox(self) -> Finding:
        try:
            with self.database.reading() as conn:
                row = next(ask(conn, _OPERATIONS))
        except KnownError as error:
            return failed("outbox", error)
        state = "warn" if row["parked"] else "ok"
        counts = found("outbox", state, "found.outbox", waiting=row["waiting"], parked=row["parked"])
        return replace(counts, since=row["oldest"])

    def _receipts(self) -> Finding:
        """Report what the receipt printer has not taken yet, and why the oldest of it was not."""
        try:
            with self.database.reading() as conn:
                waiting = receipts.waiting(conn)
        except KnownError as error:
            return failed("receipts", error)
        if not waiting:
            return found("receipts", "ok", "found.receipts_none")
        problem = waiting[0].problem
        count = found("receipts", "warn", "found.receipts", count=len(waiting))
        told = f": {sentence(problem.key, problem.values)}" if problem else ""
        return replace(count, text=f"{count.text}{told}", since=waiting[0].made_at, because=problem)
