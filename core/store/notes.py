"""Small named values: watermarks of the pull, and the shop's preferences as text."""

from __future__ import annotations

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects.sqlite import insert

from core.store.tables import PREFERENCES, WATERMARKS


def watermark(connection: Connection, name: str) -> str | None:
    return connection.execute(select(WATERMARKS.c.value).where(WATERMARKS.c.name == name)).scalar()


def set_watermark(connection: Connection, name: str, value: str) -> None:
    _upsert(connection, WATERMARKS, "name", name, value)


def preferences(connection: Connection) -> dict[str, str]:
    return {row.key: row.value for row in connection.execute(select(PREFERENCES))}


def set_preference(connection: Connection, key: str, value: str) -> None:
    _upsert(connection, PREFERENCES, "key", key, value)


def _upsert(connection: Connection, table: Table, column: str, key: str, value: str) -> None:
    statement = insert(table).values({column: key, "value": value})
    connection.execute(statement.on_conflict_do_update(index_elements=[column], set_={"value": value}))
