"""A replacement as a screen shows it: which card, which new one, how far. All of it is read from its operations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.domain import message_json
from core.domain.operation import Kind, State
from core.domain.replacement import ReplacementStep, amount_taken, making, stage
from core.queries import sql
from core.rows import ReplacementRow
from core.store.database import Connection, ask


def replacement_row(conn: Connection, first: str) -> ReplacementRow:
    """Return the replacement that begins with the operation `first`."""
    return _replacement(list(ask(conn, sql.REPLACEMENT, operation_id=first)))


def _replacement(rows: Sequence[Mapping[Any, Any]]) -> ReplacementRow:
    """Build the row; `rows` are its operations in their order."""
    steps = tuple(map(_step, rows))
    first, last, made = rows[0], rows[-1], making(steps)
    new_last = next((row["last_characters"] for row in rows if row["kind"] == Kind.ISSUE), "")
    return ReplacementRow(
        operation_id=first["operation_id"],
        card_id=first["card_id"],
        last_characters=first["last_characters"],
        currency=first["currency"],
        wanted=-first["want"],
        amount=amount_taken(steps),
        new_card_id=made.card_id if made is not None and made.made else None,
        new_last_characters=new_last,
        made=made.operation_id if made is not None else "",
        stage=stage(steps),
        step=last["operation_id"],
        state=State(last["state"]),
        message=message_json.from_text(last["said"]),
        reason=first["reason"],
        clerk=first["clerk"],
        till=first["till"],
        created_at=int(first["created_at"]),
    )


def _step(row: Mapping[Any, Any]) -> ReplacementStep:
    return ReplacementStep(
        row["operation_id"], Kind(row["kind"]), State(row["state"]), row["card_id"], row["want"], row["known"]
    )
