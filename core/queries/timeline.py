"""How a card got to its balance: our operations and what others were seen to do, with a running total.

The lines add up to the projected balance exactly; what nobody saw is one line of its own, right after the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.domain.card import Status
from core.domain.money import Money
from core.domain.operation import MONEY_KINDS, OPEN, Kind, State
from core.domain.outcome import Message
from core.domain.reversal import Original, TakenBack
from core.queries import timeline_text
from core.rows import CardRow, ReplacementRow, TimelineRow

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Past:
    """What is on file about a card: `operations` in order of seq, `sightings` and `freezes` in that of their ids.

    `said` of an operation is read back; `acts` are the replacements that it was part of, by their first operation.
    """

    operations: Sequence[Row]
    sightings: Sequence[Row] = ()
    freezes: Sequence[Row] = ()
    acts: Mapping[str, ReplacementRow] = field(default_factory=dict)


def timeline(card: CardRow, past: Past) -> tuple[TimelineRow, ...]:
    """Return the timeline, newest first."""
    operations, acts = past.operations, past.acts
    making = next((row for row in operations if row["kind"] == Kind.ISSUE), None)
    disabled_here = any(row["kind"] == Kind.DISABLE and row["state"] == State.DONE for row in operations)
    seen = [(row["seen_at"], line) for row in past.sightings if (line := _sighted(row, card, disabled_here))]
    ours = [(row["created_at"], _done(row, card, acts)) for row in operations if row is not making]
    held = [pair for row in past.freezes for pair in _held(row)]
    later = [line for _, line in sorted(seen + ours + held, key=lambda pair: pair[0])]  # stable: seq breaks ties
    first = _listed(card) if making is None else _done(making, card, acts)
    return _summed([first, *_unseen(card, [first, *later]), *later])


def _unseen(card: CardRow, lines: list[TimelineRow]) -> list[TimelineRow]:
    """Return what happened before this till first saw the card, or came back between two looks."""
    rest = card.balance - sum(line.amount or 0 for line in lines)
    said = timeline_text.elsewhere(rest, card.currency, disabled=False)
    return [_line(lines[0].at, "elsewhere", rest, said)] if rest else []


def _summed(lines: list[TimelineRow]) -> tuple[TimelineRow, ...]:
    total, summed = 0, []
    for line in lines:
        total += line.amount or 0
        summed.append(replace(line, balance=total))
    return tuple(reversed(summed))


def _listed(card: CardRow) -> TimelineRow:
    """Tell that somebody else made the card; all we know is what it began with."""
    said = Message("line.listed", {"amount": Money(card.initial_value, card.currency)})
    return _line(card.created_at, "listed", card.initial_value, (said,))


def _sighted(row: Row, card: CardRow, disabled_here: bool) -> TimelineRow | None:
    """Tell what was seen. Our own disabling is in the service's reply as well, and is not told twice."""
    disabled = row["disabled"] and not disabled_here
    if not row["amount"] and not disabled:
        return None
    said = timeline_text.elsewhere(row["amount"], card.currency, disabled=bool(disabled))
    what = "disabled_elsewhere" if disabled else "elsewhere"
    return _line(int(row["seen_at"]), what, row["amount"] or None, said)


def _held(row: Row) -> list[tuple[float, TimelineRow]]:
    """Tell of a freeze of this till, and of its end."""
    lines = [(row["at"], _freeze(row, "freeze", row["at"], row["clerk"]))]
    if row["lifted_at"] is not None:
        lines.append((row["lifted_at"], _freeze(row, "unfreeze", row["lifted_at"], row["lifted_by"])))
    return lines


def _freeze(row: Row, what: str, at: float, clerk: str) -> TimelineRow:
    reason = row["reason"] if what == "freeze" else ""
    said = Message(f"line.{what}", {"who": timeline_text.who(clerk, row["till"])})
    return TimelineRow(int(at), what, None, None, State.DONE, clerk, row["till"], reason, message=(said,))


def _done(row: Row, card: CardRow, acts: Mapping[str, ReplacementRow]) -> TimelineRow:
    state, kind = State(row["state"]), Kind(row["kind"])
    return TimelineRow(
        at=int(row["created_at"]),
        what=_what(row, kind),
        amount=_amount(row, kind, state, card),
        balance=None,
        state=state,
        clerk=row["clerk"],
        till=row["till"],
        reason=row["reason"],
        operation_id=row["operation_id"],
        message=timeline_text.told(row, row["said"], acts.get(row["act"] or "")),
        approver=row["approver"],
        reverses=row["reverses"] or "",
        reversed_by=row["reversed_by"] or "",
        can_be_taken_back=_can_be_taken_back(_original(row, kind, state), card),
    )


def _what(row: Row, kind: Kind) -> str:
    if row["probe"]:
        return "probe"
    return "sold" if kind is Kind.ISSUE else kind.value


def _original(row: Row, kind: Kind, state: State) -> Original:
    back = (TakenBack(State(row["reversed_state"]), row["taken_back"] or 0),) if row["reversed_state"] else ()
    return Original(kind, state, row["card_id"], row["want"], row["known"], bool(row["act"]), back)


def _can_be_taken_back(original: Original, card: CardRow) -> bool:
    """Return whether it can, as far as the card that is shown tells; the desk looks once more."""
    usable = card.status is Status.ACTIVE and card.frozen is None
    return usable and not original.why_not() and card.balance + original.left >= 0


def _amount(row: Row, kind: Kind, state: State, card: CardRow) -> int | None:
    """Return what this operation changes in the projected balance; None where no money moves."""
    known: int = row["known"]
    if kind not in MONEY_KINDS | {Kind.ISSUE} or state is State.DECLINED:
        return known or None
    if state in OPEN:
        return 0 if row["aborted"] else int(row["want"]) or (None if row["probe"] else 0)
    return card.initial_value if kind is Kind.ISSUE and state is not State.PARKED else _moved(row)


def _moved(row: Row) -> int | None:
    """Return what it moved for good; a probe that put everything back moved no money."""
    known: int = row["known"]
    return None if row["probe"] and not known else known


def _line(at: int, what: str, amount: int | None, said: tuple[Message, ...]) -> TimelineRow:
    return TimelineRow(at, what, amount, None, None, "", "", "", message=said)
