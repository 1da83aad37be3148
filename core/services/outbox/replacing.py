"""The steps of a replacement: each is accepted in the very transaction that ends the one before it.

So a kill leaves no gap between two steps, and what the act has come to is read from the outbox alone.
"""

from __future__ import annotations

from typing import Any

from core.domain.identity import uuid7
from core.domain.operation import FINAL, Kind, State
from core.domain.outcome import Accepted, Said
from core.domain.replacement import Coming, Step, coming, making, stage, taken_by
from core.services.books.journal import Journal
from core.services.outbox import audit
from core.store import acts, cards, fingerprints, outbox
from core.store.database import Session
from core.store.outbox import Operation

PREPARED = "prepared"
"""In the payload of the first step: the new card, drawn and sealed before its value is known."""


def go_on(journal: Journal, transaction: Session, ended: Operation, now: float) -> Accepted | None:
    """Called when an operation has ended: accepts the next step of its act, if it belongs to one and one is due."""
    if not ended.act:
        return None
    act, steps = outbox.get(transaction, ended.act), acts.steps(transaction, ended.act)
    if act is None or steps[-1].operation_id != ended.operation_id or steps[-1].state not in FINAL:
        return None
    following = coming(steps)
    if following is None:
        _close(journal, transaction, act, steps)
        return None
    row = _row(act, ended, now) | {"epoch": journal.epoch}
    if following.kind is Kind.ISSUE:
        return _make(journal, transaction, act, row, following.want)
    return _on_old_card(journal, transaction, act, row, following)


def _make(journal: Journal, transaction: Session, act: Operation, row: dict[str, Any], amount: int) -> Accepted:
    """The new card is worth exactly what was taken: its code was drawn when the act was accepted."""
    prepared = act.payload[PREPARED]
    row |= prepared["row"] | {
        "kind": Kind.ISSUE.value,
        "card_id": 0,
        "want": amount,
        "reason": "replacement",
        "sealed_code": bytes.fromhex(prepared["sealed"]),
        "payload": prepared["payload"] | row["payload"] | {"watermark": cards.largest_id(transaction)},
    }
    seq = outbox.append(transaction, row)
    for fingerprint in prepared["fingerprints"]:
        fingerprints.bind(transaction, fingerprint, -seq, "issued", row["created_at"])
    _forget_prepared(transaction, act)
    return _accepted(journal, transaction, row, -seq)


def _on_old_card(
    journal: Journal, transaction: Session, act: Operation, row: dict[str, Any], following: Coming
) -> Accepted:
    """Money that goes back is a promise: refused, it is left to a person and not forgotten."""
    row |= {
        "kind": following.kind.value,
        "want": following.want,
        "card_id": act.card_id,
        "last_characters": act.last_characters,
        "reason": act.reason,
        "offline": following.kind is Kind.TOP_UP,
    }
    outbox.append(transaction, row)
    return _accepted(journal, transaction, row, act.card_id)


def _accepted(journal: Journal, transaction: Session, row: dict[str, Any], card_id: int) -> Accepted:
    said = Said("evidence.accepted", {"clerk": row["clerk"] or row["till"]})
    outbox.add_evidence(transaction, row["operation_id"], row["created_at"], [("accepted", said)])
    audit.accepted(journal, transaction, row, card_id)
    return Accepted(row["operation_id"], card_id, row["offline"])


def _close(journal: Journal, transaction: Session, act: Operation, steps: tuple[Step, ...]) -> None:
    """Nothing follows. A new card's code that nobody will need does not stay."""
    _forget_prepared(transaction, act)
    made = making(steps)
    values: dict[str, object] = {
        "card": act.card_id,
        "last_characters": act.last_characters,
        "stage": stage(steps).value,
        "state": steps[-1].state.value,
        "taken": taken_by(steps),
        "new_card": made.card_id if made is not None and made.made else None,
    }
    journal.write(transaction, "replaced", act.operation_id, values)


def _forget_prepared(transaction: Session, act: Operation) -> None:
    if PREPARED in act.payload:
        kept = {name: value for name, value in act.payload.items() if name != PREPARED}
        outbox.change(transaction, act.operation_id, payload=kept)


def _row(act: Operation, ended: Operation, now: float) -> dict[str, Any]:
    """In the name of whoever asked for the replacement; it counts for the day on which that was."""
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
