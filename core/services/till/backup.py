"""Makes a backup of a till while it works: one sealed file, read back before it counts, that another machine can take.

Moving away is a backup after which this till sends nothing any more (docs/protocol.md D6).
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

from core.about import VERSION
from core.domain.backup import BackupAsked, BackupFacts
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.staff import Author
from core.errors import BadInput, CannotStart, RuleRefused, StorageFailed
from core.security.sealed_file import check_password
from core.services.books.storage import Storage
from core.services.people.gate import Gate
from core.services.till.backup_file import DATABASE, SMALL, pack, read_backup, write_backup
from core.settings import Settings
from core.store import binding
from core.store.copying import copy_database
from core.store.database import Connection


class Backup:
    """The backups of one till. `url` is the service that it works with."""

    def __init__(self, settings: Settings, storage: Storage, gate: Gate, url: str) -> None:
        self._settings = settings
        self.storage = storage
        self._database = storage.database
        self._journal = storage.journal
        self._clock = storage.clock
        self._gate = gate
        self._url = url
        self._copying = threading.Lock()

    @property
    def possible(self) -> bool:
        """Tell whether this till can have backups: the training one cannot, nor one that moved away."""
        return not self._settings.sandbox and self._database.left is None

    def check_possible(self) -> None:
        """Raise RuleRefused for the training till, which has nothing that is worth one."""
        if self._settings.sandbox:
            raise RuleRefused("backup.sandbox")

    def check_place(self, path: Path) -> None:
        """Raise BadInput for a file inside the till's own folder, where it is lost with it."""
        if self._settings.data_dir in path.absolute().resolve().parents:
            raise BadInput("backup.inside", path=path)

    def make(self, asked: BackupAsked) -> BackupFacts:
        """Write a backup that was read back whole. Raises BadInput, RuleRefused, StorageFailed: then there is none."""
        self._check(asked)
        with self._database.writing() as conn:
            author = self._permit(conn)  # before a file is there
        facts = self._written(asked)
        with self._database.writing(author) as conn:  # whoever signed out meanwhile has asked for it all the same
            self._note(conn, asked, facts)
        return facts

    def move_away(self, asked: BackupAsked) -> BackupFacts:
        """Make a backup for another machine, then send nothing and open no more. Raises as `make` does.

        One transaction around all of it: nobody writes between the copy and the goodbye, so what is in the file is all
        that this till ever did; and as nothing is sent that was not written down before, nothing is sent after it.
        Where it fails, the file goes: two tills must not come out of one.
        """
        self._check(asked)
        facts = None
        try:
            with self._database.writing() as conn:
                self._permit(conn)
                facts = self._written(asked)
                self._note(conn, asked, facts)
                self._journal.write(conn, "moved-away", values={"file": asked.path.name, "waiting": facts.waiting})
                binding.say_goodbye(conn, asked.path.name)
                self._database.left = CannotStart("start.moved_away", file=asked.path.name)
        except BaseException:
            self._database.left = None
            if facts is not None:
                asked.path.unlink(missing_ok=True)
            raise
        return facts

    def _check(self, asked: BackupAsked) -> None:
        self.check_possible()
        check_password(asked.password)
        self.check_place(asked.path)
        if asked.path.exists() and not (asked.replace and asked.path.is_file()):
            raise BadInput("backup.exists", path=asked.path)

    def _written(self, asked: BackupAsked) -> BackupFacts:
        """Copy, seal, read back, then give the file its name."""
        side = asked.path.with_name(f"{asked.path.name}.new")
        try:
            facts, content = self.pack_till()
            side.unlink(missing_ok=True)
            write_backup(side, content, asked.password)
            if read_backup(side, asked.password).facts != facts:
                raise StorageFailed("backup.unwritten", path=asked.path, why="it does not read back as it was written")
            os.replace(side, asked.path)
        except (OSError, BadInput) as error:
            why = error.sentence if isinstance(error, BadInput) else error.strerror or error
            raise StorageFailed("backup.unwritten", path=asked.path, why=why) from error
        finally:
            with suppress(OSError):
                side.unlink(missing_ok=True)
        return facts

    def pack_till(self) -> tuple[BackupFacts, bytes]:
        """Return the till as of this moment, packed and not sealed. Raises StorageFailed. No writer waits for it."""
        folder = self._settings.data_dir
        copy = folder / "backup.new"
        with self._copying:
            try:
                copy.unlink(missing_ok=True)
                held = copy_database(self._database, copy)
                files = {DATABASE: copy.read_bytes()}
            except OSError as error:
                raise StorageFailed("backup.unwritten", path=copy, why=error.strerror or error) from error
            finally:
                with suppress(OSError):
                    copy.unlink(missing_ok=True)
            files |= {name: (folder / name).read_bytes() for name in SMALL if (folder / name).exists()}
        facts = BackupFacts(VERSION, held.till, self._url, self._clock.wall(), held.entries, held.waiting)
        return facts, pack(facts, files)

    def _permit(self, conn: Connection) -> Author:
        return self._gate.permit(conn, Demand(Permission.BACKUP))

    def _note(self, conn: Connection, asked: BackupAsked, facts: BackupFacts) -> None:
        values = {"file": asked.path.name, "entries": facts.entries, "waiting": facts.waiting}
        self._journal.write(conn, "backed-up", values=values)
