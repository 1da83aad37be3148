"""What one line of a card's past says: a sentence for what happened, one for how far it is or how it was settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.domain.moment import Moment
from core.domain.money import Money
from core.domain.operation import FINAL, MONEY_KINDS, OPEN, Kind, State
from core.domain.outcome import Message
from core.domain.replacement import ReplacementStage
from core.rows import ReplacementRow

_ENDED = {State.DECLINED: "line.refused", State.PARKED: "line.needs_you", State.CANCELLED: "line.cancelled"}


def told(row: Mapping[Any, Any], kept: Message | None, act: ReplacementRow | None) -> tuple[Message, ...]:
    """Tell of an operation `row`; `kept` is what it says of itself, `act` the replacement to which it belongs."""
    state = State(row["state"])
    what = _moved(row, act) if act is not None else None
    key, values = what or _done(row)
    first = Message(key if _is_done(row, state) else f"{key}.asked", {"who": who(row["clerk"], row["till"])} | values)
    return (first, *_linked(row), *_approved(row), *_standing(state, kept), *_settled(row))


def who(clerk: str, till: str) -> str:
    """Return names only, so that the sentence around them is the same with and without a clerk."""
    return f"{clerk} ({till})" if clerk else till


def elsewhere(amount: int | None, currency: str, *, disabled: bool) -> tuple[Message, ...]:
    """Tell what somebody else did, as far as two looks at the card show it."""
    said = [Message("line.elsewhere.disabled")] if disabled else []
    if amount:
        key = "line.elsewhere.added" if amount > 0 else "line.elsewhere.taken"
        said.append(Message(key, {"amount": Money(abs(amount), currency)}))
    return tuple(said)


def _done(row: Mapping[Any, Any]) -> tuple[str, dict[str, object]]:
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


def _moved(row: Mapping[Any, Any], act: ReplacementRow) -> tuple[str, dict[str, object]] | None:
    """Tell a step of a replacement as what it is, with the other card's last four."""
    money = Money(abs(row["want"]), row["currency"])
    if row["kind"] == Kind.ISSUE:
        return "line.made_for", {"amount": money, "last": act.last_characters.upper()}
    if row["kind"] == Kind.DISABLE:
        return "line.replaced", {"last": act.new_last_characters.upper()}
    if act.stage is ReplacementStage.RETURNING and row["want"] > 0:
        return "line.given_back", {"amount": money}
    if row["want"] < 0:
        return "line.moved", {"amount": money}
    return None


def _linked(row: Mapping[Any, Any]) -> tuple[Message, ...]:
    """Tell which act it takes back, and whether it was taken back itself."""
    if row["reverses_kind"]:
        return (Message(f"line.reverses.{row['reverses_kind']}", {"at": Moment(row["reverses_at"])}),)
    if not row["reversed_state"]:
        return ()
    money = Money(abs(row["taken_back"] or 0), row["currency"])
    ended = State(row["reversed_state"]) in FINAL
    return (Message("line.reversed" if ended else "line.reversed.asked", {"amount": money}),)


def _approved(row: Mapping[Any, Any]) -> tuple[Message, ...]:
    return (Message("line.approved", {"approver": row["approver"]}),) if row["approver"] else ()


def _is_done(row: Mapping[Any, Any], state: State) -> bool:
    """Return whether it is done: settled, when all of it is on the card; a new card, once it has its number."""
    if state is State.DONE:
        return True
    if state is not State.INFERRED:
        return False
    if row["kind"] == Kind.ISSUE:
        return bool(row["card_id"] > 0)
    return bool(row["known"] == row["want"]) if row["kind"] in MONEY_KINDS else row["how"] == "applied"


def _settled(row: Mapping[Any, Any]) -> tuple[Message, ...]:
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
