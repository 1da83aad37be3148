"""The steps of one replacement: operations that each follow the one before, from the first to the last."""

from __future__ import annotations

from sqlalchemy import Connection, text

from core.domain.operation import Kind, State
from core.domain.replacement import ReplacementStep
from core.store.projection import KNOWN_SQL

_STEPS = text(
    f"""
    WITH RECURSIVE step(operation_id) AS (
        SELECT :first UNION ALL
        SELECT f.operation_id FROM step JOIN operations f ON f.follows = step.operation_id)
    SELECT o.operation_id, o.kind, o.state, o.card_id, o.want, {KNOWN_SQL} AS known
    FROM operations o WHERE o.operation_id IN (SELECT operation_id FROM step) ORDER BY o.seq
    """
)


def steps(conn: Connection, first: str) -> tuple[ReplacementStep, ...]:
    """Return the steps; `first` is the operation_id of the one that began it."""
    rows = conn.execute(_STEPS, {"first": first})
    return tuple(
        ReplacementStep(row.operation_id, Kind(row.kind), State(row.state), row.card_id, row.want, row.known)
        for row in rows
    )
