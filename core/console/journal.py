"""`journal`: is the audit trail whole, and a signed copy of it. `verify` alone opens no till, and changes nothing."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict, dataclass
from pathlib import Path

from core.bootstrap import Core, check_journal
from core.clock import Clock
from core.console.caller import user_path
from core.console.output import Output, failure_fields, say
from core.domain.money import wire_text
from core.rows import OperationRow
from core.security.vault import open_vault
from core.sentences import sentence
from core.services.books.book import Checked, check_file
from core.settings import folder, resolve
from core.usecases import operations, sharing, till

BROKEN = 7
"""The exit status of a journal that is not whole."""


def verify(options: Namespace, output: Output) -> int:
    """Check the till's own journal, or with FILE an exported one, for which the till's key is enough."""
    if options.file is not None:
        return _told(check_file(user_path(options.file), open_vault(folder(options), make=False)), output)
    return _told(check_journal(resolve(options), Clock()), output)


@dataclass(frozen=True, slots=True)
class Auditor:
    """What needs an open till."""

    core: Core
    output: Output

    def journal(self, options: Namespace) -> int:
        """Export it, tell its head, or end the alarm about it."""
        if options.verb == "verify":
            return verify(options, self.output) if options.file else _told(till.check_journal(self.core), self.output)
        if options.verb == "head":
            return self.head()
        if options.verb == "merge":
            return self.merge(user_path(options.file))
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
        path = user_path(options.file)
        if path.is_dir():
            return self.share(path)
        count = till.export_journal(self.core, path)
        self.output.answer({"file": str(path), "entries": count}, f"{count} entries are in {path}.")
        return 0

    def share(self, path: Path) -> int:
        """Write what is new as pages for the other tills."""
        count = sharing.share_journal(self.core, path)
        text = sentence("merge.shared", {"count": count, "path": path})
        self.output.answer({"folder": str(path), "entries": count, "text": text}, text)
        return 0

    def merge(self, path: Path) -> int:
        """Say how whole each till's journal is, then each write in doubt that they decide between them."""
        merged = sharing.merge_journals(self.core, path)
        for each in merged.tills:
            kind = "parts" if each.parts_at else "gaps" if each.missing else "whole"
            text = sentence(f"merge.till_{kind}", asdict(each))
            self.output.row(asdict(each) | {"whole": each.whole, "text": text}, text)
        for name in merged.unread:
            text = sentence("merge.unread", {"file": name})
            self.output.row({"unread": name, "text": text}, text)
        for claim in merged.claims:
            own = any(each.own and each.till == claim.till for each in merged.tills)
            row = next((each for each in operations.read_operations(self.core, (claim.operation_id,))), None)
            values = {"operation": claim.operation_id, "number": claim.number, "amount": _amount(claim.amount, row)}
            text = sentence("merge.yours" if own else "merge.theirs", values)
            fields = asdict(claim) | {"own": own, "amount": _amount(claim.amount, row), "text": text}
            self.output.row(fields, text)
        counts: dict[str, object] = {
            "claims": len(merged.claims),
            "tills": len(merged.tills),
            "expected": merged.expected,
        }
        text = sentence("merge.done" if merged.whole else "merge.not_whole", counts)
        self.output.answer({"whole": merged.whole, **counts, "text": text}, text)
        return 0 if merged.whole else BROKEN


def _amount(minor: int, row: OperationRow | None) -> str:
    """Write an amount; of another till's operation the currency is not known here."""
    return str(minor) if row is None else wire_text(minor, row.currency)


def _told(checked: Checked, output: Output) -> int:
    text = say(checked.message)
    fields = failure_fields(checked.message) | {"whole": checked.whole, "entries": checked.entries}
    fields |= {"entry": checked.at, "head": checked.head, "text": text}
    output.answer(fields, text, *((f"Number {checked.entries}, head {checked.head}.",) if checked.head else ()))
    return 0 if checked.whole else BROKEN
