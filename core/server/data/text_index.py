"""The index of texts on PostgreSQL: with it a search for a part of a code or of a note reads a few cards and not all.

It makes every write dearer, so it is there where the owner of the database wants it: who adds the extension pg_trgm
says so (docs/decisions/0178).
"""

from __future__ import annotations

import logging

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from core.server.data.pooler import is_pooled

NAME = "gift_cards_text"
_LOCK = 564_744_552_003
"""Of whoever builds it."""
_WANTED = text("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
_SOUND = text("SELECT coalesce(bool_and(indisvalid), false) FROM pg_index WHERE indexrelid = to_regclass(:name)")
_MAKE = f"CREATE INDEX CONCURRENTLY {NAME} ON gift_cards USING gin (code gin_trgm_ops, folded_note gin_trgm_ops)"
_log = logging.getLogger(__name__)


def has_text_index(conn: Connection) -> bool | None:
    """Return whether texts have an index; None on SQLite, which has none of the kind."""
    if conn.dialect.name == "sqlite":
        return None
    return bool(conn.execute(_SOUND, {"name": NAME}).scalar_one())


def build_text_index(engine: Engine) -> None:
    """Build it beside the writes, where it is wanted and not there; a failure is logged, as a service works without."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        if is_pooled(conn.connection.driver_connection) or not conn.execute(_WANTED).scalar_one():
            return
        if has_text_index(conn) or not conn.execute(text(f"SELECT pg_try_advisory_lock({_LOCK})")).scalar():
            return
        try:
            conn.execute(text("SET statement_timeout = 0"))
            conn.execute(text(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}"))
            conn.execute(text(_MAKE))
        except DBAPIError as error:
            _log.warning("the index of texts could not be built: %s", str(error.orig).strip())
        finally:
            conn.execute(text(f"SELECT pg_advisory_unlock({_LOCK})"))
