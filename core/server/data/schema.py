"""Bring the database of a service to our version, while workers of the version before go on serving it.

Changes only add: a column that may be null, a table, an index. An older worker does not see them. On PostgreSQL a
column waits for its lock for a moment at a time, so that no request waits behind it, and an index is built beside the
writes. On SQLite all of it is one transaction, and writers wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, Engine, Index, insert, inspect, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import CreateIndex

from core.errors import CannotStart
from core.server.data import order_tables, webhook_tables  # noqa: F401 - their tables are made too
from core.server.data.tables import FIRST_CARD_ID, SCHEMA_VERSION, SHOP, buckets, counters, metadata

_VERSION = select(counters.c.value).where(counters.c.name == "schema")
_LOCK = 564_744_552_001
"""Of whoever changes the schema: workers that start together do it one after the other."""
_LOCK_WAIT = "2s"
_TRIES = 30


class AddedColumn(NamedTuple):
    """A column that came after the first version; it may be null."""

    version: int
    table: str
    name: str
    kind: str


ADDED = (
    AddedColumn(2, "transactions", "order_transaction_id", "BIGINT"),
    AddedColumn(2, "remembered_replies", "head", "TEXT"),
    AddedColumn(3, "transactions", "api_client_id", "BIGINT"),
    AddedColumn(3, "api_keys", "client_id", "BIGINT"),
    AddedColumn(4, "api_keys", "scopes", "TEXT"),
    AddedColumn(4, "api_keys", "expires_at", "BIGINT"),
    AddedColumn(4, "api_keys", "last_used_at", "BIGINT"),
)


@dataclass(frozen=True, slots=True)
class SchemaState:
    """What a database has, and what it lacks of our version. `version` None: it is empty."""

    version: int | None
    tables: tuple[str, ...]
    columns: tuple[AddedColumn, ...]
    indexes: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Return whether nothing is to be done."""
        return self.version == SCHEMA_VERSION and not (self.tables or self.columns or self.indexes)


def schema_state(conn: Connection) -> SchemaState:
    """Compare the database with our version, and change nothing."""
    there = inspect(conn)
    present = set(there.get_table_names())
    columns = {name: {each["name"] for each in there.get_columns(name)} for name in present & set(metadata.tables)}
    indexes = {name: _sound_indexes(conn, name) for name in columns}
    return SchemaState(
        conn.execute(_VERSION).scalar() if counters.name in present else None,
        tuple(sorted(set(metadata.tables) - present)),
        tuple(each for each in ADDED if each.table in columns and each.name not in columns[each.table]),
        tuple(str(index.name) for name in columns for index in _indexes(name) if index.name not in indexes[name]),
    )


def prepare(engine: Engine, shown: str) -> None:
    """Make what is missing; `shown` is what the database is called. Raises CannotStart and DBAPIError."""
    is_file = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(immediate=True) as conn, conn.begin():
        if not is_file:
            conn.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        state = schema_state(conn)
        if state.version is not None and state.version > SCHEMA_VERSION:
            raise CannotStart("start.newer", path=shown)
        for column in state.columns:
            _add_column(conn, column, shown)
        if not is_file:
            _narrow_indexes()
        metadata.create_all(conn)
        if is_file:
            for name in state.indexes:
                _index(name).create(conn, checkfirst=True)
        _keep_version(conn, state.version)
    if not is_file:
        _build_indexes(engine)


def _narrow_indexes() -> None:
    """Let an index that SQLite has of a part of the rows be one of that part on PostgreSQL too.

    Said in the table itself, that would load the dialect of PostgreSQL into every till: 9 MB.
    """
    for table in metadata.tables.values():
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


def _keep_version(conn: Connection, found: int | None) -> None:
    if found is None:
        first = [{"name": "schema", "value": SCHEMA_VERSION}, {"name": "card", "value": FIRST_CARD_ID - 1}]
        conn.execute(insert(counters), first)
    elif found < SCHEMA_VERSION:
        conn.execute(update(counters).where(counters.c.name == "schema").values(value=SCHEMA_VERSION))
    if conn.execute(select(buckets)).first() is None:
        conn.execute(insert(buckets), {"name": SHOP, "level": 0.0, "at": 0.0})


def _add_column(conn: Connection, column: AddedColumn, shown: str) -> None:
    """Add one column. Whoever waits for a table's lock keeps all others waiting, so it waits only for a moment."""
    statement = text(f"ALTER TABLE {column.table} ADD COLUMN {column.name} {column.kind}")
    if conn.dialect.name == "sqlite":
        conn.execute(statement)
        return
    conn.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_WAIT}'"))
    for _ in range(_TRIES):
        try:
            with conn.begin_nested():
                conn.execute(statement)
                return
        except OperationalError as error:
            if "lock timeout" not in str(error.orig):
                raise
    raise CannotStart("start.database", path=shown, why="a table is locked by somebody")


def _build_indexes(engine: Engine) -> None:
    """Build missing indexes on PostgreSQL beside the writes; what an interrupted build left is made anew.

    Who comes while another builds them goes on without: it may not wait in a transaction that the build waits for.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        missing = schema_state(conn).indexes
        if not missing or not conn.execute(text(f"SELECT pg_try_advisory_lock({_LOCK + 1})")).scalar():
            return
        try:
            for name in missing:
                conn.execute(text(f"DROP INDEX CONCURRENTLY IF EXISTS {name}"))
                made = str(CreateIndex(_index(name)).compile(dialect=engine.dialect))
                conn.execute(text(made.replace("CREATE INDEX", "CREATE INDEX CONCURRENTLY", 1)))
        finally:
            conn.execute(text(f"SELECT pg_advisory_unlock({_LOCK + 1})"))


def _indexes(table: str) -> list[Index]:
    return sorted(metadata.tables[table].indexes, key=str)


def _index(name: str) -> Index:
    return next(index for table in metadata.tables for index in _indexes(table) if index.name == name)


def _sound_indexes(conn: Connection, table: str) -> set[str]:
    """Return the indexes of a table; PostgreSQL keeps what an interrupted build left as an invalid one."""
    if conn.dialect.name == "postgresql":
        asked = (
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            "WHERE i.indrelid = CAST(:name AS regclass) AND i.indisvalid"
        )
        return set(conn.execute(text(asked), {"name": table}).scalars())
    return {str(each["name"]) for each in inspect(conn).get_indexes(table)}
