"""What alembic runs for each upgrade: on the connection it is given, in batch mode because SQLite alters little."""

from __future__ import annotations

from alembic import context

from core.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
