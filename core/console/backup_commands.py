"""`backup`, `move` and `restore`: a till in one sealed file. The password never stands on the command line."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from dataclasses import asdict, dataclass, replace

from core.bootstrap import Core
from core.closed_till import restore
from core.console.caller import user_path
from core.console.output import Output, say, utc
from core.console.passwords import OF_BACKUP, read_password
from core.domain.backup import BackupAsked, BackupFacts
from core.sentences import sentence
from core.settings import given_token, resolve
from core.usecases import support, till


@dataclass(frozen=True, slots=True)
class BackupCommands:
    """The backups of one core."""

    core: Core
    output: Output

    def backup(self, options: Namespace) -> int:
        asked = _asked(options, again=True)
        return _tell(self.output, "backup.made", asked, support.make_backup(self.core, asked))

    def move(self, options: Namespace) -> int:
        """Say goodbye: from here on only the till that is restored from the file sends what waits."""
        asked = _asked(options, again=True)
        return _tell(self.output, "backup.moved", asked, support.move_away(self.core, asked))


def run_restore(options: Namespace, output: Output) -> int:
    """Put a backup in place, and say what became of what waits."""
    asked = _asked(options, again=False)
    settings = replace(resolve(options), token=given_token(options))
    core, facts = restore(settings, asked, "console restore")
    with closing(core):
        for said in till.said_at_start(core):
            output.note(say(said))
        return _tell(output, "restore.done", asked, facts)


def _tell(output: Output, key: str, asked: BackupAsked, facts: BackupFacts) -> int:
    text = sentence(key, {"path": asked.path, "entries": facts.entries, "waiting": facts.waiting})
    fields = asdict(facts) | {"made_at": utc(facts.made_at), "file": str(asked.path), "text": text}
    output.answer(fields, text)
    return 0


def _asked(options: Namespace, *, again: bool) -> BackupAsked:
    return BackupAsked(
        user_path(options.file), read_password(OF_BACKUP, options.password_file, again=again), options.replace
    )
