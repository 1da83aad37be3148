"""What the console prints: one JSON object a line, or the same in words.

Money is written as strings, and nothing but results goes to standard output.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from core.console.answers import DONE, print_json, writable
from core.console.caller import caller
from core.console.codes import code_of, plain_values
from core.domain.card import local_reference
from core.domain.countdown import counted
from core.domain.money import Money, wire_text
from core.domain.outcome import Confirmed, Message, Outcome, Queued, Refused, Unknown
from core.domain.plain import plain_line
from core.domain.staff import Proposal
from core.errors import KnownError, RuleRefused
from core.rows import CardRow, FreezeRow, OperationRow, TimelineRow
from core.sentences import sentence

NOT_PRINTED = 8
EXITS = {"confirmed": 0, "queued": 3, "refused": 4, "unknown": 5}


class Output:
    """`as_json` is the contract for scripts; words are for people. `answered`: one answer with a code was printed."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self.answered = False

    def row(self, fields: dict[str, Any], *words: str) -> None:
        """Print `words` line by line: a note from outside makes no line of its own and steers no terminal."""
        if self._as_json:
            print_json(fields, caller().out)
        else:
            out = caller().out
            print(writable("\n".join(map(plain_line, words)), out), file=out, flush=True)

    def answer(self, fields: dict[str, Any], *words: str, code: str = DONE) -> None:
        """Print the one answer of a command. A card's own `code` among the fields stays (docs/console.md 4)."""
        self.answered = True
        self.row(fields | {"code": fields.get("code") or code}, *words)

    def fail(self, error: KnownError) -> int:
        """Print why nothing was done, and return the exit status. A refusal is a result, all else is a problem."""
        if self.answered:
            self.note(error.sentence)
            return error.exit_status
        fields = failure_fields(Message(error.key, error.values))
        if isinstance(error, RuleRefused):
            fields |= {"outcome": "refused", "reason": error.sentence} | approval_fields(error)
            self.answer(fields, error.sentence, *approval_words(error))
            return error.exit_status
        self.fail_with(fields)
        return error.exit_status

    def fail_with(self, fields: dict[str, Any]) -> None:
        """Print a problem: its `message` to a person, all of it to a script that got no answer yet."""
        if self._as_json and not self.answered:
            self.answer(fields)
        self.note(fields["message"])

    def is_heard(self) -> bool:
        """Tell whether what was answered has come to whoever asked: a code that nobody has heard is not wiped."""
        return caller().heard()

    def note(self, text: str) -> None:
        """Print progress and problems, never mixed with results."""
        err = caller().err
        print(writable(plain_line(text), err), file=err, flush=True)

    def note_problem(self, problem: KnownError | None) -> None:
        """Tell what went wrong after a command was accepted, if anything did: a script must not give it again."""
        if problem is not None:
            self.note(problem.sentence)

    def nothing(self, text: str) -> None:
        """Tell a person of an empty answer; a script sees it from the output."""
        if not self._as_json:
            self.note(text)

    def outcome(self, outcome: Outcome, last_characters: str, *then: Message, **more: Any) -> int:
        """Print the outcome and return its exit status. `then` is what is to be done once it is confirmed."""
        name = outcome_name(outcome)
        fields: dict[str, Any] = {
            "outcome": name,
            "operation_id": outcome.operation_id,
            "card_id": card_reference(outcome.card_id),
        }
        if isinstance(outcome, (Confirmed, Queued)):
            fields["amount"] = wire_text(outcome.amount, outcome.currency)
            fields["balance"] = wire_text(outcome.balance, outcome.currency)
            fields["currency"] = outcome.currency
        else:
            fields |= {"amount": None, "balance": None, "currency": None, "reason": say(outcome.message)}
            fields |= failure_fields(outcome.message)
        fields["last_characters"] = last_characters
        said = tuple(map(say, then)) if isinstance(outcome, Confirmed) else ()
        self.answer(fields | more, _words(outcome, last_characters), *said, *_code_words(more), code=name)
        return EXITS[name]


def say(said: Message | None) -> str:
    if said is None:
        return ""
    now = counted(said, time.time())
    return sentence(now.key, now.values)


def failure_fields(message: Message) -> dict[str, Any]:
    """Return what every refusal and every fault carries: its code, its sentence, and the values of that."""
    now = counted(message, time.time())
    return {
        "code": code_of(message.key),
        "message": sentence(now.key, now.values),
        "values": plain_values(now.values),
    }


def approval_fields(error: RuleRefused) -> dict[str, Any]:
    """Return what a manager would approve, where it takes one; nothing for all else."""
    asked = error.values.get("proposal")
    if not isinstance(asked, Proposal):
        return {}
    amount = asked.amount
    return {
        "approval": {
            "act": str(error.values["act"]),
            "last_characters": asked.last_characters or None,
            "amount": None if amount is None else wire_text(amount.minor, amount.currency),
            "currency": None if amount is None else amount.currency,
            "reason": asked.reason or None,
            "detail": asked.detail or None,
            "can_wait": asked.later is not None,
        }
    }


