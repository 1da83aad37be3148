"""The doctor's look at what proves itself: the journal, the record outside the database, and the till's key."""

from __future__ import annotations

from core.errors import KnownError
from core.rows.health import Finding
from core.security.vault import Vault
from core.services.books.book import Book
from core.services.till.continuity import Doubt
from core.services.till.epoch import Epoch
from core.services.till.found import failed, found, told
from core.services.till.keys import unopened
from core.store.database import Database

_COPIES = {
    Doubt.RESTORED: "restored from a backup",
    Doubt.COPIED: "copied from another place",
    Doubt.CHANGED: "changed since it was written: restored from a backup, or written by another program",
}


class Provenance:
    """Each finding stands for itself."""

    def __init__(self, database: Database, vault: Vault, epoch: Epoch, book: Book) -> None:
        self._database = database
        self._vault = vault
        self._epoch = epoch
        self._book = book

    def findings(self) -> tuple[Finding, ...]:
        return self._keys(), self._journal(), self._epoch.heads.finding(), self._copies()

    def _keys(self) -> Finding:
        try:
            with self._database.reading() as conn:
                closed = len(unopened(conn, self._vault))
        except KnownError as error:
            return failed("keys", error)
        if closed:
            return found("keys", "bad", "found.keys_new", place=self._vault.place, closed=closed)
        return Finding("keys", "ok", self._vault.place)

    def _journal(self) -> Finding:
        try:
            checked = self._book.check(self._epoch.record.head)
        except KnownError as error:
            return failed("journal", error)
        return told("journal", "ok" if checked.whole else "bad", checked.message)

    def _copies(self) -> Finding:
        """Report copies. A till that cannot write outside its folder works on; it would not notice a copy."""
        place = self._epoch.place
        if self._epoch.trouble:
            return found("copies", "warn", "found.copies_blind", place=place, why=self._epoch.trouble)
        if self._epoch.doubt in _COPIES:
            text = f"this till was {_COPIES[self._epoch.doubt]}; {self._epoch.parked} that waited were not sent"
            return Finding("copies", "warn", text)
        return found("copies", "ok", "found.copies", epoch=self._epoch.record.epoch, place=place)
