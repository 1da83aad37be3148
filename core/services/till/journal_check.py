"""A look at the journal of a folder that no till has open: nothing is added to it, and no file is changed."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from core.clock import Clock
from core.data_folder.ownership import Ownership
from core.data_folder.privacy import check_folder
from core.errors import CannotStart
from core.security.kept_head import KeptHead
from core.security.vault import open_vault
from core.services.books.book import Book, Checked
from core.services.books.journal import Journal
from core.services.till.epoch import kept_heads
from core.settings import Settings
from core.store.database import Database


def check_at(path: Path, settings: Settings, clock: Clock, heads: KeptHead) -> Checked:
    """Check the journal of the database at `path`, by the record outside and the keyring. Raises CannotStart."""
    check_folder(settings.state_dir)
    if not path.exists():
        raise CannotStart("start.database", path=path, why="it does not exist")
    with ExitStack() as stack:
        owner = Ownership(settings.data_dir, "console journal verify", clock)
        stack.callback(owner.release)
        database = Database(path)
        stack.callback(database.close)
        vault = open_vault(settings.data_dir, make=False)
        book = Book(database, vault, Journal(vault.journal_key, clock))
        return book.check(*kept_heads(database, settings.state_dir, heads))
