"""The steps of a replacement: each is accepted in the very transaction that ends the one before it.

So a kill leaves no gap between two steps, and what the act has come to is read from the outbox alone.
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
    """Accept the next step of an act when an operation of it has ended; None where none is due."""
    if not ended.act:
        return None
    act, steps = outbox.get(conn, ended.act), replacements.steps(conn, ended.act)
    if act is None or steps[-1].operation_id != ended.operation_id or steps[-1].state not in FINAL:
        return None
    following = next_step(steps)
    if following is None:
        _close(journal, conn, act, steps)
        return None
    row = _row(act, ended, now) | {"epoch": journal.epoch}
    if following.kind is Kind.ISSUE:
        return _make(journal, conn, act, row, following.want)
    return _on_old_card(journal, conn, act, row, following)


def _make(journal: Journal, conn: Connection, act: Operation, row: dict[str, Any], amount: int) -> Accepted:
    """Accept the new card, worth exactly what was taken: its code was drawn when the act was accepted."""
    prepared = act.payload[PREPARED]
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
    _forget_prepared(conn, act)
    return _accepted(journal, conn, row, -seq)


def _on_old_card(
    journal: Journal, conn: Connection, act: Operation, row: dict[str, Any], following: NextStep
) -> Accepted:
    """Accept money that goes back as a promise: refused, it is left to a person and not forgotten."""
    row |= {
        "kind": following.kind.value,
        "want": following.want,
        "card_id": act.card_id,
        "last_characters": act.last_characters,
        "card_created_at": act.card_created_at,
        "reason": act.reason,
        "offline": following.kind is Kind.TOP_UP,
    }
    outbox.append(conn, row)
    return _accepted(journal, conn, row, act.card_id)


def _accepted(journal: Journal, conn: Connection, row: dict[str, Any], card_id: int) -> Accepted:
    said = Message("evidence.accepted", {"clerk": row["clerk"] or row["till"]})
    outbox.add_evidence(conn, row["operation_id"], row["created_at"], [("accepted", said)])
    audit.accepted(journal, conn, row, card_id)
    return Accepted(row["operation_id"], card_id, row["offline"])


def _close(journal: Journal, conn: Connection, act: Operation, steps: tuple[ReplacementStep, ...]) -> None:
    """Close the act: nothing follows. A new card's code that nobody will need does not stay."""
    _forget_prepared(conn, act)
    made = making(steps)
    values: dict[str, object] = {
        "card": act.card_id,
        "last_characters": act.last_characters,
        "stage": stage(steps).value,
        "state": steps[-1].state.value,
        "taken": amount_taken(steps),
        "new_card": made.card_id if made is not None and made.made else None,
    }
    journal.write(conn, "replaced", act.operation_id, values)


def _forget_prepared(conn: Connection, act: Operation) -> None:
    if PREPARED in act.payload:
        kept = {name: value for name, value in act.payload.items() if name != PREPARED}
        outbox.change(conn, act.operation_id, payload=kept)


def _row(act: Operation, ended: Operation, now: float) -> dict[str, Any]:
    """Return the row in the name of whoever asked for the replacement; it counts for the day on which that was."""
    return {
        "operation_id": uuid7(now),
        "follows": ended.operation_id,
        "currency": act.currency,
        "offline": False,
        "state": State.READY.value,
        "clerk": act.clerk,
        "approver": act.approver,
        "till": act.till,
        "created_at": now,
        "shop_day": act.shop_day,
        "payload": {"act": act.operation_id},
    }
