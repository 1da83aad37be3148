"""Which answers show that somebody wrote in between: another, or a copy of the very request (docs/protocol.md D1)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("attempts", sa.Column("perhaps_twice", sa.Boolean(), server_default=sa.text("0"), nullable=False))
