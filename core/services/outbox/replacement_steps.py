"""The steps of a replacement: each is accepted in the very transaction that ends the one before it.

So a kill leaves no gap between two steps, and what a replacement has come to is read from the outbox alone.
"""

from __future__ import annotations

from typing import Any

from core.domain.identity import uuid7
from core.domain.operation import FINAL, Kind, State
from core.domain.outcome import Accepted, Message
from core.domain.replacement import NextStep, ReplacementStep, amount_taken, making, next_step, stage
from core.services.books.journal import Journal
from core.services.outbox import audit
from core.store import cards, fingerprints, outbox, replacements
from core.store.database import Connection
from core.store.outbox import Operation

PREPARED = "prepared"
"""In the payload of the first step: the new card, drawn and sealed before its value is known."""


def accept_next_step(journal: Journal, conn: Connection, ended: Operation, now: float) -> Accepted | None:
    """Accept the next step of a replacement when an operation of it has ended; None where none is due."""
    if not ended.replacement:
        return None
    first, steps = outbox.get(conn, ended.replacement), replacements.steps(conn, ended.replacement)
    if first is None or steps[-1].operation_id != ended.operation_id or steps[-1].state not in FINAL:
        return None
    following = next_step(steps)
    if following is None:
        _close(journal, conn, first, steps)
        return None
    row = _row(first, ended, now) | {"epoch": journal.epoch}
    if following.kind is Kind.ISSUE:
        return _make(journal, conn, first, row, following.want)
    return _on_old_card(journal, conn, first, row, following)


def _make(journal: Journal, conn: Connection, first: Operation, row: dict[str, Any], amount: int) -> Accepted:
    """Accept the new card, worth exactly what was taken: its code was drawn when the replacement was accepted."""
    prepared = first.payload[PREPARED]
    row |= prepared["row"] | {
        "kind": Kind.ISSUE.value,
        "card_id": 0,
        "want": amount,
        "reason": "replacement",
        "sealed_code": bytes.fromhex(prepared["sealed"]),
        "payload": prepared["payload"] | row["payload"] | {"watermark": cards.largest_id(conn)},
    }
    seq = outbox.append(conn, row)
    for fingerprint in prepared["fingerprints"]:
        fingerprints.bind(conn, fingerprint, -seq, "issued", row["created_at"])
    _forget_prepared(conn, first)
    return _accepted(journal, conn, row, -seq)


def _on_old_card(
    journal: Journal, conn: Connection, first: Operation, row: dict[str, Any], following: NextStep
) -> Accepted:
    """Accept money that goes back as a promise: refused, it is left to a person and not forgotten."""
    row |= {
        "kind": following.kind.value,
        "want": following.want,
        "card_id": first.card_id,
        "last_characters": first.last_characters,
        "card_created_at": first.card_created_at,
        "reason": first.reason,
        "offline": following.kind is Kind.TOP_UP,
    }
    outbox.append(conn, row)
    return _accepted(journal, conn, row, first.card_id)


def _accepted(journal: Journal, conn: Connection, row: dict[str, Any], card_id: int) -> Accepted:
    said = Message("evidence.accepted", {"clerk": row["clerk"] or row["till"]})
    outbox.add_evidence(conn, row["operation_id"], row["created_at"], [("accepted", said)])
    audit.accepted(journal, conn, row, card_id)
    return Accepted(row["operation_id"], card_id, row["offline"])


def _close(journal: Journal, conn: Connection, first: Operation, steps: tuple[ReplacementStep, ...]) -> None:
    """Close the replacement: nothing follows. A new card's code that nobody will need does not stay."""
    _forget_prepared(conn, first)
    made = making(steps)
    values: dict[str, object] = {
        "card": first.card_id,
        "last_characters": first.last_characters,
        "stage": stage(steps).value,
        "state": steps[-1].state.value,
        "taken": amount_taken(steps),
        "new_card": made.card_id if made is not None and made.made else None,
    }
    journal.write(conn, "replaced", first.operation_id, values)


def _forget_prepared(conn: Connection, first: Operation) -> None:
    if PREPARED in first.payload:
        kept = {name: value for name, value in first.payload.items() if name != PREPARED}
        outbox.change(conn, first.operation_id, payload=kept)


def _row(first: Operation, ended: Operation, now: float) -> dict[str, Any]:
    """Return the row in the name of whoever asked for the replacement; it counts for the day on which that was."""
    return {
        "operation_id": uuid7(now),
        "follows": ended.operation_id,
        "currency": first.currency,
        "offline": False,
        "state": State.READY.value,
        "clerk": first.clerk,
        "approver": first.approver,
        "till": first.till,
        "created_at": now,
        "shop_day": first.shop_day,
        "payload": {"act": first.operation_id},
    }
