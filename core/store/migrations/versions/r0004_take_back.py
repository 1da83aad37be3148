"""Who approved an operation, and which earlier one it takes back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("operations", sa.Column("approver", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("operations", sa.Column("reverses", sa.Text(), nullable=True))
    op.create_index(
        "ix_operations_reverses",
        "operations",
        ["reverses"],
        unique=False,
        sqlite_where=sa.text("reverses IS NOT NULL"),
    )
    op.create_index(
        "ix_operations_reversing",
        "operations",
        ["reverses"],
        unique=True,
        sqlite_where=sa.text("state IN ('ready', 'leased', 'waiting', 'deferred', 'parked') AND reverses IS NOT NULL"),
    )
