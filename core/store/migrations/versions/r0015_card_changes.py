"""Which cards changed, in the order of the commits: what `search --since` tells (docs/console.md 1).

Triggers keep it, whatever writes a card, an operation or a freeze. SQLite has one writer at a time, so no number is
seen before all smaller ones are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_OPEN = "('ready', 'leased', 'waiting', 'deferred')"
_SHOWN = (
    *("balance", "currency", "initial_value", "updated_at", "disabled_at", "expires_on", "note"),
    *("template_suffix", "last_characters", "missing_at", "gone_at"),
)
"""The columns of a card that a search shows."""
_PENDING = f"""OLD.card_id <> NEW.card_id OR OLD.want <> NEW.want OR OLD.aborted <> NEW.aborted
    OR (OLD.state IN {_OPEN}) <> (NEW.state IN {_OPEN})"""
"""What changes how much waits on a card; not the steps from one open state to the next."""


def upgrade() -> None:
    op.create_table(
        "card_changes",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_card_changes")),
        sa.UniqueConstraint("card_id", name=op.f("uq_card_changes_card_id")),
    )
    op.execute("INSERT INTO card_changes (card_id) SELECT card_id FROM cards ORDER BY updated_at, card_id")
    op.execute(f"""INSERT INTO card_changes (card_id)
        SELECT card_id FROM operations WHERE card_id < 0 AND card_id = local_id AND state IN {_OPEN} ORDER BY seq""")
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in _SHOWN)
    for name, when, rows in (
        ("card_added", "INSERT ON cards", ("NEW",)),
        ("card_removed", "DELETE ON cards", ("OLD",)),
        ("card_changed", f"UPDATE OF {', '.join(_SHOWN)} ON cards WHEN {changed}", ("NEW",)),
        ("operation_added", "INSERT ON operations", ("NEW",)),
        (
            "operation_changed",
            f"UPDATE OF card_id, want, aborted, state ON operations WHEN {_PENDING}",
            ("OLD", "NEW"),
        ),
        ("freeze_added", "INSERT ON freezes", ("NEW",)),
        ("freeze_changed", "UPDATE ON freezes", ("NEW",)),
    ):
        op.execute(f"CREATE TRIGGER change_{name} AFTER {when} BEGIN {'; '.join(map(_moved, rows))}; END")


def _moved(row: str) -> str:
    """Return what puts a card at the end. AUTOINCREMENT would cost more than all the rest of it."""
    return f"""INSERT INTO card_changes (number, card_id)
        SELECT COALESCE(MAX(number), 0) + 1, {row}.card_id FROM card_changes WHERE true
        ON CONFLICT (card_id) DO UPDATE SET number = excluded.number"""
