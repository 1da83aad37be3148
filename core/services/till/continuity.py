"""Whether a start goes on where this till ended, or from a copy or a backup of it (docs/protocol.md D6)."""

from __future__ import annotations

import time
from enum import StrEnum

from core.data_folder.rollback_guard import Origin, Record
from core.store.commits import KILLED_S, Stamp

_LONG_S = 600.0
"""A snapshot of a whole machine brings its file times along: what waited longer than this is looked at in any case."""


class Doubt(StrEnum):
    """Why what is open at a start is compared with the service first. NONE: this very till wrote it a moment ago."""

    NONE = "none"
    OLD = "old"
    """The newest commit is older than ten minutes."""
    UNSIGNED = "unsigned"
    """Nothing tells: an older version, a system without change times, or no record outside."""
    CHANGED = "changed"
    """The file was changed since this till wrote it: it came out of a backup, or another program wrote it."""
    RESTORED = "restored"
    COPIED = "copied"


TOLD = frozenset({Doubt.CHANGED, Doubt.RESTORED, Doubt.COPIED})
"""What a person should hear of."""


def judge_start(origin: Origin, record: Record | None, changed: int, stamp: Stamp | None) -> Doubt:
    """Return what speaks against this start. `changed`: when the file was, in ns; `stamp` is inside it."""
    if origin is Origin.RESTORED:
        return Doubt.RESTORED
    if origin is Origin.COPIED:
        return Doubt.COPIED
    if record is None or stamp is None or not (record.commit and changed):
        return Doubt.UNSIGNED
    if not _goes_on(record, changed, stamp):
        return Doubt.CHANGED
    return Doubt.OLD if abs(time.time() - stamp.at) > _LONG_S else Doubt.NONE


def _goes_on(record: Record, changed: int, stamp: Stamp) -> bool:
    """Return whether nobody touched the file since the newest commit.

    The record knows its time to the nanosecond. After a kill it may lag behind by a commit; then the file must not have
    been changed later than the time that is inside the database. Only a commit writes to the file, or to the log and
    then what the log holds to the file; closing is announced by a commit of its own.
    """
    if record.commit == stamp.number:
        return record.changed == changed
    return record.commit < stamp.number and changed / 1e9 <= stamp.at + KILLED_S
