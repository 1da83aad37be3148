"""`journal`: is the audit trail whole, and a signed copy of it. `verify` opens no till and changes nothing."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from core.bootstrap import Core, check_journal
from core.clock import Clock
from core.console.output import Output, say
from core.services.books.book import Checked, check_file
from core.settings import folder, resolve
from core.vault import open_vault

BROKEN = 7
"""The exit status of a journal that is not whole."""


def verify(options: Namespace, output: Output) -> int:
    """The till's own journal, or with FILE an exported one, for which the till's key is enough."""
    if options.file is not None:
        return _told(check_file(Path(options.file).expanduser(), open_vault(folder(options), make=False)), output)
    return _told(check_journal(resolve(options), Clock()), output)


@dataclass(frozen=True, slots=True)
class Auditor:
    """What needs an open till."""

    core: Core
    output: Output

    def export(self, options: Namespace) -> int:
        """An older file of that name is replaced by the whole new one, or stays."""
        path = Path(options.file).expanduser()
        count = self.core.book.export(path)
        self.output.row({"file": str(path), "entries": count}, f"{count} entries are in {path}.")
        return 0


def _told(checked: Checked, output: Output) -> int:
    text = say(checked.said)
    output.row({"whole": checked.whole, "entries": checked.entries, "entry": checked.at, "text": text}, text)
    return 0 if checked.whole else BROKEN
