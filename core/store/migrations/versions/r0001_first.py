"""The first schema: cards and sightings, the outbox with attempts and evidence, fingerprints and named values."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "cards",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("balance", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("initial_value", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.Integer(), nullable=False),
        sa.Column("disabled_at", sa.Integer(), nullable=True),
        sa.Column("expires_on", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("template_suffix", sa.Text(), nullable=True),
        sa.Column("last_characters", sa.Text(), nullable=False),
        sa.Column("line_item_id", sa.Integer(), nullable=True),
        sa.Column("api_client_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("seen_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_cards")),
    )
    op.create_index("ix_cards_last_characters", "cards", ["last_characters", "card_id"], unique=False)
    op.create_index("ix_cards_updated_at", "cards", ["updated_at", "card_id"], unique=False)
    op.create_table(
        "fingerprints",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_fingerprints")),
    )
    op.create_index(op.f("ix_fingerprints_card_id"), "fingerprints", ["card_id"], unique=False)
    op.create_table(
        "operations",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("local_id", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("want", sa.Integer(), nullable=False),
        sa.Column("aborted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("offline", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("clerk", sa.Text(), nullable=False),
        sa.Column("till", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.Column("shop_day", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.Float(), nullable=True),
        sa.Column("last_characters", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("balance_after", sa.Integer(), nullable=True),
        sa.Column("doubt_balance", sa.Integer(), nullable=True),
        sa.Column("doubt_updated_at", sa.Integer(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("ever_doubted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("sealed_code", sa.LargeBinary(), nullable=True),
        sa.Column("touched", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_operations")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_operations_operation_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_operations_card_id"), "operations", ["card_id"], unique=False)
    op.create_index(op.f("ix_operations_local_id"), "operations", ["local_id"], unique=False)
    op.create_index(
        "ix_operations_open",
        "operations",
        ["card_id"],
        unique=False,
        sqlite_where=sa.text("state IN ('ready', 'leased', 'waiting', 'deferred')"),
    )
    op.create_index("ix_operations_offline", "operations", ["card_id"], unique=False, sqlite_where=sa.text("offline"))
    op.create_index("ix_operations_shop_day", "operations", ["shop_day"], unique=False)
    op.create_index("ix_operations_state", "operations", ["state"], unique=False)
    op.create_table(
        "preferences",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_preferences")),
    )
    op.create_table(
        "sightings",
        sa.Column("sighting_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.Float(), nullable=False),
        sa.Column("changed_at", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("disabled", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("sighting_id", name=op.f("pk_sightings")),
    )
    op.create_index(op.f("ix_sightings_card_id"), "sightings", ["card_id"], unique=False)
    op.create_table(
        "watermarks",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_watermarks")),
    )
    op.create_table(
        "attempts",
        sa.Column("operation_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("base_updated_at", sa.Integer(), nullable=False),
        sa.Column("base_date", sa.Integer(), nullable=True),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.Float(), nullable=False),
        sa.Column("fate", sa.Text(), nullable=False),
        sa.Column("transaction_id", sa.Integer(), nullable=True),
        sa.Column("transaction_number", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("processed_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["operation_id"], ["operations.operation_id"], name=op.f("fk_attempts_operation_id")),
        sa.PrimaryKeyConstraint("operation_id", "number", name=op.f("pk_attempts")),
        sa.UniqueConstraint("transaction_id", name=op.f("uq_attempts_transaction_id")),
    )
    op.create_table(
        "evidence",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["operation_id"], ["operations.operation_id"], name=op.f("fk_evidence_operation_id")),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_operation_id"), "evidence", ["operation_id"], unique=False)
