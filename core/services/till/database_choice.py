"""The database of a folder for the service that it is to work with: one file for each (docs/protocol.md D5)."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.domain.staff import ITSELF
from core.errors import CannotStart
from core.services.till.lost_books import check_books
from core.settings import Settings, remembered_url
from core.store import binding
from core.store.database import Database

SANDBOX = "sandbox"
"""The address of the embedded sandbox, whatever its port."""

_ADDRESS = "SELECT value FROM watermarks WHERE name = 'service.address'"

Canonical = Callable[[str], str]
"""An address in, the one form of it that is compared out (core.remote.address)."""


def address_of(settings: Settings, canonical: Canonical) -> str:
    """Return the address that a database is bound to. Raises CannotStart for what is no address."""
    return SANDBOX if settings.api_url is None else canonical(settings.api_url)


def open_database(settings: Settings, canonical: Canonical) -> Database:
    """Open the database that belongs to the service of this start. Raises CannotStart, StorageFailed.

    Another address than before is another database. Where people were set up that takes a manager, whose word is in
    the books that were open (core/services/people/access.py); neither an argument nor the file of the address does.
    A folder with the books of a shop opens no training for want of that file.
    """
    if settings.sandbox:
        _check_no_shop(settings.data_dir)
    address, remembered = address_of(settings, canonical), _remembered(settings, canonical)
    check_books(settings.database_path, settings.state_dir)
    main = Database(settings.database_path)
    own = _read(main)
    kept = own.address or (remembered if own.is_used else "")  # a version that kept none had it beside the database
    if kept in {"", address}:
        return _bound(main, own, address)
    main.close()
    other = _beside(settings.database_path, address)
    books = list(settings.data_dir.glob("*till*.db"))
    is_allowed = address == remembered and (other in books or address in map(_allowed, books))
    if not is_allowed and any(map(_has_staff, books)):
        raise CannotStart("start.another_service", kept=kept, url=address)
    check_books(other, settings.state_dir)
    database = Database(other)
    return _bound(database, _read(database), address)


def path_of(settings: Settings, canonical: Canonical) -> Path:
    """Return where the database for the service of this start is; nothing is opened for good, or made."""
    main, address = settings.database_path, address_of(settings, canonical)
    other = _beside(main, address)
    if not other.exists():
        return main
    kept = _asked(main, _ADDRESS)
    return main if kept in {None, "", address} else other


def shops_of(data_dir: Path) -> tuple[str, ...] | None:
    """Return the addresses of the shops whose books are in this folder; None where none are.

    It is empty where a version that kept no address in its books worked with them.
    """
    books = [path for path in sorted(data_dir.glob("till*.db")) if _is_used(path)]
    found = [named for path in books for named in (_asked(path, _ADDRESS), _allowed(path)) if named]
    return tuple(dict.fromkeys(found)) if books else None


def _check_no_shop(data_dir: Path) -> None:
    shops = shops_of(data_dir)
    if shops:
        raise CannotStart("start.address_missing", path=data_dir / "service-url", url=" / ".join(shops))
    if shops is not None:
        raise CannotStart("start.address_lost", path=data_dir / "service-url")


@dataclass(frozen=True, slots=True)
class _Bond:
    """What a database says of itself: whose it is, "" for nobody's yet; `moved`: the file that its books moved into."""

    address: str
    is_used: bool
    moved: str | None


def _read(database: Database) -> _Bond:
    with database.reading() as conn:
        return _Bond(binding.address(conn), binding.is_used(conn), binding.moved_away(conn))


def _bound(database: Database, own: _Bond, address: str) -> Database:
    """Keep the address in the database, unless it is there. Raises CannotStart for books that moved away."""
    if own.moved is not None:
        database.close()
        raise CannotStart("start.moved_away", file=own.moved)
    if own.address != address:
        with database.writing(ITSELF) as conn:
            binding.keep_address(conn, address)
    return database


def _remembered(settings: Settings, canonical: Canonical) -> str:
    url = None if settings.api_url is None else remembered_url(settings.data_dir)
    return canonical(url) if url else ""


def _beside(main: Path, address: str) -> Path:
    return main.with_name(f"{main.stem}-{hashlib.sha256(address.encode()).hexdigest()[:12]}.db")


def _allowed(path: Path) -> str | None:
    return _asked(path, "SELECT value FROM watermarks WHERE name = 'service.opened'")


def _has_staff(path: Path) -> bool:
    return _asked(path, "SELECT name FROM staff LIMIT 1") is not None


def _is_used(path: Path) -> bool:
    """Return whether people were set up in these books, or a till worked with them."""
    return _has_staff(path) or any(_asked(path, f"SELECT 1 FROM {table} LIMIT 1") for table in ("cards", "operations"))


def _asked(path: Path, question: str) -> str | None:
    """Return the first value, None for no row, no table or no database."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as raw:
            row = raw.execute(question).fetchone()
    except sqlite3.Error:
        return None
    return None if row is None else str(row[0])
