"""Cards that cannot be read, and cards that the service says are not there any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("cards", sa.Column("gone_at", sa.Float(), nullable=True))
    op.create_table(
        "unreadable_cards",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("since", sa.Float(), nullable=False),
        sa.Column("asked_at", sa.Float(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_unreadable_cards")),
    )
