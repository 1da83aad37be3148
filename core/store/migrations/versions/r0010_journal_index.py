"""Entries of the journal of one sort in the order of their time: the history lists them (docs/decisions/0107)."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_index("ix_journal_what", "journal", ["what", "at"])
