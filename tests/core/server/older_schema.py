"""Databases of the service as earlier versions left them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL

from core.server.data.database import open_database
from core.server.data.schema import ADDED


@contextmanager
def connection(url: URL) -> Iterator[Connection]:
    engine = open_database(url)
    try:
        with engine.connect() as conn:
            yield conn
            conn.commit()
    finally:
        engine.dispose()


def make_older(url: URL, version: int) -> None:
    """Take away what came after `version`."""
    with connection(url) as conn:
        for added in ADDED:
            if added.version > version:
                conn.execute(text(f"ALTER TABLE {added.table} DROP COLUMN {added.name}"))
        if version < 4:
            conn.execute(text("DROP TABLE bearers"))
        if version < 2:
            conn.execute(text("DROP INDEX gift_cards_last_listed"))
        conn.execute(text(f"UPDATE counters SET value = {version} WHERE name = 'schema'"))
