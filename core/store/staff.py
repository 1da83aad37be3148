"""The people of the till. Of a PIN only its Argon2id hash is here, and how often it was guessed wrong."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from core.domain.staff import Person, Role, is_same
from core.store.tables import STAFF


@dataclass(frozen=True, slots=True)
class Entry:
    """A person with what proves them. `tries`: in a row, the last at `tried_at` by the till's clock."""

    person: Person
    pin: str
    tries: int
    tried_at: float


def people(connection: Connection) -> tuple[Entry, ...]:
    """By name."""
    rows = connection.execute(select(STAFF).order_by(STAFF.c.name))
    return tuple(Entry(Person(row.name, Role(row.role)), row.pin, row.tries, row.tried_at) for row in rows)


def find(connection: Connection, name: str) -> Entry | None:
    return next((entry for entry in people(connection) if is_same(entry.person.name, name)), None)


def put(connection: Connection, person: Person, pin: str, now: float) -> None:
    """New, or the same person with another PIN and role."""
    remove(connection, person.name)
    row = {"name": person.name, "role": person.role.value, "pin": pin, "tries": 0, "tried_at": 0.0, "since": now}
    connection.execute(insert(STAFF).values(row))


def remove(connection: Connection, name: str) -> None:
    connection.execute(delete(STAFF).where(STAFF.c.name == name))


def tried(connection: Connection, name: str, tries: int, at: float) -> None:
    connection.execute(update(STAFF).where(STAFF.c.name == name).values(tries=tries, tried_at=at))
