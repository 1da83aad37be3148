"""Commands around the work: sync, outbox, doctor."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from core.bootstrap import Core
from core.console.answers import CONFIRMED, DONE, SYNC_ATTENTION, SYNC_WAITING
from core.console.output import (
    EXITS,
    Output,
    card_reference,
    failure_fields,
    operation_fields,
    outcome_name,
    say,
    utc,
)
from core.console.reporting import REPORTS
from core.console.settlement_commands import operation_words, settle
from core.domain.alert import ALERTS
from core.domain.money import wire_text
from core.domain.operation import State
from core.rows import DeskStatus, OperationRow
from core.sentences import sentence
from core.usecases import background, cards, commands, operations, till

CANNOT = 7
"""The exit status where the service did not answer."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The chores of one core."""

    core: Core
    output: Output

    def sync(self, options: Namespace) -> int:
        """Send what is due and pull once; with --until-idle go on until nothing waits, quarantines included."""
        background.sync_now(self.core, options.until_idle, full=options.full)
        return self._told()

    def outbox(self, options: Namespace) -> int:
        if options.verb == "list":
            return self._list(options.limit)
        if options.verb == "show":
            return self._show(operations.operation_for_console(self.core, options.operation))
        if options.verb == "find":
            return self._show(operations.operation_of_reference(self.core, options.reference))
        if options.verb == "cancel":
            return self._cancelled(options.operation)
        if options.verb == "settle":
            return settle(self.core, self.output, options)
        if options.verb in REPORTS:
            return REPORTS[options.verb](self.core, self.output, options)
        result = commands.retry_and_run(self.core, options.operation)
        self.output.note_problem(result.problem)
        rows = operations.read_operations(self.core, (options.operation,))
        return self.output.outcome(result.outcome, rows[0].last_characters if rows else "")

    def _cancelled(self, operation_id: str) -> int:
        """Take it back, and answer as for an act that changed nothing."""
        commands.cancel(self.core, operation_id)
        row = operations.operation_for_console(self.core, operation_id)
        card = cards.read_card(self.core, row.card_id).card
        fields = {
            "outcome": "confirmed",
            "operation_id": row.operation_id,
            "card_id": card_reference(row.card_id),
            "amount": wire_text(0, row.currency),
            "balance": None if card is None else wire_text(card.balance, card.currency),
            "currency": row.currency,
            "last_characters": row.last_characters,
            "state": row.state.value,
        }
        self.output.answer(fields, "Cancelled. Nothing was sent.", code=CONFIRMED)
        return 0

    def doctor(self, options: Namespace) -> int:
        if options.probe is not None:
            return self._probe(options.probe)
        findings = till.examine(self.core)
        for finding in findings:
            fields = {
                "check": finding.check,
                "state": finding.state,
                "text": finding.text,
                "cure": finding.cure or None,
                "alert": finding.check in ALERTS and finding.state != "ok",
                "since": None if finding.since is None else utc(finding.since),
            }
            cure = (f"{'':<15} → {finding.cure}",) if finding.cure else ()
            since = f" (since {fields['since']})" if finding.since is not None else ""
            self.output.row(fields, f"{finding.state:<5} {finding.check:<9} {finding.text}{since}", *cure)
        return 7 if any(finding.state == "bad" for finding in findings) else 0

    def _probe(self, card: str) -> int:
        """Print one row a question; without answers, what became of the trials."""
        row = cards.card_for_console(self.core, card)
        probed = till.probe_service(self.core, row.card_id)
        for name, answer in probed.answers.items():
            self.output.row({"ability": name, "answer": answer}, sentence(f"probe.{name}", {"answer": answer}))
        if not probed.answers:
            self.output.outcome(probed.outcome, row.last_characters)
        return EXITS[outcome_name(probed.outcome)]

    def _told(self) -> int:
        status = till.read_status(self.core)
        fields = {
            "connection": status.connection,
            "cards": status.cards,
            "pending": status.pending,
            "needs_attention": status.needs_attention,
        }
        words = (
            f"{status.connection}: {status.cards} cards, {status.pending} waiting, {status.needs_attention} need you"
        )
        ended, code = _standing(status)
        more = failure_fields(status.problem) if ended == CANNOT and status.problem is not None else {}
        self.output.answer(fields | more, words, code=code)
        if status.problem is not None:
            self.output.note(say(status.problem))
        return ended

    def _list(self, limit: int) -> int:
        rows = operations.read_outbox(self.core, limit=limit).rows
        if not rows:
            self.output.nothing(sentence("outbox.nothing", {}))
        for row in rows:
            fields = self._fields(row)
            self.output.row(fields, *operation_words(row, fields, full=row.state is State.PARKED))
        return 0

    def _show(self, row: OperationRow) -> int:
        fields = self._fields(row)
        self.output.row(fields, *operation_words(row, fields, full=True))
        return 0

    def _fields(self, row: OperationRow) -> dict[str, Any]:
        return operation_fields(
            row, [say(line.message) for line in operations.read_evidence(self.core, row.operation_id)]
        )


def _standing(status: DeskStatus) -> tuple[int, str]:
    """Return what a script must know first, as exit status and code: a person is needed, what waits, no answer."""
    if status.needs_attention:
        return EXITS["unknown"], SYNC_ATTENTION
    if status.pending:
        return EXITS["queued"], SYNC_WAITING
    silent = status.connection in {"offline", "unauthorised", "unreadable"}
    return (CANNOT, "service.unanswered") if silent else (0, DONE)
