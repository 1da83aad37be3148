"""Closings of the day, which nothing changes or deletes (docs/close-of-day.md)."""

from __future__ import annotations

import json
import time

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_OPEN = "('ready', 'leased', 'waiting', 'deferred', 'parked')"


def upgrade() -> None:
    op.create_table(
        "day_closings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("clerk", sa.Text(), nullable=False),
        sa.Column("approver", sa.Text(), nullable=False),
        sa.Column("till", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("currencies", sa.JSON(), nullable=False),
        sa.Column("operations", sa.Integer(), nullable=False),
        sa.Column("until_seq", sa.Integer(), nullable=False),
        sa.Column("undecided", sa.JSON(), nullable=False),
        sa.Column("journal_number", sa.Integer(), nullable=False),
        sa.Column("journal_mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_day_closings")),
        sa.UniqueConstraint("day", name=op.f("uq_day_closings_day")),
    )
    _leave_out_earlier_days(op.get_bind())
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER day_closings_no_{verb.lower()} BEFORE {verb} ON day_closings "
            "BEGIN SELECT RAISE(ABORT, 'a closing of the day is never changed'); END"
        )


def _leave_out_earlier_days(conn: sa.Connection) -> None:
    """Begin with the day of the upgrade: the drawer of the days before was counted without this program."""
    now = time.time()
    here = time.localtime(now)
    midnight = time.mktime((here.tm_year, here.tm_mon, here.tm_mday, 0, 0, 0, 0, 0, -1))
    until = conn.execute(sa.text("SELECT MAX(seq) FROM operations")).scalar()
    if until is None:
        return
    later = conn.execute(
        sa.text(
            f"SELECT seq FROM operations WHERE state IN {_OPEN} OR COALESCE(finished_at, created_at) >= :midnight"
            " ORDER BY seq"
        ),
        {"midnight": midnight},
    )
    conn.execute(
        sa.text("INSERT INTO day_closings VALUES (0, '', :now, '', '', '', '', '[]', 0, :until, :undecided, 0, x'')"),
        {"now": midnight, "until": until, "undecided": json.dumps([seq for (seq,) in later])},
    )
