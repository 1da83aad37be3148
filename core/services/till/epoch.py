"""The start of a till: is this the database it last worked with, and the key it was written with?

What a copied or restored database still wants to send may have been done by the other one already. All of it is
parked for a person before anything is sent (docs/decisions/0013); new work goes on as always.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from core import counterpart
from core.clock import Clock
from core.counterpart import Counterpart, Origin, Record
from core.domain.chain import NOTHING, Head
from core.domain.identity import uuid7
from core.domain.outcome import Said
from core.services.books.journal import Journal
from core.services.outbox import audit
from core.services.till.keys import note_key
from core.store import journal, notes, outbox
from core.store.database import Database, Session
from core.vault import Vault

_LAG = 100
"""Entries after which the record outside is forced to the disk; between that a power cut may take it back."""


class Epoch:
    """Raised by one at each start. Keeps the record outside level with every commit of the journal."""

    def __init__(self, database: Database, journal: Journal, vault: Vault, clock: Clock, folder: Path) -> None:
        self._database = database
        self._journal = journal
        self._vault = vault
        self._clock = clock
        self._outside = Counterpart(folder)
        self._lock = threading.Lock()
        self._record = Record("", counterpart.place(database.path), counterpart.machine(), 0, NOTHING)
        self._durable = -_LAG  # the first write is for good
        self.origin = Origin.NEW
        self.parked = 0
        """How many operations this start left to a person because they may have been done elsewhere."""
        self.trouble = ""
        """Why the record outside could not be read or written the last time; empty when it could."""

    @property
    def place(self) -> Path:
        return self._outside.folder

    @property
    def record(self) -> Record:
        """What is written outside, or would be if that worked."""
        return self._record

    def begin(self) -> tuple[Said, ...]:
        """What a person should hear of this start. Raises StorageFailed."""
        found = self._read()
        with self._database.writing() as transaction:
            self.origin = self._judge(transaction, found)
            epoch = journal.epoch(transaction) + 1
            notes.set_watermark(transaction, "epoch", str(epoch))
            self._journal.begin(epoch, self._on_commit)
            self._record = replace(self._record, till=self._till(transaction), epoch=epoch)  # written by the commit
            said = note_key(transaction, self._vault, self._journal, self._clock.wall())
            said += self._hold_back(transaction, found)
            self._journal.write(transaction, "start", values={"epoch": epoch, "origin": self.origin.value})
        self._tell_database()
        return said

    def close(self) -> None:
        """The record outside survives a power cut from here on. A start that failed leaves the last one's as it is."""
        with self._lock:
            if max(self._durable, NOTHING.number) < self._record.head.number:
                self._write(durable=True)

    def _read(self) -> Record | None:
        with self._database.reading() as transaction:
            till = notes.watermark(transaction, "till.id")
        try:
            return self._outside.read(till) if till else None
        except OSError as error:
            self.trouble = error.strerror or str(error)
            return None

    def _judge(self, transaction: Session, found: Record | None) -> Origin:
        if self.trouble:
            return Origin.UNSEEN
        told = bool(notes.watermark(transaction, "till.seen"))  # empty: a kill came before the record was there
        mac = journal.mac_of(transaction, found.head.number) if found else None
        return counterpart.judge(told, mac, found, self._record)

    def _till(self, transaction: Session) -> str:
        """A copy gets a name of its own, so that the till it was copied from is not taken for one as well."""
        till = notes.watermark(transaction, "till.id")
        if till is None or self.origin is Origin.COPIED:
            till = uuid7(self._clock.wall())
            notes.set_watermark(transaction, "till.id", till)
            notes.set_watermark(transaction, "till.seen", "")
        return till

    def _hold_back(self, transaction: Session, found: Record | None) -> tuple[Said, ...]:
        if self.origin not in {Origin.RESTORED, Origin.COPIED}:
            return ()
        parked = outbox.all_open(transaction)
        values = {"parked": len(parked), "entries": journal.head(transaction).number}
        values |= {"kept": found.head.number} if found else {}
        self._journal.write(transaction, self.origin.value, values=values)
        said, now = Said("park.copied"), self._clock.wall()
        for operation in parked:
            # in doubt: a sale is looked for by its tag before its code is ever asked for again
            outbox.park(transaction, operation.operation_id, said, now, touched=True, ever_doubted=True)
            audit.parked(self._journal, transaction, operation.operation_id, said)
        self.parked = len(parked)
        return (Said(f"start.{self.origin.value}", {"count": self.parked}),) if parked else ()

    def _tell_database(self) -> None:
        """A record that is on the disk now will be missed when it is gone."""
        if self.trouble:
            return
        with self._database.reading() as transaction:
            known = notes.watermark(transaction, "till.seen")
        if not known:
            with self._database.writing() as transaction:
                notes.set_watermark(transaction, "till.seen", "1")

    def _on_commit(self, head: Head) -> None:
        with self._lock:
            if head.number > self._record.head.number:  # another thread's later commit may have come first
                self._record = replace(self._record, head=head)
                self._write(durable=head.number - self._durable >= _LAG)

    def _write(self, *, durable: bool) -> None:
        """What goes wrong here is the doctor's to tell: it must not hold up a sale."""
        try:
            self._outside.write(self._record, durable=durable)
        except OSError as error:
            self.trouble = error.strerror or str(error)
            return
        self.trouble = ""
        if durable:
            self._durable = self._record.head.number


def kept_head(database: Database, folder: Path) -> Head:
    """How far the journal went by the record outside; NOTHING when there is none for a database in this place."""
    with database.reading() as transaction:
        till = notes.watermark(transaction, "till.id")
    try:
        record = Counterpart(folder).read(till) if till else None
    except OSError:
        return NOTHING
    return record.head if record and record.place == counterpart.place(database.path) else NOTHING
