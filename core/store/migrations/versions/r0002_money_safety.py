"""Settlements, the audit chain, what the service can do, and keys and tags of requests that may be sent again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("operations", sa.Column("follows", sa.Text(), nullable=True))
    op.add_column("operations", sa.Column("epoch", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_index(
        "ix_operations_follows",
        "operations",
        ["follows"],
        unique=False,
        sqlite_where=sa.text("follows IS NOT NULL"),
    )
    op.add_column("cards", sa.Column("missing_at", sa.Float(), nullable=True))
    op.add_column("attempts", sa.Column("key", sa.Text(), nullable=True))
    op.add_column("attempts", sa.Column("etag", sa.Text(), nullable=True))
    op.add_column("attempts", sa.Column("reference", sa.Text(), nullable=True))
    op.add_column("attempts", sa.Column("resends", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_table(
        "settlements",
        sa.Column("operation_id", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("loss", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("clerk", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operations.operation_id"], name=op.f("fk_settlements_operation_id")
        ),
        sa.PrimaryKeyConstraint("operation_id", name=op.f("pk_settlements")),
    )
    op.create_table(
        "freezes",
        sa.Column("freeze_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("clerk", sa.Text(), nullable=False),
        sa.Column("till", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("lifted_by", sa.Text(), nullable=True),
        sa.Column("lifted_at", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("freeze_id", name=op.f("pk_freezes")),
    )
    op.create_index(op.f("ix_freezes_card_id"), "freezes", ["card_id"], unique=False)
    op.create_index(
        "ix_freezes_holding", "freezes", ["card_id"], unique=True, sqlite_where=sa.text("lifted_at IS NULL")
    )
    op.create_table(
        "journal",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("operation_id", sa.Text(), nullable=True),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal")),
    )
    op.create_table(
        "capabilities",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("probed_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_capabilities")),
    )
    op.create_table(
        "staff",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("pin", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("tried_at", sa.Float(), server_default=sa.text("0"), nullable=False),
        sa.Column("since", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_staff")),
    )
    op.create_table(
        "batches",
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("clerk", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.Column("stopped", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_batches")),
    )
    op.create_table(
        "batch_rows",
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("operation_id", sa.Text(), nullable=True),
        sa.Column("said", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.batch_id"], name=op.f("fk_batch_rows_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "number", name=op.f("pk_batch_rows")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_batch_rows_operation_id")),
    )
    op.create_index(op.f("ix_batch_rows_key"), "batch_rows", ["key"], unique=False)
