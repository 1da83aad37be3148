"""The folder of scheduled backups: writes one that was read back, knows the till's own files again, removes old ones.

Other files in it are never touched, be they another till's, saved by a person, or cut short.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from core.domain.backup import BackupFacts
from core.domain.backup_plan import StoredBackup
from core.errors import BadInput, StorageFailed
from core.security.unattended_seal import UnattendedSeal, head_of, read_back, write_unattended
from core.services.till.backup_file import new_file, sync_names, unpack

ENDING = ".backup"
_SHORT = 8
"""Characters of the till's number that stand in the name of a file."""


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """`own_key` marks the files of this till: its own secret, which a restored till has again."""

    path: Path
    own_key: bytes

    def write(self, facts: BackupFacts, content: bytes, seal: UnattendedSeal) -> StoredBackup:
        """Seal, read back, then give the file its name. Raises StorageFailed: then there is no file of that name.

        A file that a kill cut short has the name of no backup; the next run writes over it.
        """
        side = self.path / f"counterfoil-{facts.till}{ENDING}.new"
        try:
            side.unlink(missing_ok=True)
            with new_file(side) as file:
                key = write_unattended(file, content, seal, (self.own_key, facts.made_at))
            with side.open("rb") as file:
                if unpack(read_back(file, key)).facts != facts:
                    raise BadInput("backup.damaged")
            path = self._free(facts)
            size = side.stat().st_size
            os.replace(side, path)
            sync_names(self.path)
        except (OSError, BadInput) as error:
            why = error.sentence if isinstance(error, BadInput) else error.strerror or error
            raise StorageFailed("backup.unwritten", path=self.path, why=why) from error
        finally:
            with suppress(OSError):
                side.unlink(missing_ok=True)
        return StoredBackup(path.name, facts.made_at, size)

    def stored(self) -> tuple[StoredBackup, ...]:
        """Return the whole backups that this till wrote here, the newest first. Raises StorageFailed."""
        try:
            found = [each for path in self.path.glob(f"*{ENDING}") if (each := self._own(path)) is not None]
        except OSError as error:
            raise StorageFailed("backup.folder", path=self.path, why=error.strerror or error) from error
        return tuple(sorted(found, key=lambda each: (each.at, each.name), reverse=True))

    def remove(self, old: Iterable[StoredBackup]) -> list[str]:
        """Remove these where they are still what they were; return the names of those that went."""
        gone: list[str] = []
        for each in old:
            with suppress(OSError):
                if self._own(self.path / each.name) == each:
                    (self.path / each.name).unlink()
                    gone.append(each.name)
        return gone

    def _own(self, path: Path) -> StoredBackup | None:
        """Return the file as a backup of this till; None where it is none, or not as long as it must be."""
        with suppress(OSError):
            stat = path.lstat()
            if not S_ISREG(stat.st_mode):
                return None
            with path.open("rb") as file:
                head = head_of(file, self.own_key)
            if head is not None and head.size == stat.st_size:
                return StoredBackup(path.name, head.made_at, head.size)
        return None

    def _free(self, facts: BackupFacts) -> Path:
        """Return a name that is not taken: by the till and the time, in UTC."""
        stem = f"counterfoil-{facts.till[:_SHORT]}-{time.strftime('%Y%m%d-%H%M%SZ', time.gmtime(facts.made_at))}"
        path, number = self.path / f"{stem}{ENDING}", 1
        while path.exists():
            number += 1
            path = self.path / f"{stem}-{number}{ENDING}"
        return path
