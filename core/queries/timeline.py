"""How a card got to its balance: our operations and what others were seen to do, with a running total.

The lines add up to the projected balance exactly; what nobody saw is one line of its own, right after the first. A line
says what happened in one sentence, and in others how far it is, or how it was settled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.domain import message_json
from core.domain.card import Status
from core.domain.moment import Moment
from core.domain.money import Money
from core.domain.operation import FINAL, MONEY_KINDS, OPEN, Kind, State
from core.domain.outcome import Message
from core.domain.replacement import ReplacementStage
from core.domain.reversal import Original, TakenBack
from core.queries import sql
from core.queries.replacements import replacement_row
from core.rows import CardRow, ReplacementRow, TimelineRow
from core.store.database import Connection, ask

Row = Mapping[Any, Any]
_ENDED = {State.DECLINED: "line.refused", State.PARKED: "line.needs_you", State.CANCELLED: "line.cancelled"}


@dataclass(frozen=True, slots=True)
class Past:
    """What is on file about a card: `operations` in order of seq, `sightings` and `freezes` in that of their ids.

    `said` of an operation is read back; `replacements` are those that it was a step of, by their first operation.
    """

    operations: Sequence[Row]
    sightings: Sequence[Row] = ()
    freezes: Sequence[Row] = ()
    replacements: Mapping[str, ReplacementRow] = field(default_factory=dict)


def read_past(conn: Connection, card_id: int) -> Past:
    """Return what the timeline of a card is made of."""
    operations = [
        dict(row) | {"said": message_json.from_text(row["said"])}
        for row in ask(conn, sql.OPERATIONS_OF_CARD, card_id=card_id)
    ]
    sightings = list(ask(conn, sql.SIGHTINGS, card_id=card_id))
    freezes = list(ask(conn, sql.FREEZES, card_id=card_id))
    begun = {row["replacement"] for row in operations if row["replacement"]}
    return Past(operations, sightings, freezes, {first: replacement_row(conn, first) for first in begun})


def timeline(card: CardRow, past: Past) -> tuple[TimelineRow, ...]:
    """Return the timeline, newest first."""
    operations, replacements = past.operations, past.replacements
    making = next((row for row in operations if row["kind"] == Kind.ISSUE), None)
    disabled_here = any(row["kind"] == Kind.DISABLE and row["state"] == State.DONE for row in operations)
    seen = [(row["seen_at"], line) for row in past.sightings if (line := _sighted(row, card, disabled_here))]
    ours = [(row["created_at"], _ours(row, card, replacements)) for row in operations if row is not making]
    held = [pair for row in past.freezes for pair in _held(row)]
    later = [line for _, line in sorted(seen + ours + held, key=lambda pair: pair[0])]  # stable: seq breaks ties
    first = _listed(card) if making is None else _ours(making, card, replacements)
    return _summed([first, *_unseen(card, [first, *later]), *later])


def _unseen(card: CardRow, lines: list[TimelineRow]) -> list[TimelineRow]:
    """Return what happened before this till first saw the card, or came back between two looks."""
    rest = card.balance - sum(line.amount or 0 for line in lines)
    said = _told_elsewhere(rest, card.currency, disabled=False)
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
    said = _told_elsewhere(row["amount"], card.currency, disabled=bool(disabled))
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
    said = Message(f"line.{what}", {"who": _who(clerk, row["till"])})
    return TimelineRow(int(at), what, None, None, State.DONE, clerk, row["till"], reason, message=(said,))


def _ours(row: Row, card: CardRow, replacements: Mapping[str, ReplacementRow]) -> TimelineRow:
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
        message=_told(row, row["said"], replacements.get(row["replacement"] or "")),
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
    return Original(kind, state, row["card_id"], row["want"], row["known"], bool(row["replacement"]), back)


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


# what a line says


def _told(row: Row, kept: Message | None, step_of: ReplacementRow | None) -> tuple[Message, ...]:
    """Tell of an operation `row`; `kept` is what it says of itself, `step_of` the replacement to which it belongs."""
    state = State(row["state"])
    what = _step_sentence(row, step_of) if step_of is not None else None
    key, values = what or _sentence(row)
    first = Message(key if _is_done(row, state) else f"{key}.asked", {"who": _who(row["clerk"], row["till"])} | values)
    return (first, *_linked(row), *_approved(row), *_standing(state, kept), *_settled(row))


def _who(clerk: str, till: str) -> str:
    """Return names only, so that the sentence around them is the same with and without a clerk."""
    return f"{clerk} ({till})" if clerk else till


def _told_elsewhere(amount: int | None, currency: str, *, disabled: bool) -> tuple[Message, ...]:
    """Tell what somebody else did, as far as two looks at the card show it."""
    said = [Message("line.elsewhere.disabled")] if disabled else []
    if amount:
        key = "line.elsewhere.added" if amount > 0 else "line.elsewhere.taken"
        said.append(Message(key, {"amount": Money(abs(amount), currency)}))
    return tuple(said)


def _sentence(row: Row) -> tuple[str, dict[str, object]]:
    kind = Kind(row["kind"])
    figure = row["known"] if kind in MONEY_KINDS and row["state"] == State.DONE and row["known"] else row["want"]
    money: dict[str, object] = {"amount": Money(abs(figure), row["currency"])}
    match kind:
        case Kind.ISSUE:
            return "line.sold", money
        case Kind.REDEEM:
            return "line.taken", money
        case Kind.TOP_UP:
            return "line.added", money
        case Kind.SET_BALANCE if row["probe"]:
            return "line.tried", {}
        case Kind.SET_BALANCE:
            return ("line.raised" if figure > 0 else "line.lowered"), money
        case Kind.UPDATE:
            return "line.changed", {}
        case Kind.DISABLE:
            return "line.disabled", {}
        case Kind.CASH_OUT:
            return "line.cashed", money
        case Kind.REVERSE:
            return ("line.put_back" if figure > 0 else "line.taken_back"), money


def _step_sentence(row: Row, step_of: ReplacementRow) -> tuple[str, dict[str, object]] | None:
    """Tell a step of a replacement as what it is, with the other card's last four."""
    money = Money(abs(row["want"]), row["currency"])
    if row["kind"] == Kind.ISSUE:
        return "line.made_for", {"amount": money, "last": step_of.last_characters.upper()}
    if row["kind"] == Kind.DISABLE:
        return "line.replaced", {"last": step_of.new_last_characters.upper()}
    if step_of.stage is ReplacementStage.RETURNING and row["want"] > 0:
        return "line.given_back", {"amount": money}
    if row["want"] < 0:
        return "line.moved", {"amount": money}
    return None


