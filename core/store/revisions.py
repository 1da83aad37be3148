"""Which schema a till's file has, and whether this program can bring it to the newest."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from core.errors import CannotStart
from core.store import commits
from core.store.tables import SCHEMA
from core.store.upgrading import renew

HEAD = SCHEMA
"""The newest schema this program knows."""
KNOWN_REVISIONS = frozenset(f"{number:04}" for number in range(1, int(HEAD) + 1))
SCRIPTS = Path(__file__).parent / "migrations" / "versions"
_PATIENCE_S = 10.0


def bring_up_to_date(path: Path) -> int:
    """Return when the file was last changed before. The schema's revision is read with plain SQL.

    Loading alembic costs half a second and is rarely needed.
    """
    revision, changed = _revision(path)
    if revision == HEAD:
        return changed
    if revision is not None and revision not in KNOWN_REVISIONS:
        raise CannotStart("start.newer", path=path)
    missing = missing_scripts()
    if missing:
        raise CannotStart("start.scripts_missing", missing=", ".join(missing), path=path)
    renew(path, empty=revision is None, found=changed)
    return changed


def missing_scripts() -> list[str]:
    """Return the revisions whose scripts this installation lacks: without them no database is made or brought on."""
    return sorted(KNOWN_REVISIONS - {path.name[1:5] for path in SCRIPTS.glob("r*.py")})


def _revision(path: Path) -> tuple[str | None, int]:
    """Return the revision, and when the file was last changed by anything but an upgrade (nanoseconds).

    The revision is None for a file that is not there or has no tables. Looks for damage in what it reads.
    """
    changed = commits.changed_at(path)
    if path.is_dir():
        raise CannotStart("start.database_folder", path=path)
    if not path.exists() or path.stat().st_size == 0:
        return None, changed
    raw = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=_PATIENCE_S, uri=True)
    try:
        if raw.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise CannotStart("start.corrupt", path=path)
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        if not tables:
            return None, changed
        if "alembic_version" not in tables:
            raise CannotStart("start.corrupt", path=path)
        row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else "none", commits.before_upgrade(raw, changed)
    finally:
        raw.close()
