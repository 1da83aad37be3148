"""How parked operations were settled, one row each, and the sightings that turn out to be our own writes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping, select

from core.domain.settlement import How
from core.store.tables import ATTEMPTS, EVIDENCE, SETTLEMENTS, SIGHTINGS


def add(conn: Connection, values: dict[str, Any]) -> None:
    conn.execute(SETTLEMENTS.insert(), values)


def of(conn: Connection, operation_id: str) -> RowMapping | None:
    statement = select(SETTLEMENTS).where(SETTLEMENTS.c.operation_id == operation_id)
    return conn.execute(statement).mappings().one_or_none()


def amount_of(conn: Connection, operation_id: str) -> int:
    """Return what a person said that the operation changed beyond the answers that came."""
    found = of(conn, operation_id)
    return 0 if found is None else int(found["amount"])


def how_of(conn: Connection, operation_id: str) -> How | None:
    """Return how it was settled; None for what never was."""
    found = of(conn, operation_id)
    return None if found is None else How(found["how"])


def snapshot(conn: Connection, operation_id: str) -> dict[str, Any]:
    """Return all that was known of an operation when it was settled: its evidence and its writes, as plain values."""
    columns = (EVIDENCE.c.at, EVIDENCE.c.what, EVIDENCE.c.said)
    evidence = select(*columns).where(EVIDENCE.c.operation_id == operation_id).order_by(EVIDENCE.c.evidence_id)
    writes = select(ATTEMPTS).where(ATTEMPTS.c.operation_id == operation_id).order_by(ATTEMPTS.c.number)
    return {
        "evidence": [dict(row) for row in conn.execute(evidence).mappings()],
        "attempts": [dict(row) for row in conn.execute(writes).mappings()],
    }


def claim(conn: Connection, card_id: int, amount: int, since: float, now: float) -> None:
    """Claim `amount` of what was seen on the card after `since` and taken for somebody else's.

    Confirmed balance = first one + our amounts + sightings stays true: what we book, the sightings give back.
    """
    seen = (SIGHTINGS.c.card_id == card_id) & (SIGHTINGS.c.seen_at >= since)
    newest = (
        select(SIGHTINGS).where(seen).order_by((SIGHTINGS.c.amount == amount).desc(), SIGHTINGS.c.sighting_id.desc())
    )
    found = conn.execute(newest.limit(1)).mappings().one_or_none()
    if found is not None:
        own = SIGHTINGS.c.sighting_id == found["sighting_id"]
        conn.execute(SIGHTINGS.update().where(own).values(amount=found["amount"] - amount))
        return
    row = {"card_id": card_id, "seen_at": now, "changed_at": int(now), "amount": -amount, "disabled": False}
    conn.execute(SIGHTINGS.insert(), row)
