"""What the shop itself says about the way to its service (docs/decisions/0047)."""

from __future__ import annotations

from typing import NamedTuple

from core.services.people.known_settings import DEFAULTS
from core.store import notes, staff
from core.store.database import Database


class WayToService(NamedTuple):
    """The file of an authority and the address of a proxy; `environment`: it counts too, for there are no people."""

    authority: str
    proxy: str
    environment: bool


def read_way(database: Database) -> WayToService:
    """Read the way from the settings."""
    with database.reading() as conn:
        values, people = DEFAULTS | notes.preferences(conn), staff.people(conn)
    return WayToService(values["service.authority"], values["service.proxy"], not people)
