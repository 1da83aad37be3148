"""The migrations end where the tables begin: one after the other they make exactly the schema that the code expects."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from core.store.database import Database
from core.store.revisions import HEAD, KNOWN_REVISIONS
from core.store.tables import METADATA

VERSIONS = Path("core/store/migrations/versions")


def test_the_migrations_make_the_tables(tmp_path: Path) -> None:
    Database(tmp_path / "till.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'till.db'}")
    with engine.connect() as conn:
        context = MigrationContext.configure(conn, opts={"render_as_batch": True})
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == HEAD
    engine.dispose()


def test_every_migration_is_known() -> None:
    found = {path.name[1:5] for path in VERSIONS.glob("r[0-9]*.py")}
    assert found == KNOWN_REVISIONS
    assert max(found) == HEAD
