"""How often a database was written, and when its file last changed: by these a restored one is known.

The number and the system's time of the newest commit are inside it; when its file changed, the file system says
(docs/protocol.md D6).
"""

from __future__ import annotations

import sqlite3
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_NEWEST = "SELECT value FROM watermarks WHERE name = 'commit'"
_COUNT = """
    INSERT INTO watermarks (name, value) VALUES ('commit', '1 ' || :now) ON CONFLICT (name) DO UPDATE
    SET value = (CAST(substr(value, 1, instr(value, ' ') - 1) AS INTEGER) + 1) || ' ' || :now RETURNING value
"""
_BEGUN = "SELECT value FROM watermarks WHERE name = 'upgrade.begun'"
_BEGIN = """
    INSERT INTO watermarks (name, value) VALUES ('upgrade.begun', :value)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""
KILLED_S = 10.0
"""How much later than what tells of it a file may be changed: a slow disk takes seconds to write the commit and then
the log back.
"""
_HAS_CHANGE_TIMES = sys.platform != "win32"
"""There `st_ctime` is when a file was made."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The newest commit: its number, and when it was by the system's clock (epoch seconds)."""

    number: int
    at: float


def changed_at(path: Path) -> int:
    """Return when the database file was last changed, in nanoseconds; 0 where there is none, or nobody can tell.

    Its log says nothing: SQLite gives the log's owner anew at each opening, where it may. A restored log comes with a
    restored database.
    """
    if not _HAS_CHANGE_TIMES:
        return 0
    try:
        return path.stat().st_ctime_ns
    except OSError:
        return 0


def count(raw: sqlite3.Connection) -> int:
    """Count the transaction that is open on the driver's connection. Return its number."""
    (value,) = raw.execute(_COUNT, {"now": time.time()}).fetchone()
    return int(value.partition(" ")[0])


def newest(raw: sqlite3.Connection) -> Stamp | None:
    """Return the newest commit; None for a database of a version that did not count."""
    row = raw.execute(_NEWEST).fetchone()
    if row is None:
        return None
    number, _, at = row[0].partition(" ")
    return Stamp(int(number), float(at))


def note_upgrade(raw: sqlite3.Connection, found: int) -> None:
    """Note in the file that an upgrade changes it now, and that it was last changed at `found` before that.

    It is no commit: a till that goes on with the file finds the number it wrote. Nothing is noted where none is kept.
    """
    stamp = newest(raw)
    if stamp is None:
        return
    raw.execute(_BEGIN, {"value": f"{found} {stamp.number} {time.time()}"})
    raw.commit()


def before_upgrade(raw: sqlite3.Connection, changed: int) -> int:
    """Return when the file was last changed before an upgrade that a kill cut short; `changed` where there was none.

    What else changed the file since, be it a restore, is later than the note by more than a slow disk.
    """
    row, stamp = raw.execute(_BEGUN).fetchone(), newest(raw)
    if row is None or stamp is None:
        return changed
    found, number, at = row[0].split()
    ours = int(number) == stamp.number and changed / 1e9 <= float(at) + KILLED_S
    return int(found) if ours else changed