def approval_words(error: RuleRefused) -> tuple[str, ...]:
    """Return the same on one line, and how it is given here."""
    asked = error.values.get("proposal")
    if not isinstance(asked, Proposal):
        return ()
    card = f"card ····{asked.last_characters}" if asked.last_characters else ""
    amount = str(asked.amount or "")
    shown = ", ".join(filter(None, (str(error.values["act"]), card, amount, asked.detail, asked.reason)))
    later = "" if asked.later is None else ", or --ask to leave it to a manager who comes later"
    return (f"To be approved: {shown}. Give --approver NAME{later}.",)


def outcome_name(outcome: Outcome) -> str:
    return type(outcome).__name__.lower()


def card_reference(card_id: int) -> int | str:
    """Return a number for a card of the service, "L12" for one that is still to be made."""
    return card_id if card_id > 0 else local_reference(card_id)


def card_fields(row: CardRow) -> dict[str, Any]:
    return {
        "card_id": card_reference(row.card_id),
        "balance": wire_text(row.balance, row.currency),
        "confirmed_balance": wire_text(row.confirmed_balance, row.currency),
        "pending": wire_text(row.pending, row.currency),
        "currency": row.currency,
        "initial_value": wire_text(row.initial_value, row.currency),
        "status": row.status.value,
        "last_characters": row.last_characters,
        "note": row.note,
        "expires_on": row.expires_on,
        "template_suffix": row.template_suffix,
        "updated_at": utc(row.updated_at),
        "frozen": freeze_fields(row.frozen),
    }


def freeze_fields(frozen: FreezeRow | None) -> dict[str, Any] | None:
    """Return the freeze of a card that is frozen on this till; None for all others."""
    if frozen is None:
        return None
    return {"reason": frozen.reason, "clerk": frozen.clerk, "till": frozen.till, "at": utc(frozen.at)}


def card_words(row: CardRow) -> str:
    waiting = f"  ({wire_text(row.pending, row.currency)} waiting)" if row.pending else ""
    ending = f"  until {row.expires_on}" if row.expires_on else ""
    reference = card_reference(row.card_id)
    money = f"{wire_text(row.balance, row.currency):>10} {row.currency}"
    card = f"{reference!s:>12}  ····{row.last_characters}  {money}  {row.status.value:<8}"
    held = f"  frozen here by {row.frozen.who}: {row.frozen.reason}" if row.frozen else ""
    return f"{card}{ending}{waiting}{held}  {row.note or ''}"


def timeline_fields(row: TimelineRow, currency: str) -> dict[str, Any]:
    return {
        "at": utc(row.at),
        "what": row.what,
        "amount": None if row.amount is None else wire_text(row.amount, currency),
        "balance": None if row.balance is None else wire_text(row.balance, currency),
        "state": row.state.value if row.state else None,
        "clerk": row.clerk,
        "till": row.till,
        "reason": row.reason,
        "operation_id": row.operation_id,
        "approver": row.approver or None,
        "reverses": row.reverses or None,
        "reversed_by": row.reversed_by or None,
        "said": [say(said) for said in row.message],
    }


def operation_fields(row: OperationRow, evidence: list[str]) -> dict[str, Any]:
    return {
        "operation_id": row.operation_id,
        "kind": row.kind.value,
        "card_id": card_reference(row.card_id),
        "last_characters": row.last_characters,
        "state": "waiting" if row.state.value == "leased" else row.state.value,
        "want": wire_text(row.want, row.currency),
        "known": wire_text(row.moved, row.currency),
        "owed": wire_text(row.owed, row.currency),
        "currency": row.currency,
        "reason": row.reason,
        "said": say(row.message),
        "evidence": evidence,
        "suggestion": row.suggestion.value if row.suggestion else None,
        "ways": [how.value for how in row.ways],
        "settlement": settlement_fields(row),
        "follows": row.follows or None,
        "followed_by": row.followed_by or None,
        "clerk": row.clerk,
        "approver": row.approver or None,
        "reverses": row.reverses or None,
        "reversed_by": row.reversed_by or None,
        "reference": row.reference or None,
        "created_at": utc(row.created_at),
    }


def settlement_fields(row: OperationRow) -> dict[str, Any] | None:
    found = row.settlement
    if found is None:
        return None
    return {
        "how": found.how.value,
        "clerk": found.clerk,
        "why": found.why,
        "at": utc(found.at),
        "loss": wire_text(found.loss, row.currency),
    }


def utc(epoch: float) -> str:
    """Return ISO 8601, UTC, whole seconds."""
    return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _code_words(more: dict[str, Any]) -> tuple[str, ...]:
    return (f"Code: {more['code']}",) if more.get("code") else ()


def _words(outcome: Outcome, last: str) -> str:
    if isinstance(outcome, Confirmed):
        balance = Money(outcome.balance, outcome.currency)
        now = " now" if outcome.amount else ""
        return f"Confirmed. Card {outcome.card_id} (····{last}){now} has {balance}."
    if isinstance(outcome, Queued):
        balance = Money(outcome.balance, outcome.currency)
        reference = card_reference(outcome.card_id)
        return f"PENDING. Accepted without a connection; card {reference} (····{last}) will have {balance}."
    assert isinstance(outcome, (Refused, Unknown))
    return say(outcome.message)
