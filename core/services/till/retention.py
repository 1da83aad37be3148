"""Removes what the shop keeps no longer, by its rules: a few records in each transaction, each with its entry.

The journal and its chain, amounts, states, dates and closings are in no rule (docs/retention.md), so each report
gives the same figures after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from core.domain.permission import Permission
from core.domain.retention import DAY_S, FOR_EVER, KEEP, RULES, RecordsDue
from core.domain.rights import Demand
from core.domain.staff import ITSELF, Author
from core.log.file import NAME
from core.services.books.storage import Storage
from core.services.people.shop import Shop
from core.store import notes, old_records
from core.store.database import Connection

_LAST = "retention.day"
_AT_ONCE = 500
"""Records in one transaction: no sale waits for longer than that takes."""
_PAUSE_S = 3600.0
_LOG = "log"


class Retention:
    """Thread-safe by its transactions. `folder` is the till's own, where its log is."""

    def __init__(self, storage: Storage, shop: Shop, folder: Path) -> None:
        self._storage = storage
        self._shop = shop
        self._folder = folder

    def due(self) -> tuple[RecordsDue, ...]:
        """Return for each rule how many records are older than it says, and remove nothing."""
        days = self._days()
        with self._storage.database.reading() as conn:
            return tuple(RecordsDue(rule, days[rule], self._count(conn, rule, days[rule])) for rule in RULES)

    def remove(self) -> tuple[RecordsDue, ...]:
        """Remove what is older than the rules say, for a person; return how many of each went."""
        with self._storage.database.writing() as conn:
            author = self._shop.gate.permit(conn, Demand(Permission.RETENTION))
        return tuple(self._removed(author))

    def step(self) -> float:
        """Do the same once a day of the shop, where there is a rule; return the seconds until another look."""
        if not any(self._days().values()):
            return _PAUSE_S
        today = self._storage.clock.shop_day()
        with self._storage.database.reading() as conn:
            done = notes.watermark(conn, _LAST) == today
        if not done:
            for _ in self._removed(ITSELF):
                pass
            with self._storage.database.writing(ITSELF) as conn:
                notes.set_watermark(conn, _LAST, today)
        return _PAUSE_S

    def _removed(self, author: Author) -> Iterator[RecordsDue]:
        for rule, days in self._days().items():
            gone = 0
            while days != FOR_EVER:
                count = self._remove_some(author, rule, days)
                gone += count
                if count < _AT_ONCE:
                    break
            yield RecordsDue(rule, days, gone)

    def _remove_some(self, author: Author, rule: str, days: int) -> int:
        before = self._before(days)
        with self._storage.database.writing(author) as conn:
            count = self._remove_logs(before) if rule == _LOG else old_records.remove(conn, rule, before, _AT_ONCE)
            if count:
                values = {"rule": rule, "count": count, "days": days}
                self._storage.journal.write(conn, "records-removed", values=values)
        return count

    def _count(self, conn: Connection, rule: str, days: int) -> int:
        if days == FOR_EVER:
            return 0
        if rule == _LOG:
            return len(self._old_logs(self._before(days)))
        return old_records.count(conn, rule, self._before(days))

    def _days(self) -> dict[str, int]:
        values = self._shop.preferences.all()
        return {key.partition(".")[2]: int(values[key]) for key in KEEP}

    def _before(self, days: int) -> float:
        return self._storage.clock.wall() - days * DAY_S

    def _old_logs(self, before: float) -> list[Path]:
        """Return the files of the log that nothing is written into any more and whose last line is older."""
        old: list[Path] = []
        for path in (*self._folder.glob(f"{NAME}.[0-9]"), self._folder / "crash-last.log"):
            with suppress(OSError):
                if path.stat().st_mtime < before:
                    old.append(path)
        return old

    def _remove_logs(self, before: float) -> int:
        gone = 0
        for path in self._old_logs(before):
            with suppress(OSError):
                path.unlink()
                gone += 1
        return gone
