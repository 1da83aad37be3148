"""The audit journal's rows. They are only ever added: there is no statement here that changes or deletes one."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Row, select

from core.domain.chain import NOTHING, Entry, Head
from core.store import notes
from core.store.database import run
from core.store.tables import JOURNAL

_LAST = "SELECT number, mac FROM journal ORDER BY number DESC LIMIT 1"
_ADD = (
    "INSERT INTO journal (number, at, what, operation_id, entry, mac)"
    " VALUES (:number, :at, :what, :operation_id, :entry, :mac)"
)


def head(conn: Connection) -> Head:
    """Return the last entry, or NOTHING."""
    row: tuple[int, bytes] | None = run(conn, _LAST).fetchone()
    return NOTHING if row is None else Head(*row)


def epoch(conn: Connection) -> int:
    """Return how many starts of a till this database has seen."""
    return int(notes.watermark(conn, "epoch") or 0)


def mac_of(conn: Connection, number: int) -> bytes | None:
    mac: bytes | None = conn.execute(select(JOURNAL.c.mac).where(JOURNAL.c.number == number)).scalar()
    return mac


def get(conn: Connection, number: int) -> Entry | None:
    """Return one entry."""
    row = conn.execute(select(JOURNAL).where(JOURNAL.c.number == number)).one_or_none()
    return None if row is None else _entry(row)


def append(conn: Connection, entry: Entry) -> None:
    values = {"number": entry.number, "at": entry.at, "what": entry.what, "operation_id": entry.operation_id}
    run(conn, _ADD, values | {"entry": entry.text, "mac": entry.mac})


def entries(conn: Connection, after: int = 0) -> Iterator[Entry]:
    """Yield all entries after this number in their order, read as they are asked for."""
    return map(_entry, conn.execute(select(JOURNAL).where(JOURNAL.c.number > after).order_by(JOURNAL.c.number)))


def _entry(row: Row[tuple[int, float, str, str | None, str, bytes]]) -> Entry:
    return Entry(row.number, row.at, row.what, row.operation_id, row.entry, row.mac)