def _linked(row: Row) -> tuple[Message, ...]:
    """Tell which act it takes back, and whether it was taken back itself."""
    if row["reverses_kind"]:
        return (Message(f"line.reverses.{row['reverses_kind']}", {"at": Moment(row["reverses_at"])}),)
    if not row["reversed_state"]:
        return ()
    money = Money(abs(row["taken_back"] or 0), row["currency"])
    ended = State(row["reversed_state"]) in FINAL
    return (Message("line.reversed" if ended else "line.reversed.asked", {"amount": money}),)


def _approved(row: Row) -> tuple[Message, ...]:
    return (Message("line.approved", {"approver": row["approver"]}),) if row["approver"] else ()


def _is_done(row: Row, state: State) -> bool:
    """Return whether it is done: settled, when all of it is on the card; a new card, once it has its number."""
    if state is State.DONE:
        return True
    if state is not State.INFERRED:
        return False
    if row["kind"] == Kind.ISSUE:
        return bool(row["card_id"] > 0)
    return bool(row["known"] == row["want"]) if row["kind"] in MONEY_KINDS else row["how"] == "applied"


def _settled(row: Row) -> tuple[Message, ...]:
    """Tell why a person said so, and what it cost."""
    if row["how"] is None:
        return ()
    lost = (Message("settled.loss", {"loss": Money(row["loss"], row["currency"])}),) if row["loss"] else ()
    return (Message("settled.why", {"why": row["why"]}), *lost)


def _standing(state: State, kept: Message | None) -> tuple[Message, ...]:
    if state is State.DONE:
        return ()
    if kept is not None:
        return (kept,)
    if state in OPEN:
        return (Message("line.on_its_way"),)
    return (Message(_ENDED[state]),) if state in _ENDED else ()
