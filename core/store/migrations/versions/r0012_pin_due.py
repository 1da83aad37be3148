"""Whether somebody has to choose another PIN before anything else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("staff", sa.Column("pin_due", sa.Boolean(), server_default=sa.text("0"), nullable=False))
