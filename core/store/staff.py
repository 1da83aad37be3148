"""The people of the till. Of a PIN only its Argon2id hash is here, and how often it was guessed wrong."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from core.domain.staff import Person, Role, is_same
from core.store.tables import STAFF


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """A person with what proves them. `tries`: in a row, the last at `tried_at` by the till's clock.

    `since` is when they got this PIN, in seconds since 1970 UTC; `pin_due`: they choose another one first.
    """

    person: Person
    pin: str
    tries: int
    tried_at: float
    since: float
    pin_due: bool


def people(conn: Connection) -> tuple[StaffEntry, ...]:
    """Return the people, by name."""
    rows = conn.execute(select(STAFF).order_by(STAFF.c.name))
    return tuple(
        StaffEntry(Person(row.name, Role(row.role)), row.pin, row.tries, row.tried_at, row.since, row.pin_due)
        for row in rows
    )


def find(conn: Connection, name: str) -> StaffEntry | None:
    return next((entry for entry in people(conn) if is_same(entry.person.name, name)), None)


def put(conn: Connection, person: Person, pin: str, now: float) -> None:
    """Add a person, or give the same one another PIN and role."""
    remove(conn, person.name)
    row = {"name": person.name, "role": person.role.value, "pin": pin, "tries": 0, "tried_at": 0.0, "since": now}
    conn.execute(insert(STAFF).values(row))


def demand_pin(conn: Connection, name: str) -> None:
    """Let somebody choose another PIN before anything else."""
    conn.execute(update(STAFF).where(STAFF.c.name == name).values(pin_due=True))


def remove(conn: Connection, name: str) -> None:
    conn.execute(delete(STAFF).where(STAFF.c.name == name))


def tried(conn: Connection, name: str, tries: int, at: float) -> None:
    conn.execute(update(STAFF).where(STAFF.c.name == name).values(tries=tries, tried_at=at))
