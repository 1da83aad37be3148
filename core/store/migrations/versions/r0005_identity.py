"""What a card is known by, with its operations and fingerprints, and what a suspicious start last knew of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_KNOWN = "SELECT created_at FROM cards c WHERE c.card_id = operations.card_id"
_SAME = f"{_KNOWN} AND c.last_characters = LOWER(operations.last_characters)"


def upgrade() -> None:
    op.add_column("operations", sa.Column("card_created_at", sa.Integer(), nullable=True))
    op.add_column("operations", sa.Column("witness", sa.JSON(), nullable=True))
    op.add_column("fingerprints", sa.Column("created_at", sa.Integer(), nullable=True))
    op.add_column("fingerprints", sa.Column("last_characters", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.execute(f"UPDATE operations SET card_created_at = ({_SAME}) WHERE card_id > 0")
    for name in ("created_at", "last_characters"):
        known = f"SELECT {name} FROM cards c WHERE c.card_id = fingerprints.card_id"
        op.execute(f"UPDATE fingerprints SET {name} = ({known}) WHERE card_id IN (SELECT card_id FROM cards)")
