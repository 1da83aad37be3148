"""`journal`: is the audit trail whole, and a signed copy of it. `verify` opens no till and changes nothing."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from core.bootstrap import Core, check_journal
from core.clock import Clock
from core.console.output import Output, failure_fields, say
from core.security.vault import open_vault
from core.sentences import sentence
from core.services.books.book import Checked, check_file
from core.settings import folder, resolve
from core.usecases import till

BROKEN = 7
"""The exit status of a journal that is not whole."""


def verify(options: Namespace, output: Output) -> int:
    """Check the till's own journal, or with FILE an exported one, for which the till's key is enough."""
    if options.file is not None:
        return _told(check_file(Path(options.file).expanduser(), open_vault(folder(options), make=False)), output)
    return _told(check_journal(resolve(options), Clock()), output)


@dataclass(frozen=True, slots=True)
class Auditor:
    """What needs an open till."""

    core: Core
    output: Output

    def journal(self, options: Namespace) -> int:
        """Export it, tell its head, or end the alarm about it."""
        if options.verb == "head":
            return self.head()
        return self.end_alarm() if options.verb == "end-alarm" else self.export(options)

    def head(self) -> int:
        """Tell how far it goes: the line to note outside the till."""
        told = till.read_journal_head(self.core)
        text = say(told)
        self.output.answer({**told.values, "text": text}, text)
        return 0

    def end_alarm(self) -> int:
        """End the alarm about a journal that was cut off or restored."""
        entry = till.end_journal_alarm(self.core)
        text = sentence("journal.alarm_ended", {"entry": entry})
        self.output.answer({"entry": entry, "text": text}, text)
        return 0

    def export(self, options: Namespace) -> int:
        """Export the journal. An older file of that name is replaced by the whole new one, or stays."""
        path = Path(options.file).expanduser()
        count = till.export_journal(self.core, path)
        self.output.answer({"file": str(path), "entries": count}, f"{count} entries are in {path}.")
        return 0


def _told(checked: Checked, output: Output) -> int:
    text = say(checked.message)
    fields = failure_fields(checked.message) | {"whole": checked.whole, "entries": checked.entries}
    fields |= {"entry": checked.at, "head": checked.head, "text": text}
    output.answer(fields, text, *((f"Number {checked.entries}, head {checked.head}.",) if checked.head else ()))
    return 0 if checked.whole else BROKEN
