"""Who approved an order whose value goes beyond what a clerk may create in a day (docs/security.md 5)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("batches", sa.Column("approver", sa.Text(), server_default=sa.text("''"), nullable=False))
