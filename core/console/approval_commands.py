"""`approvals`: what waits for a manager who comes later, and the decision about it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from core.bootstrap import Core
from core.console.output import EXITS, Output, card_reference, failure_fields, outcome_name, say, utc
from core.domain.approval import ApprovalRequest, ApprovalState
from core.domain.command import Command
from core.domain.money import wire_text
from core.domain.outcome import Confirmed, Message
from core.sentences import sentence
from core.usecases import approvals
from core.usecases.approvals import Decided, Decisions

_FINE = frozenset({ApprovalState.APPROVED, ApprovalState.REFUSED})


@dataclass(frozen=True, slots=True)
class ApprovalCommands:
    """The requests of one core."""

    core: Core
    output: Output

    def approvals(self, options: Namespace) -> int:
        if options.verb == "approve":
            return self._decided(approvals.approve_requests(self.core, options.number))
        if options.verb == "refuse":
            return self._decided(approvals.refuse_requests(self.core, options.number, options.reason))
        if options.verb == "withdraw":
            return self._withdraw(options.number)
        found = approvals.read_requests(self.core)
        for each in found:
            self.output.row(_fields(each), _line(each))
        if not found:
            self.output.nothing(sentence("approval.none", {}))
        return 0

    def ask(self, command: Command) -> int:
        """Ask for the approval of an act. Raises KnownError: nothing was asked."""
        request = approvals.ask_approval(self.core, command).request
        told = sentence("approval.asked", {"number": request.number, "until": utc(request.expires_at)})
        self.output.answer(_fields(request), told, code="waiting")
        return 0

    def _withdraw(self, numbers: list[int]) -> int:
        for number in numbers:
            request = approvals.withdraw_request(self.core, number).request
            told = sentence("approval.withdrawn", {"number": number})
            self.output.answer(_fields(request), told, code=request.state.value)
        return 0

    def _decided(self, found: Decisions) -> int:
        """Print each; the exit status is that of the first that did not come through."""
        statuses = [self._one(each) for each in found.decided]
        return next((status for status in statuses if status), 0)

    def _one(self, decided: Decided) -> int:
        request = decided.request
        fields: dict[str, Any] = {"number": decided.number} if request is None else _fields(request)
        words = []
        if request is not None and decided.problem is None and request.state in _FINE:
            told = {"number": request.number, "clerk": request.clerk}
            words.append(sentence(f"approval.{request.state.value}", told))
        status, code = 0, "" if request is None else request.state.value
        if decided.problem is not None:
            fields |= failure_fields(Message(decided.problem.key, decided.problem.values))
            words.append(decided.problem.sentence)
            status = decided.problem.exit_status
        if decided.result is not None:
            outcome = decided.result.outcome
            code = outcome_name(outcome)
            fields |= {"outcome": code}
            told_of = "" if isinstance(outcome, Confirmed) else say(getattr(outcome, "message", None))
            words.append(f"{code.capitalize()}. {told_of}".strip())
            self.output.note_problem(decided.result.problem)
            status = EXITS[code]
        self.output.answer(fields, *words, code=code)
        return status


def _fields(request: ApprovalRequest) -> dict[str, Any]:
    shown = request.proposal
    amount = shown.amount
    return {
        "number": request.number,
        "state": request.state.value,
        "act": request.permission.value,
        "operation_id": request.operation_id,
        "card_id": card_reference(shown.card_id) if shown.card_id else None,
        "last_characters": shown.last_characters or None,
        "amount": None if amount is None else wire_text(amount.minor, amount.currency),
        "currency": None if amount is None else amount.currency,
        "reason": shown.reason or None,
        "asked_by": request.clerk,
        "till": request.till,
        "asked_at": utc(request.asked_at),
        "expires_at": utc(request.expires_at),
        "decided_by": request.decided_by or None,
        "decided_at": None if request.decided_at is None else utc(request.decided_at),
        "why": request.reason or say(request.problem) or None,
        "operation": None if request.operation is None else request.operation.value,
    }


def _line(request: ApprovalRequest) -> str:
    shown = request.proposal
    card = f"card ····{shown.last_characters}" if shown.last_characters else "a new card"
    what = f"{request.permission.value:<11}  {card}  {shown.amount or ''!s:>12}"
    by = f"  {request.state.value} by {request.decided_by}" if request.decided_by else f"  {request.state.value}"
    why = request.reason or say(request.problem)
    asked = f"{request.number:>5}  {utc(request.asked_at)}  {request.clerk}  {what}  {shown.reason}".rstrip()
    return f"{asked}{by}{f': {why}' if why else ''}"
