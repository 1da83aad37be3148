"""Which deliveries of webhooks were heard, so that none counts twice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "heard_webhooks",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heard_webhooks")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_heard_webhooks_at", "heard_webhooks", ["at"])
