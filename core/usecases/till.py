"""The till itself: how it stands, what was said at its start, its health, its journal, and its service's token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.data_folder import first_run
from core.domain.permission import Permission
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.outcome import Message, Outcome
    from core.rows import CardRow, DeskStatus, Finding, Reconciliation
    from core.services.books.book import Checked

_MOST = 500


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """`answers` is empty unless the trials were confirmed: what was known before is then kept."""

    outcome: Outcome
    answers: Mapping[str, str]

    @property
    def changes(self) -> Changes:
        return Changes(frozenset({self.outcome.card_id}), queue=True, status=True)


@dataclass(frozen=True, slots=True)
class TokenUsed:
    """Where the token that works now is kept."""

    place: str

    @property
    def changes(self) -> Changes:
        return Changes(status=True)


@needs(Permission.STATUS)
def read_status(core: Core, card_id: int | None = None) -> DeskStatus:
    """Return how the till stands; the allowance of one card is that of `card_id`."""
    return core.queries.status(card_id)


@needs(Permission.STATUS)
def said_at_start(core: Core) -> tuple[Message, ...]:
    """Return what a person should hear of this start."""
    return core.start_messages


@needs(Permission.REPORT)
def read_reconciliation(core: Core) -> Reconciliation:
    """Return the books against what the service last showed, for every card that this till worked with."""
    core.look_ups.report()
    return core.queries.reconciliation()


@needs(Permission.STATUS)
def examine(core: Core) -> tuple[Finding, ...]:
    """Look the till over and change nothing."""
    return core.doctor.examine()


@needs(Permission.EXPORT)
def export_journal(core: Core, path: Path) -> int:
    """Write a signed copy of the audit trail; return how many entries it has. Raises StorageFailed."""
    return core.book.export(path)


@needs(Permission.STATUS)
def read_journal_head(core: Core) -> Message:
    """Return the line that is noted outside the till: how many entries the journal has, and its head."""
    from core.domain.outcome import Message  # noqa: PLC0415 - the window imports this module before its first frame

    entries, head = core.book.head()
    return Message("journal.head", {"entries": entries, "head": head})


@needs(Permission.STATUS)
def read_folder(core: Core) -> Path:
    """Return the till's folder."""
    return core.settings.data_dir


@needs(Permission.STATUS)
def count_commits(core: Core) -> int:
    """Return how many transactions were written so far: unchanged, nothing on disk has changed."""
    return core.commits()


@needs(Permission.STATUS)
def check_journal(core: Core) -> Checked:
    """Check the journal of a till that is open: is it whole, and does it reach as far as is known outside it?"""
    return core.book.check(*core.heads.reached())


@needs(Permission.END_ALARM)
def end_journal_alarm(core: Core) -> int:
    """End the alarm about a journal that was cut off or restored; return the entry it was about. Raises RuleRefused."""
    return core.book.end_alarm(core.gate.permit_for(Permission.END_ALARM))


@needs(Permission.EXPORT)
def note_export(core: Core, what: str, rows: int) -> None:
    """Journal that a table is about to be written into a file: what it is, and how many rows. Raises SignInNeeded."""
    core.book.note_file(what, rows)


@needs(Permission.SERVICE)
def card_to_probe(core: Core) -> CardRow | None:
    """Return an active card of the smallest value that is more than nothing. Raises ApprovalNeeded."""
    from core.domain.card import Status  # noqa: PLC0415 - the window imports this module before its first frame
    from core.domain.rights import Demand  # noqa: PLC0415 - as above

    core.gate.may(Demand(Permission.SERVICE))

    rows = core.queries.cards(status=Status.ACTIVE, limit=_MOST)
    return min((row for row in rows if row.balance > 0 and not row.pending), key=lambda row: row.balance, default=None)


@needs(Permission.SERVICE)
def probe_service(core: Core, card_id: int) -> ProbeResult:
    """Try on a card what the service can do. Raises NotFound, RuleRefused, ServiceFailed: the card is untouched."""
    probed = core.probing.probe(card_id)
    return ProbeResult(probed.outcome, probed.answers)


@needs(Permission.STATUS)
def token_place(core: Core) -> str:
    """Return where the token is kept that works now; "" where nobody gave one."""
    return core.access.place.value if core.access is not None else ""


@needs(Permission.SERVICE)
def use_token(core: Core, url: str, token: str) -> TokenUsed:
    """Work with another token at once; from the sandbox, with the service at `url` from the next start on.

    Raises BadInput, CannotStart, RuleRefused, ServiceFailed. It asks the service and may take seconds.
    """
    assert core.access is not None
    if not core.settings.sandbox:
        return TokenUsed(core.access.swap(token).value)
    place = core.access.connect(url, token)
    first_run.keep(core.settings.data_dir, first_run.SHOP)  # the assistant asks for the names that stand on paper
    return TokenUsed(place.value)
