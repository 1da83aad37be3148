"""Puts back what a file system would have kept: when the files of a till were last changed (docs/protocol.md D6).

A test that copies a folder to stand for a kill makes new files; the kill itself would have changed none.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from core.data_folder.rollback_guard import RollbackGuard, place
from core.store.commits import changed_at


def keep_change_times(database: Path, state: Path) -> None:
    """Let the record outside know the file at `database` as it lies there now, however it came.

    A record that a kill left behind by a commit is made level: the time of that commit would have been the files'.
    """
    guard, kept = RollbackGuard(state), _watermarks(database)
    record = guard.read(kept["till.id"]) if "till.id" in kept else None
    if record is None or not record.commit or record.place != place(database):
        return
    commit = max(record.commit, int(kept.get("commit", "0").split()[0]))
    guard.write(replace(record, commit=commit, changed=changed_at(database)), durable=False)


def _watermarks(database: Path) -> dict[str, str]:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as raw:
        if not raw.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'watermarks'").fetchone()[0]:
            return {}
        return dict(raw.execute("SELECT name, value FROM watermarks"))
