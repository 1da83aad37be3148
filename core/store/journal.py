"""The audit journal's rows. They are only ever added: there is no statement here that changes or deletes one."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Row, select, text

from core.domain.chain import NOTHING, Entry, Head
from core.store.tables import JOURNAL

_LAST = text("SELECT number, mac FROM journal ORDER BY number DESC LIMIT 1")
_EPOCH = text("SELECT value FROM watermarks WHERE name = 'epoch'")
_ADD = text(
    "INSERT INTO journal (number, at, what, operation_id, entry, mac)"
    " VALUES (:number, :at, :what, :operation_id, :entry, :mac)"
)


def head(connection: Connection) -> Head:
    """The last entry, or NOTHING."""
    row = connection.execute(_LAST).one_or_none()
    return NOTHING if row is None else Head(row.number, row.mac)


def epoch(connection: Connection) -> int:
    """How many starts of a till this database has seen."""
    return int(connection.execute(_EPOCH).scalar() or 0)


def mac_of(connection: Connection, number: int) -> bytes | None:
    mac: bytes | None = connection.execute(select(JOURNAL.c.mac).where(JOURNAL.c.number == number)).scalar()
    return mac


def append(connection: Connection, entry: Entry) -> None:
    values = {"number": entry.number, "at": entry.at, "what": entry.what, "operation_id": entry.operation_id}
    connection.execute(_ADD, values | {"entry": entry.text, "mac": entry.mac})


def entries(connection: Connection) -> Iterator[Entry]:
    """All entries in their order, read as they are asked for."""
    return map(_entry, connection.execute(select(JOURNAL).order_by(JOURNAL.c.number)))


def _entry(row: Row[tuple[int, float, str, str | None, str, bytes]]) -> Entry:
    return Entry(row.number, row.at, row.what, row.operation_id, row.entry, row.mac)
