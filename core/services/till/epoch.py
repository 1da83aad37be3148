"""The start of a till: is this the database it last worked with, and the key it was written with?

Where that is in doubt, another copy may have done what is open. The service is the witness then, and nothing is sent
on top of what somebody did since (docs/protocol.md D6); new work goes on as always.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import replace
from pathlib import Path

from core.data_folder import rollback_guard
from core.data_folder.rollback_guard import Origin, Record, RollbackGuard
from core.domain.chain import NOTHING, Head
from core.domain.identity import uuid7
from core.domain.outcome import Message
from core.domain.staff import ITSELF
from core.errors import KnownError
from core.security.kept_head import KeptHead
from core.security.vault import Vault
from core.services.books.storage import Storage
from core.services.till import witnesses
from core.services.till.continuity import TOLD, Doubt, judge_start
from core.services.till.head_keeper import HeadKeeper
from core.services.till.keys import note_key
from core.store import approvals, binding, commits, journal, notes, outbox
from core.store.database import Connection, Database
from core.store.notes import LINEAGE

_LAG = 100
"""Entries after which the record outside is forced to the disk; between that a power cut may take it back."""


class Epoch:
    """Raised by one at each start. Keeps the record outside level with every commit of the journal."""

    def __init__(self, storage: Storage, vault: Vault, folder: Path, heads: KeptHead | None = None) -> None:
        self._database = storage.database
        self._journal = storage.journal
        self._vault = vault
        self._clock = storage.clock
        self._outside = RollbackGuard(folder)
        self._lock = threading.Lock()
        self._closing = False
        self._record = Record("", rollback_guard.place(storage.database.path), rollback_guard.machine(), 0, NOTHING)
        self._lasting = replace(self._record, head=Head(-_LAG, b""))
        """What is on the disk for good; the first write is."""
        self.heads = HeadKeeper(heads, lambda: (self._record.till, self._record.head))
        self.origin = Origin.NEW
        self.doubt = Doubt.NONE
        """Why what was open at this start is compared with the service before it is sent."""
        self.parked = 0
        """How many operations this start left to a person, for the till that it is a copy of sends them too."""
        self.messages: tuple[Message, ...] = ()
        """What a person should hear of this start."""
        self.trouble = ""
        """Why the record outside could not be read or written the last time; empty when it could."""

    @property
    def place(self) -> Path:
        return self._outside.folder

    @property
    def record(self) -> Record:
        """What is written outside, or would be if that worked."""
        return self._record

    def begin(self) -> tuple[Message, ...]:
        """Return what a person should hear of this start. Raises StorageFailed."""
        found, head = self._read()
        self._database.observer = self._on_written
        with self._database.writing(ITSELF) as conn:
            self.origin = self._judge(conn, found, head)
            self.doubt = judge_start(self.origin, found, self._database.found, self._database.found_commit)
            epoch = journal.epoch(conn) + 1
            notes.set_watermark(conn, "epoch", str(epoch))
            self._journal.begin(epoch, self._on_commit)
            service = rollback_guard.service(binding.address(conn))
            self._record = replace(self._record, till=self._till(conn), epoch=epoch, service=service)
            said = note_key(conn, self._vault, self._journal, self._clock.wall())
            said += self._hold_back(conn, max(head or NOTHING, found.head if found else NOTHING, key=_number))
            self._journal.write(conn, "start", values={"epoch": epoch, "origin": self.origin.value})
        self._tell_database()
        self.heads.keep()
        self.messages = said
        return said

    def close(self) -> None:
        """Close the database, and make the record outside level with its files and survive a power cut.

        Closing changes the database file, hours after the newest commit perhaps. So a commit comes first that is not
        written outside: a kill before the record is level finds it behind by that one, as after any other commit.

        A start that failed leaves the record of the last one and the file as they are.
        """
        if self._closing:
            return
        self._closing = True
        if not self._announce_close():
            self._database.close()
            return
        self._database.finish()
        with self._lock:
            self._record = replace(self._record, changed=commits.changed_at(self._database.path))
            self._write(durable=True)
        self.heads.close()

    def _announce_close(self) -> bool:
        """Return whether a commit tells that the file is changed now; not where that failed, or another took over."""
        if not self._record.commit:
            return False
        self._database.left = None  # of a till that moved away: whatever would send something has been stopped
        try:
            with self._database.writing(ITSELF) as conn:
                if journal.epoch(conn) != self._record.epoch:
                    return False
                notes.set_watermark(conn, "till.closed", str(self._record.epoch))
        except KnownError:
            return False
        return True

    def _read(self) -> tuple[Record | None, Head | None]:
        """Return the record outside, and the head in the keyring."""
        with self._database.reading() as conn:
            till = notes.watermark(conn, "till.id") or ""
        head = self.heads.read(till)
        try:
            return self._outside.read(till) if till else None, head
        except OSError as error:
            self.trouble = error.strerror or str(error)
            return None, head

    def _judge(self, conn: Connection, found: Record | None, head: Head | None) -> Origin:
        """Judge by the record outside; and by the keyring, which knows a head that this journal must contain."""
        told = bool(notes.watermark(conn, "till.seen"))  # empty: a kill came before the record was there
        mac = journal.mac_of(conn, found.head.number) if found else None
        origin = Origin.UNSEEN if self.trouble else rollback_guard.judge(told, mac, found, self._record)
        missed = head is not None and journal.mac_of(conn, head.number) != head.mac
        return Origin.RESTORED if missed and origin is not Origin.COPIED else origin

    def _till(self, conn: Connection) -> str:
        """Give a copy a name of its own, so that the till it was copied from is not taken for one as well."""
        till = notes.watermark(conn, "till.id")
        if till is None or self.origin is Origin.COPIED:
            till = uuid7(self._clock.wall())
            notes.set_watermark(conn, "till.id", till)
            notes.set_watermark(conn, "till.seen", "")
        return till

    def _hold_back(self, conn: Connection, kept: Head) -> tuple[Message, ...]:
        """Let the service be the witness of what is open, and say so where this is known to be no usual start.

        `kept` is how far the journal went by what is outside it.
        """
        if self.doubt in TOLD:
            notes.set_watermark(conn, LINEAGE, secrets.token_hex(4))  # what was told of these books may not be in them
        copied = witnesses.move_here(conn, self._database.path) and self.doubt is Doubt.COPIED
        if self.doubt is Doubt.NONE:
            return ()
        opened = outbox.all_open(conn)
        if copied:
            witnesses.park_all(self._journal, conn, opened, self._clock.wall())
            self.parked = len(opened)
        else:
            witnesses.call_witnesses(conn, opened)
        if self.doubt not in TOLD:
            return ()
        values = {"parked": self.parked, "waiting": len(opened), "entries": journal.head(conn).number}
        values |= {"kept": kept.number} if kept.number else {}
        values |= {"orders": witnesses.stop_orders(conn)}
        values |= {"requests": approvals.void_all(conn, self._clock.wall(), Message("approval.void"))}
        self._journal.write(conn, self.doubt.value, values=values)
        key = "moved" if self.doubt is Doubt.COPIED and not copied else self.doubt.value
        return (Message(f"start.{key}" if opened else f"start.{key}.quiet", {"count": len(opened)}),)

    def _tell_database(self) -> None:
        """Note that a record is on the disk now, so that it will be missed when it is gone."""
        if self.trouble:
            return
        with self._database.reading() as conn:
            known = notes.watermark(conn, "till.seen")
        if not known:
            with self._database.writing(ITSELF) as conn:
                notes.set_watermark(conn, "till.seen", "1")

    def _on_commit(self, head: Head) -> None:
        """Take in a commit with an entry of the journal; `_on_written` follows and writes it down outside."""
        with self._lock:
            if head.number > self._record.head.number:  # another thread's later commit may have come first
                self._record = replace(self._record, head=head)

    def _on_written(self, number: int) -> None:
        with self._lock:
            newest = max(number, self._record.commit)  # a commit that another overtook may have changed the file since
            self._record = replace(self._record, commit=newest, changed=commits.changed_at(self._database.path))
            if not self._closing:
                self._write(durable=self._record.head.number - self._lasting.head.number >= _LAG)

    def _write(self, *, durable: bool) -> None:
        """Write the record. What goes wrong here is the doctor's to tell: it must not hold up a sale."""
        try:
            self._outside.write(self._record, durable=durable)
        except OSError as error:
            self.trouble = error.strerror or str(error)
            return
        self.trouble = ""
        if durable:
            self._lasting = self._record


def _number(head: Head) -> int:
    return head.number


def kept_heads(database: Database, folder: Path, heads: KeptHead) -> tuple[Head, ...]:
    """Return how far the journal went by the record outside, and by the keyring; NOTHING where one tells nothing."""
    with database.reading() as conn:
        till = notes.watermark(conn, "till.id") or ""
    return kept_head(database, folder), heads.read(till) or NOTHING


def kept_head(database: Database, folder: Path) -> Head:
    """Return how far the journal went by the record outside; NOTHING when there is none for this database."""
    with database.reading() as conn:
        till = notes.watermark(conn, "till.id")
    try:
        record = RollbackGuard(folder).read(till) if till else None
    except OSError:
        return NOTHING
    return record.head if record and record.place == rollback_guard.place(database.path) else NOTHING
