"""Requests for approval. What was asked never changes; a decision is written once, on what still waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from core.domain.approval import ApprovalRequest, ApprovalState
from core.domain.message_json import from_json, to_json
from core.domain.money import Money
from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.permission import Permission
from core.domain.staff import Proposal
from core.store.tables import APPROVAL_REQUESTS, OPERATIONS

_REQUESTS = APPROVAL_REQUESTS
_WAITS = _REQUESTS.c.state == ApprovalState.WAITING.value


def next_number(conn: Connection) -> int:
    return int(conn.execute(select(func.coalesce(func.max(_REQUESTS.c.number), 0))).scalar_one()) + 1


def add(conn: Connection, request: ApprovalRequest, journal_number: int) -> None:
    """Keep a request that waits from now on."""
    amount = request.proposal.amount
    conn.execute(
        insert(_REQUESTS).values(
            number=request.number,
            operation_id=request.operation_id,
            act=request.permission.value,
            command=dict(request.command),
            card_id=request.proposal.card_id,
            last_characters=request.proposal.last_characters,
            amount=None if amount is None else amount.minor,
            currency="" if amount is None else amount.currency,
            because=request.proposal.reason,
            clerk=request.clerk,
            till=request.till,
            asked_at=request.asked_at,
            expires_at=request.expires_at,
            journal_number=journal_number,
            state=ApprovalState.WAITING.value,
        )
    )


def get(conn: Connection, number: int, now: float) -> tuple[ApprovalRequest, int] | None:
    """Return a request as it stands at `now`, and the entry of the journal that it was asked with."""
    row = conn.execute(_selected().where(_REQUESTS.c.number == number)).mappings().one_or_none()
    return None if row is None else (_request(row, now), row["journal_number"])


def latest(conn: Connection, now: float, most: int, clerk: str = "") -> tuple[ApprovalRequest, ...]:
    """Return requests, all or one clerk's: what waits, the oldest first, then what was decided, the newest first."""
    waits = _WAITS & (_REQUESTS.c.expires_at > now)
    whose = [_REQUESTS.c.clerk == clerk] if clerk else []
    waiting = _selected().where(waits, *whose).order_by(_REQUESTS.c.number)
    decided = _selected().where(~waits, *whose).order_by(_REQUESTS.c.number.desc()).limit(most)
    return tuple(_request(row, now) for found in (waiting, decided) for row in conn.execute(found).mappings())


def waiting(conn: Connection, now: float, clerk: str = "") -> tuple[int, float | None]:
    """Return how many wait, and when the oldest was asked for; all or one clerk's."""
    waits = _WAITS & (_REQUESTS.c.expires_at > now)
    whose = [_REQUESTS.c.clerk == clerk] if clerk else []
    count, oldest = conn.execute(select(func.count(), func.min(_REQUESTS.c.asked_at)).where(waits, *whose)).one()
    return count, oldest


def is_asked(conn: Connection, permission: Permission, command: Mapping[str, Any], now: float) -> int | None:
    """Return the number of the same request that waits already."""
    found = select(_REQUESTS.c.number, _REQUESTS.c.command).where(
        _WAITS, _REQUESTS.c.expires_at > now, _REQUESTS.c.act == permission.value
    )
    return next((row.number for row in conn.execute(found) if row.command == command), None)


def next_end(conn: Connection) -> float | None:
    """Return when the first of those that wait expires or expired; None where none waits."""
    end: float | None = conn.execute(select(func.min(_REQUESTS.c.expires_at)).where(_WAITS)).scalar_one()
    return end


def unmarked(conn: Connection, now: float) -> tuple[ApprovalRequest, ...]:
    """Return those that have expired and are not kept as that yet."""
    found = _selected().where(_WAITS, _REQUESTS.c.expires_at <= now).order_by(_REQUESTS.c.number)
    return tuple(_request(row, now) for row in conn.execute(found).mappings())


def decide(conn: Connection, number: int, state: ApprovalState, values: Mapping[str, Any]) -> bool:
    """Write a decision. False: somebody else was quicker, and nothing was written."""
    done = conn.execute(update(_REQUESTS).where(_REQUESTS.c.number == number, _WAITS).values(state=state, **values))
    return bool(done.rowcount)


def void_all(conn: Connection, now: float, why: Message) -> int:
    """End all that waits: whether it was decided is not known here (docs/protocol.md D6). Return how many."""
    values = {"state": ApprovalState.IMPOSSIBLE.value, "decided_at": now, "problem": to_json(why)}
    return int(conn.execute(update(_REQUESTS).where(_WAITS).values(values)).rowcount)


def _selected() -> Any:
    joined = _REQUESTS.outerjoin(OPERATIONS, OPERATIONS.c.operation_id == _REQUESTS.c.operation_id)
    return select(_REQUESTS, OPERATIONS.c.state.label("operation")).select_from(joined)


def _request(row: RowMapping, now: float) -> ApprovalRequest:
    state = ApprovalState(row["state"])
    if state is ApprovalState.WAITING and row["expires_at"] <= now:
        state = ApprovalState.EXPIRED
    amount = None if row["amount"] is None else Money(row["amount"], row["currency"])
    return ApprovalRequest(
        number=row["number"],
        operation_id=row["operation_id"],
        permission=Permission(row["act"]),
        command=row["command"],
        proposal=Proposal(row["card_id"], row["last_characters"], amount, row["because"]),
        clerk=row["clerk"],
        till=row["till"],
        asked_at=row["asked_at"],
        expires_at=row["expires_at"],
        state=state,
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        reason=row["reason"],
        problem=from_json(row["problem"]),
        operation=None if row["operation"] is None else State(row["operation"]),
    )
