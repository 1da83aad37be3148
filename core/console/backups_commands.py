"""`backups`: how the plan of the scheduled backups stands, one at once, and the password that opens them."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass

from core.bootstrap import Core
from core.console.output import Output, say, utc
from core.console.passwords import OF_BACKUP, read_password
from core.domain.backup_plan import StoredBackup
from core.sentences import sentence
from core.usecases import backups


@dataclass(frozen=True, slots=True)
class BackupsCommands:
    """The scheduled backups of one core."""

    core: Core
    output: Output

    def backups(self, options: Namespace) -> int:
        if options.verb == "now":
            return self._now()
        if options.verb == "password":
            backups.set_backup_password(self.core, read_password(OF_BACKUP, options.password_file, again=True))
            text = sentence("backups.password_set", {})
            self.output.answer({"text": text}, text)
            return 0
        return self._list()

    def _list(self) -> int:
        """Print a row for each backup of this till; what is not well is told beside them."""
        read = backups.read_backups(self.core)
        if not read.plan.folder:
            self.output.nothing(sentence("backups.off", {}))
            return 0
        if read.unread is not None:
            raise read.unread
        if read.state.problem is not None:
            self.output.note(say(read.state.problem))
        elif not read.has_password:
            self.output.note(sentence("backups.no_password", {}))
        if not read.stored:
            self.output.nothing(sentence("backups.none", {"path": read.plan.folder}))
        for each in read.stored:
            self.output.row(_fields(each), f"{utc(each.at)}  {each.size:>12}  {each.name}")
        return 0

    def _now(self) -> int:
        done = backups.back_up_now(self.core)
        text = sentence("backups.made", {"file": done.made.name, "count": len(done.read.stored)})
        self.output.answer(_fields(done.made) | {"count": len(done.read.stored), "text": text}, text)
        return 0


def _fields(each: StoredBackup) -> dict[str, object]:
    return {"file": each.name, "made_at": utc(each.at), "bytes": each.size}
