"""Filters of the history under a name, kept for this till: whoever works here finds them."""

from __future__ import annotations

import json

from core.domain.permission import Permission
from core.domain.rights import Demand
from core.errors import BadInput, NotFound
from core.rows.saved_filter import SavedFilter, from_plain, to_plain
from core.services.people.gate import Gate
from core.store import notes
from core.store.database import Connection, Database

_KEPT = "history.filters"
_MOST = 30
_NAME_MOST = 40


class SavedFilters:
    """Thread-safe. A name is known whatever its case."""

    def __init__(self, database: Database, gate: Gate | None) -> None:
        self._database = database
        self._gate = gate

    def all(self) -> tuple[SavedFilter, ...]:
        """Return them by name."""
        with self._database.reading() as conn:
            return _read(conn)

    def keep(self, saved: SavedFilter) -> None:
        """Keep a filter; one of the same name is replaced. Raises BadInput for a name that is none, or too many."""
        if not saved.name or len(saved.name) > _NAME_MOST or not saved.name.isprintable():
            raise BadInput("history.filter_name", most=_NAME_MOST)
        with self._database.writing() as conn:
            self._permit(conn)
            others = _others(conn, saved.name)
            if len(others) >= _MOST:
                raise BadInput("history.filters_full", most=_MOST)
            _write(conn, (*others, saved))

    def remove(self, name: str) -> None:
        """Remove the filter of this name. Raises NotFound."""
        with self._database.writing() as conn:
            self._permit(conn)
            others = _others(conn, name)
            if len(others) == len(_read(conn)):
                raise NotFound("history.filter_unknown", name=name)
            _write(conn, others)

    def _permit(self, conn: Connection) -> None:
        if self._gate is not None:
            self._gate.permit(conn, Demand(Permission.PERSONAL))


def _others(conn: Connection, name: str) -> tuple[SavedFilter, ...]:
    return tuple(each for each in _read(conn) if each.name.casefold() != name.casefold())


def _read(conn: Connection) -> tuple[SavedFilter, ...]:
    kept = json.loads(notes.watermark(conn, _KEPT) or "[]")
    return tuple(sorted(map(from_plain, kept), key=lambda each: each.name.casefold()))


def _write(conn: Connection, filters: tuple[SavedFilter, ...]) -> None:
    notes.set_watermark(conn, _KEPT, json.dumps([to_plain(each) for each in filters]))
