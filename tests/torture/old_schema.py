"""Makes a database of today one of an older program: its rows in a file that the first migration made."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

_YOUNGER = {
    "0001": "DELETE FROM watermarks WHERE name IN ('epoch', 'till.id', 'till.seen')",
    "0002": "DELETE FROM watermarks WHERE name IN ('commit', 'service.address', 'till.path')",
}
"""What a program of that schema did not write yet, or an older one."""
MIGRATIONS = Path(__file__).parents[2] / "core" / "store" / "migrations"


def first_schema(path: Path, revision: str = "0001") -> None:
    """An empty database, as a program of that time made it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as conn:
        config.attributes["connection"] = conn
        command.upgrade(config, revision)
    engine.dispose()


def age(path: Path, revision: str = "0001") -> None:
    """Puts the file of an older program in the place of this one, with every row and column that it had then."""
    side = path.with_suffix(".aged")
    first_schema(side, revision)
    with closing(sqlite3.connect(side)) as raw:
        raw.execute("ATTACH ? AS young", (str(path),))
        for table in _tables(raw):
            names = ", ".join(row[1] for row in raw.execute(f"PRAGMA main.table_info({table})"))
            raw.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM young.{table}")
        for statement in (younger for since, younger in _YOUNGER.items() if since >= revision):
            raw.execute(statement)
        raw.commit()
        raw.execute("DETACH young")
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    os.replace(side, path)


def _tables(raw: sqlite3.Connection) -> list[str]:
    names = raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [name for (name,) in names if name != "alembic_version"]
