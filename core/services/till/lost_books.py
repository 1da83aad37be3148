"""Books that were there and are gone: never taken for a first start (docs/protocol.md D6).

The record outside remembers the place of each database. A till whose database is missing starts only after it was put
back from a backup, or after the shop's owner had it begin anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.data_folder import rollback_guard
from core.data_folder.rollback_guard import Record, RollbackGuard
from core.errors import BadInput, CannotStart, RuleRefused
from core.settings import Settings

UNFINISHED = "restore.new"
"""The folder of a restore that did not come to its end; then the database is missing, or all is in place."""


def check_books(path: Path, state: Path) -> None:
    """Raise CannotStart when a database was at `path` and is gone."""
    if not path.exists() and (path.parent / UNFINISHED).is_dir():
        raise CannotStart("restore.unfinished", path=path.parent)
    lost = lost_books(path, state)
    if lost is not None:
        raise CannotStart("start.books_lost", path=path, entries=lost.head.number)


def lost_books(path: Path, state: Path) -> Record | None:
    """Return what is remembered of the books that are missing at `path`; None where none are."""
    if path.is_dir() or (path.exists() and path.stat().st_size > 0):
        return None
    return RollbackGuard(state).kept_for(rollback_guard.place(path))


def give_up_books(path: Path, settings: Settings, address: str, prove: Callable[[str, str], object]) -> Record:
    """Let the next start begin with empty books. With a real service its token proves the owner, given for this start.

    `address` is that of this start, which must be the one of the lost books: a service of one's own proves nothing.
    `prove` raises for a token that the service does not take.

    Raises RuleRefused, BadInput, CannotStart.
    """
    lost = lost_books(path, settings.state_dir)
    if lost is None:
        raise RuleRefused("books.not_lost")
    if lost.service not in {"", rollback_guard.service(address)}:
        raise RuleRefused("books.of_another")
    if settings.api_url is not None:
        if not settings.token:
            raise BadInput("connect.token_empty")
        prove(settings.api_url, settings.token)
    try:
        RollbackGuard(settings.state_dir).give_up(lost.till)
    except OSError as error:
        raise CannotStart("start.folder", path=settings.state_dir, why=error.strerror or error) from error
    return lost
