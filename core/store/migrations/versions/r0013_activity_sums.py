"""What was done, summed as it is written: by day, currency, clerk, till, kind and reason (docs/performance.md 2).

Triggers keep the sums, so that they are those of the operations whatever writes one. What an operation moved is said
here as core.store.projection.MOVED_SQL says it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_OPEN = "('ready', 'leased', 'waiting', 'deferred')"
_KEYS = ("shop_day", "currency", "clerk", "till", "part", "reason")
_FIGURES = ("acts", "waiting", "moved")
_ADDED = ", ".join(f"{name} = {name} + excluded.{name}" for name in _FIGURES)
_ADD = f"""INSERT INTO activity_sums ({", ".join((*_KEYS, *_FIGURES))}) {{rows}}
    ON CONFLICT ({", ".join(_KEYS)}) DO UPDATE SET {_ADDED}"""
_BY_OPERATION = "shop_day, currency, clerk, till, reason, kind, payload, state, card_id, want"
"""The columns of an operation that its share in the sums is made of."""


def upgrade() -> None:
    op.create_table(
        "activity_sums",
        *(sa.Column(name, sa.Text(), nullable=False) for name in _KEYS),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _FIGURES),
        sa.PrimaryKeyConstraint(*_KEYS, name=op.f("pk_activity_sums")),
        sqlite_with_rowid=False,
    )
    op.execute(
        _ADD.format(rows=f"SELECT {_keys('o')}, {_summed()} FROM operations o WHERE true GROUP BY 1, 2, 3, 4, 5, 6")
    )
    for name, when, statements in (
        ("operation_added", "INSERT ON operations", [_share("NEW")]),
        ("operation_removed", "DELETE ON operations", [_share("OLD", "-")]),
        (
            "operation_changed",
            f"UPDATE OF {_BY_OPERATION} ON operations WHEN {_counts_otherwise()}",
            [_share("OLD", "-"), _share("NEW")],
        ),
        ("attempt_added", "INSERT ON attempts", [_answer("NEW")]),
        ("attempt_removed", "DELETE ON attempts", [_answer("OLD", "-")]),
        ("attempt_changed", "UPDATE OF fate, amount ON attempts", [_answer("OLD", "-"), _answer("NEW")]),
        ("settlement_added", "INSERT ON settlements", [_settled("NEW")]),
        ("settlement_removed", "DELETE ON settlements", [_settled("OLD", "-")]),
        ("settlement_changed", "UPDATE OF amount ON settlements", [_settled("OLD", "-"), _settled("NEW")]),
    ):
        op.execute(f"CREATE TRIGGER activity_{name} AFTER {when} BEGIN {'; '.join(statements)}; END")


def _keys(row: str) -> str:
    part = f"CASE WHEN json_extract({row}.payload, '$.act') IS NOT NULL THEN 'replace' ELSE {row}.kind END"
    return f"{row}.shop_day, {row}.currency, {row}.clerk, {row}.till, {part}, {row}.reason"


def _moved(row: str) -> str:
    sure = f"NOT (a.fate IN ('pending', 'unknown') AND {row}.state IN {_OPEN})"
    return f"""CASE WHEN {row}.kind = 'issue'
        THEN CASE WHEN {row}.card_id > 0 AND {row}.state IN ('done', 'inferred') THEN {row}.want ELSE 0 END
        ELSE COALESCE((SELECT SUM(a.amount) FROM attempts a WHERE a.operation_id = {row}.operation_id AND {sure}), 0)
            + COALESCE((SELECT s.amount FROM settlements s WHERE s.operation_id = {row}.operation_id), 0) END"""


def _figures(row: str) -> tuple[str, str, str]:
    """Return what an operation counts for: whether it is an act, whether it is still undecided, what it moved."""
    return (
        f"({row}.state NOT IN ('declined', 'cancelled'))",
        f"({row}.state = 'parked' OR {row}.state IN {_OPEN})",
        f"({_moved(row)})",
    )


def _summed() -> str:
    return ", ".join(f"SUM({figure})" for figure in _figures("o"))


def _share(row: str, sign: str = "") -> str:
    """Add all that an operation counts for, or take it away."""
    figures = ", ".join(f"{sign}{figure}" for figure in _figures(row))
    return _ADD.format(rows=f"VALUES ({_keys(row)}, {figures})")


def _answer(attempt: str, sign: str = "") -> str:
    """Add what one attempt moved, or take it away."""
    counted = f"""o.operation_id = {attempt}.operation_id AND o.kind <> 'issue' AND COALESCE({attempt}.amount, 0) <> 0
        AND NOT ({attempt}.fate IN ('pending', 'unknown') AND o.state IN {_OPEN})"""
    return _ADD.format(rows=f"SELECT {_keys('o')}, 0, 0, {sign}{attempt}.amount FROM operations o WHERE {counted}")


def _settled(settlement: str, sign: str = "") -> str:
    """Add what a person settled, or take it away."""
    counted = f"o.operation_id = {settlement}.operation_id AND o.kind <> 'issue' AND {settlement}.amount <> 0"
    return _ADD.format(rows=f"SELECT {_keys('o')}, 0, 0, {sign}{settlement}.amount FROM operations o WHERE {counted}")


def _counts_otherwise() -> str:
    """Leave out the step from one open state to the next, which every operation makes and which changes nothing."""
    both = f"OLD.state IN {_OPEN} AND NEW.state IN {_OPEN}"
    same = " AND ".join(
        f"OLD.{name} IS NEW.{name}" for name in ("shop_day", "currency", "clerk", "till", "reason", "kind", "payload")
    )
    return f"NOT ((OLD.state = NEW.state OR {both}) AND {same} AND OLD.card_id = NEW.card_id AND OLD.want = NEW.want)"
