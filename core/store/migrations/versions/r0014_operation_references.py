"""The caller's own name of an act: the same name again does nothing twice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "operation_references",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("operation_id", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["operations.operation_id"],
            name=op.f("fk_operation_references_operation_id_operations"),
        ),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_operation_references")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_operation_references_operation_id")),
        sqlite_with_rowid=False,
    )
