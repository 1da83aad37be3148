"""Small named values: watermarks of the pull, and the shop's preferences as text."""

from __future__ import annotations

from sqlalchemy import Connection

from core.store.database import run

_WATERMARK = "SELECT value FROM watermarks WHERE name = :name"
_SET_WATERMARK = """
    INSERT INTO watermarks (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""
_PREFERENCES = "SELECT key, value FROM preferences"
_SET_PREFERENCE = """
    INSERT INTO preferences (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""
_DROP_PREFERENCE = "DELETE FROM preferences WHERE key = :key"


LINEAGE = "feed.lineage"
"""The watermark that names the books whose cards change in an order: drawn anew where they were restored or copied."""


def watermark(conn: Connection, name: str) -> str | None:
    row: tuple[str] | None = run(conn, _WATERMARK, {"name": name}).fetchone()
    return None if row is None else row[0]


def set_watermark(conn: Connection, name: str, value: str) -> None:
    run(conn, _SET_WATERMARK, {"name": name, "value": value})


def preferences(conn: Connection) -> dict[str, str]:
    return dict(run(conn, _PREFERENCES))


def set_preference(conn: Connection, key: str, value: str) -> None:
    run(conn, _SET_PREFERENCE, {"key": key, "value": value})


def drop_preference(conn: Connection, key: str) -> None:
    """Let a setting be as it comes again."""
    run(conn, _DROP_PREFERENCE, {"key": key})
