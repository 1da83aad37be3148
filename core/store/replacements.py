"""The steps of one act: operations that each follow the one before, from the first to the last."""

from __future__ import annotations

from sqlalchemy import Connection, text

from core.domain.operation import Kind, State
from core.domain.replacement import ReplacementStep
from core.store.projection import KNOWN_SQL

_STEPS = text(
    f"""
    WITH RECURSIVE act(operation_id) AS (
        SELECT :act UNION ALL
        SELECT f.operation_id FROM act JOIN operations f ON f.follows = act.operation_id)
    SELECT o.operation_id, o.kind, o.state, o.card_id, o.want, {KNOWN_SQL} AS known
    FROM operations o WHERE o.operation_id IN (SELECT operation_id FROM act) ORDER BY o.seq
    """
)


def steps(conn: Connection, act: str) -> tuple[ReplacementStep, ...]:
    """Return the steps; `act` is the operation_id of the first one."""
    rows = conn.execute(_STEPS, {"act": act})
    return tuple(
        ReplacementStep(row.operation_id, Kind(row.kind), State(row.state), row.card_id, row.want, row.known)
        for row in rows
    )
