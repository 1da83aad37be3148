"""Rows of the database as rows of a screen: what a card or an operation comes to, and what a person may do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from core.domain import note_tag
from core.domain.card import Status, days_left, status_of
from core.domain.operation import MONEY_KINDS, OPEN, Kind, State, is_handed_out
from core.domain.settlement import How, ParkedWrite, certain, suggestion, ways
from core.queries.execution import said_of
from core.rows import CardRow, FreezeRow, OperationRow, SettlementRow

_WORKED_OUT = {"balance", "confirmed_balance", "status", "note", "frozen", "days_left"}
_TIMES = {"created_at", "updated_at", "seen_at", "missing_at"}
_AS_IT_STANDS = tuple(field.name for field in fields(CardRow) if field.name not in _WORKED_OUT | _TIMES)
"""The fields of a card that are shown as they stand in the column of the same name."""


def card_row(row: Mapping[str, Any], today: date) -> CardRow:
    as_it_stands: dict[str, Any] = {name: row[name] for name in _AS_IT_STANDS}
    return CardRow(
        balance=row["balance"] + row["pending"],
        confirmed_balance=row["balance"],
        status=_status(row, today),
        note=note_tag.shown(row["note"]),
        created_at=int(row["created_at"]),
        updated_at=int(row["updated_at"]),
        seen_at=int(row["seen_at"]),
        frozen=_frozen(row),
        days_left=days_left(row["expires_on"], today),
        missing_at=None if row["missing_at"] is None else int(row["missing_at"]),
        **as_it_stands,
    )


def _status(row: Mapping[str, Any], today: date) -> Status:
    if row["card_id"] < 0:
        return Status.PENDING
    return Status.GONE if row["gone_at"] is not None else status_of(row["disabled_at"], row["expires_on"], today)


def _frozen(row: Mapping[str, Any]) -> FreezeRow | None:
    if row["frozen_at"] is None:
        return None
    return FreezeRow(row["frozen_why"], row["frozen_by"], row["frozen_at_till"], int(row["frozen_at"]))


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
        message=said_of(row["said"]),
        balance=row["balance_after"],
        code_waits=bool(row["code_waits"]),
        settlement=_settlement(row),
        follows=row["follows"] or "",
        followed_by=row["followed_by"] or "",
        act=row["act"] or "",
        finished_at=row["finished_at"],
        bill=row["bill"] or "",
        approver=row["approver"],
        reverses=row["reverses"] or "",
        reverses_kind=Kind(row["reverses_kind"]) if row["reverses_kind"] else None,
        reversed_by=row["reversed_by"] or "",
        reversed_state=State(row["reversed_state"]) if row["reversed_state"] else None,
        taken_back=row["taken_back"] or 0,
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
    promised = is_handed_out(Kind(row["kind"]), offline=bool(row["offline"]), act=row["act"])
    dropped = promised and State(row["state"]) in OPEN and not row["touched"]
    return {"ways": (How.DROP,)} if dropped else {}


def _parked(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a person may say about it, and what the evidence hints at."""
    said, kind = said_of(row["said"]), Kind(row["kind"])
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
