"""`outbox settle`: a person's word on an operation that is parked, and how the list shows such operations."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from core.bootstrap import Core
from core.console.answers import CONFIRMED
from core.console.output import Output, card_reference, say
from core.domain.money import Money, parse_typed, wire_text
from core.domain.operation import MONEY_KINDS, State
from core.domain.outcome import Message
from core.domain.settlement import Decision, How, Settled
from core.rows import OperationRow
from core.sentences import sentence
from core.usecases import cards, operations, settlements


def settle(core: Core, output: Output, options: Namespace) -> int:
    """Settle, run what was accepted in its place, and tell the outcome of that; else it is confirmed."""
    row = operations.operation_for_console(core, options.operation)
    done = settlements.settle_and_run(core, _decision(options, row.currency))
    settled = done.settled
    more: dict[str, Any] = {
        "operation_id": row.operation_id,
        "settled": settled.how.value,
        "loss": wire_text(settled.loss, settled.currency),
        "follow": None if settled.follow is None else settled.follow.operation_id,
    }
    _warn(output, settled)
    if done.follow is not None:
        output.note_problem(done.follow.problem)
        return output.outcome(done.follow.outcome, row.last_characters, **more)
    return _told(core, output, settled, row.last_characters, more)


def operation_words(row: OperationRow, fields: dict[str, Any], *, full: bool) -> tuple[str, ...]:
    """Return one line, and how it was settled; `full` adds who and why, what was expected and found, every step."""
    state = "settled" if row.state is State.INFERRED else fields["state"]
    act = f"{state:<9} {row.kind.value:<11} {fields['want']:>9}"
    lines = [f"{row.operation_id}  {act}  ····{row.last_characters}  {fields['said']}"]
    if row.settlement is not None:
        lost = f"  Loss: {Money(row.settlement.loss, row.currency)}." if row.settlement.loss else ""
        lines.append(f"    Reason: {row.settlement.why}{lost}")
    if full:
        lines += [f"    {line}" for line in (*_who(row), *_sums(row, fields), *fields["evidence"], *_hint(row, fields))]
    return tuple(lines)


def _who(row: OperationRow) -> tuple[str, ...]:
    """Return the reason given, whose approval it took, and what it takes back or was taken back by."""
    reason = f"Given reason: {row.reason}" if row.reason else ""
    approved = sentence("line.approved", {"approver": row.approver}) if row.approver else ""
    back = f"It takes back {row.reverses}." if row.reverses else ""
    gone = f"It was taken back by {row.reversed_by}." if row.reversed_by else ""
    return tuple(filter(None, (reason, approved, back, gone)))


def _sums(row: OperationRow, fields: dict[str, Any]) -> tuple[str, ...]:
    if row.state is not State.PARKED or row.kind not in MONEY_KINDS:
        return ()
    owed = "in doubt" if How.APPLIED in row.ways else "not booked"
    return (f"Expected {fields['want']}, confirmed {fields['known']}, {owed} {fields['owed']} {row.currency}.",)


def _hint(row: OperationRow, fields: dict[str, Any]) -> tuple[str, ...]:
    if row.state is not State.PARKED:
        return ()
    hint = f"The evidence hints at: {row.suggestion.value}. " if row.suggestion else ""
    return (f"{hint}Settle it with one of: {', '.join(fields['ways'])}.",)


def _decision(options: Namespace, currency: str) -> Decision:
    how, typed = How(options.how), options.figure
    if typed is None:
        return Decision(options.operation, how, options.reason)
    signed = typed.startswith(("+", "-"))
    figure = parse_typed(typed[1:] if signed else typed, currency)
    return Decision(options.operation, how, options.reason, -figure if typed.startswith("-") else figure, signed)


def _told(core: Core, output: Output, settled: Settled, last: str, more: dict[str, Any]) -> int:
    card = cards.read_card(core, settled.card_id).card
    rows = operations.read_operations(core, (settled.operation_id,))
    fields: dict[str, Any] = {
        "outcome": "confirmed",
        "operation_id": settled.operation_id,
        "card_id": card_reference(settled.card_id),
        "amount": wire_text(settled.amount, settled.currency),
        "balance": None if card is None else wire_text(card.balance, card.currency),
        "currency": settled.currency,
        "last_characters": last,
    }
    output.answer(fields | more, say(rows[0].message if rows else None), code=CONFIRMED)
    return 0


def _warn(output: Output, settled: Settled) -> None:
    if settled.loss:
        output.note(say(Message("settled.loss", {"loss": Money(settled.loss, settled.currency)})))
    if settled.short:
        output.note(say(Message("settled.short", {"short": Money(settled.short, settled.currency)})))
    if settled.stranded:
        output.note(say(Message("settled.stranded", {"count": settled.stranded})))
