"""How a card got to its balance: our operations and what others were seen to do, with a running total.

The lines add up to the projected balance exactly; what nobody saw is one line of its own, right after the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.domain.operation import MONEY_KINDS, OPEN, Kind, State
from core.rows import CardRow, TimelineRow

Row = Mapping[Any, Any]


def timeline(card: CardRow, operations: Sequence[Row], sightings: Sequence[Row]) -> tuple[TimelineRow, ...]:
    """Newest first. `operations` in order of seq, with `known`; `sightings` in order of their ids."""
    making = next((row for row in operations if row["kind"] == Kind.ISSUE), None)
    disabled_here = any(row["kind"] == Kind.DISABLE and row["state"] == State.DONE for row in operations)
    seen = [(row["seen_at"], line) for row in sightings if (line := _sighted(row, disabled_here))]
    ours = [(row["created_at"], _done(row, card)) for row in operations if row is not making]
    later = [line for _, line in sorted(seen + ours, key=lambda pair: pair[0])]  # stable: seq breaks ties
    first = _listed(card) if making is None else _done(making, card)
    return _summed([first, *_unseen(card, [first, *later]), *later])


def _unseen(card: CardRow, lines: list[TimelineRow]) -> list[TimelineRow]:
    """What happened before this till first saw the card, or came back between two looks."""
    rest = card.balance - sum(line.amount or 0 for line in lines)
    return [_line(lines[0].at, "elsewhere", rest)] if rest else []


def _summed(lines: list[TimelineRow]) -> tuple[TimelineRow, ...]:
    total, summed = 0, []
    for line in lines:
        total += line.amount or 0
        summed.append(replace(line, balance=total))
    return tuple(reversed(summed))


def _listed(card: CardRow) -> TimelineRow:
    """Somebody else made the card; all we know is what it began with."""
    return _line(card.created_at, "listed", card.initial_value)


def _sighted(row: Row, disabled_here: bool) -> TimelineRow | None:
    """Our own disabling is seen in the service's reply as well, and is not told twice."""
    disabled = row["disabled"] and not disabled_here
    if not row["amount"] and not disabled:
        return None
    return _line(int(row["seen_at"]), "disabled_elsewhere" if disabled else "elsewhere", row["amount"] or None)


def _done(row: Row, card: CardRow) -> TimelineRow:
    state, kind = State(row["state"]), Kind(row["kind"])
    return TimelineRow(
        at=int(row["created_at"]),
        what="sold" if kind is Kind.ISSUE else kind.value,
        amount=_amount(row, kind, state, card),
        balance=None,
        state=state,
        clerk=row["clerk"],
        till=row["till"],
        reason=row["reason"],
        operation_id=row["operation_id"],
    )


def _amount(row: Row, kind: Kind, state: State, card: CardRow) -> int | None:
    """What this operation changes in the projected balance; None where no money moves."""
    known: int = row["known"]
    if kind not in MONEY_KINDS | {Kind.ISSUE} or state is State.DECLINED:
        return known or None
    if state in OPEN:
        return 0 if row["aborted"] else int(row["want"])
    return card.initial_value if kind is Kind.ISSUE and state is not State.PARKED else known


def _line(at: int, what: str, amount: int | None) -> TimelineRow:
    return TimelineRow(at, what, amount, None, None, "", "", "")
