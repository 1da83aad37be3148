"""An operation of the database as a row of a screen: what it comes to, and what a person may do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.domain import message_json
from core.domain.operation import MONEY_KINDS, OPEN, Kind, State, is_handed_out
from core.domain.settlement import How, ParkedWrite, certain, suggestion, ways
from core.rows import OperationRow, SettlementRow


def operation_row(row: Mapping[str, Any]) -> OperationRow:
    return OperationRow(
        operation_id=row["operation_id"],
        kind=Kind(row["kind"]),
        state=State(row["state"]),
        card_id=row["card_id"],
        last_characters=row["last_characters"],
        currency=row["currency"],
        want=row["want"],
        known=row["known"],
        reason=row["reason"],
        clerk=row["clerk"],
        till=row["till"],
        created_at=int(row["created_at"]),
        offline=bool(row["offline"]),
        message=message_json.from_text(row["said"]),
        balance=row["balance_after"],
        code_waits=bool(row["code_waits"]),
        settlement=_settlement(row),
        follows=row["follows"] or "",
        followed_by=row["followed_by"] or "",
        replacement=row["replacement"] or "",
        finished_at=row["finished_at"],
        bill=row["bill"] or "",
        approver=row["approver"],
        reverses=row["reverses"] or "",
        reverses_kind=Kind(row["reverses_kind"]) if row["reverses_kind"] else None,
        reversed_by=row["reversed_by"] or "",
        reversed_state=State(row["reversed_state"]) if row["reversed_state"] else None,
        taken_back=row["taken_back"] or 0,
        reference=row["reference"] or "",
        **_to_decide(row),
    )


def _settlement(row: Mapping[str, Any]) -> SettlementRow | None:
    if row["how"] is None:
        return None
    return SettlementRow(How(row["how"]), row["settled_by"], row["why"], int(row["settled_at"]), row["loss"])


def _to_decide(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a person may say about it; of a promise that was never sent only that it is dropped."""
    if row["state"] == State.PARKED:
        return _parked(row)
    promised = is_handed_out(Kind(row["kind"]), offline=bool(row["offline"]), replacement=row["replacement"])
    dropped = promised and State(row["state"]) in OPEN and not row["touched"]
    return {"ways": (How.DROP,)} if dropped else {}


def _parked(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a person may say about it, and what the evidence hints at."""
    said, kind = message_json.from_text(row["said"]), Kind(row["kind"])
    key = said.key if said else ""
    exactly = certain(key, bool(row["unanswered"]))
    gone = 0 if row["aborted"] and not row["offline"] else row["want"]
    owed = gone - row["known"] if kind in MONEY_KINDS else 0
    write = None if row["doubt_target"] is None else (row["doubt_base"], row["doubt_target"])
    return {
        "ways": ways(kind, row["card_id"], exactly, owed),
        "suggestion": suggestion(ParkedWrite(kind, key, owed, write), row["on_card"]),
        "owed": owed,
    }
