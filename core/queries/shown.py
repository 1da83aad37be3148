"""Rows of the database as rows of a screen: what a card or an operation comes to, and what a person may do about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from core.domain import mark
from core.domain.card import Status, days_left, status_of
from core.domain.operation import MONEY_KINDS, Kind, State
from core.domain.settlement import How, certain, suggestion, ways
from core.queries.asking import said_of
from core.rows import CardRow, FreezeRow, OperationRow, SettlementRow


def card_row(row: RowMapping, today: date) -> CardRow:
    unmade = row["card_id"] < 0
    return CardRow(
        card_id=row["card_id"],
        balance=row["balance"] + row["pending"],
        confirmed_balance=row["balance"],
        pending=row["pending"],
        currency=row["currency"],
        initial_value=row["initial_value"],
        status=Status.PENDING if unmade else status_of(row["disabled_at"], row["expires_on"], today),
        last_characters=row["last_characters"],
        note=mark.split(row["note"])[0],
        expires_on=row["expires_on"],
        template_suffix=row["template_suffix"],
        created_at=int(row["created_at"]),
        updated_at=int(row["updated_at"]),
        seen_at=int(row["seen_at"]),
        unsettled=row["unsettled"],
        frozen=_frozen(row),
        days_left=days_left(row["expires_on"], today),
        missing_at=None if row["missing_at"] is None else int(row["missing_at"]),
    )


def _frozen(row: RowMapping) -> FreezeRow | None:
    if row["frozen_at"] is None:
        return None
    return FreezeRow(row["frozen_why"], row["frozen_by"], row["frozen_at_till"], int(row["frozen_at"]))


def operation_row(row: RowMapping) -> OperationRow:
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
        said=said_of(row["said"]),
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
        **(_parked(row) if row["state"] == State.PARKED else {}),
    )


def _settlement(row: RowMapping) -> SettlementRow | None:
    if row["how"] is None:
        return None
    return SettlementRow(How(row["how"]), row["settled_by"], row["why"], int(row["settled_at"]), row["loss"])


def _parked(row: RowMapping) -> dict[str, Any]:
    """What a person may say about it, and what the evidence hints at."""
    said, kind = said_of(row["said"]), Kind(row["kind"])
    key = said.key if said else ""
    exactly = certain(key, bool(row["unanswered"]))
    gone = 0 if row["aborted"] and not row["offline"] else row["want"]
    owed = gone - row["known"] if kind in MONEY_KINDS else 0
    write = None if row["doubt_target"] is None else (row["doubt_base"], row["doubt_target"])
    return {
        "ways": ways(kind, row["card_id"], exactly, owed),
        "suggestion": suggestion(kind, key, owed, write, row["on_card"]),
        "owed": owed,
    }
