"""Small named values: watermarks of the pull, and the shop's preferences as text."""

from __future__ import annotations

from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.dialects.sqlite import Insert, insert

from core.store.tables import PREFERENCES, WATERMARKS


def _upsert(table: Table, column: str) -> Insert:
    statement = insert(table)
    return statement.on_conflict_do_update(index_elements=[column], set_={"value": statement.excluded.value})


_WATERMARK = select(WATERMARKS.c.value).where(WATERMARKS.c.name == bindparam("name"))
_SET_WATERMARK = _upsert(WATERMARKS, "name")
_PREFERENCES = select(PREFERENCES)
_SET_PREFERENCE = _upsert(PREFERENCES, "key")


def watermark(connection: Connection, name: str) -> str | None:
    return connection.execute(_WATERMARK, {"name": name}).scalar()


def set_watermark(connection: Connection, name: str, value: str) -> None:
    connection.execute(_SET_WATERMARK, {"name": name, "value": value})


def preferences(connection: Connection) -> dict[str, str]:
    return {row.key: row.value for row in connection.execute(_PREFERENCES)}


def set_preference(connection: Connection, key: str, value: str) -> None:
    connection.execute(_SET_PREFERENCE, {"key": key, "value": value})
