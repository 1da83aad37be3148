"""Look at a service's database and certificate before it is started, and change nothing; and copy an SQLite file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from core.errors import CannotStart
from core.server.data.database import cannot_start, check_not_corrupt, database_url, look_only, shown
from core.server.data.list_reader import look_at_replica
from core.server.data.schema import SchemaState, schema_state
from core.server.data.tables import SCHEMA_VERSION, api_keys, cards, transactions
from core.server.data.text_index import has_text_index
from core.server.data.webhook_tables import deliveries, has_failed, is_waiting, webhooks
from core.server.webhooks.webhook_queue import RESTS_AFTER

_MOVED = (
    select(transactions.c.gift_card_id, func.sum(transactions.c.amount).label("moved"))
    .group_by(transactions.c.gift_card_id)
    .subquery()
)
_WRONG = (
    select(func.count())
    .select_from(cards.outerjoin(_MOVED, _MOVED.c.gift_card_id == cards.c.id))
    .where(cards.c.balance != cards.c.initial_value + func.coalesce(_MOVED.c.moved, 0))
)


class WebhookCheck(NamedTuple):
    """How many webhooks there are, how many are not reached, and what became of deliveries."""

    receivers: int
    failing: int
    waiting: int
    failed: int


@dataclass(frozen=True, slots=True)
class DatabaseCheck:
    """What was found. `wrong` counts cards whose balance is not their initial value and their transactions.

    `certificate_until` is UTC epoch seconds, None without a certificate. `lists` is where they would be read now,
    "replica" or "primary", and None without a replica.
    """

    database: str
    schema: SchemaState
    cards: int
    wrong: int
    live_keys: int
    certificate_until: int | None
    lists: str | None = None
    text_index: bool | None = None
    """Whether a search for a part of a text has an index; None on SQLite."""
    webhooks: WebhookCheck | None = None
    """None where an older version has none."""


def check_service(
    database: str, certificate: str | None = None, now: float | None = None, read_database: str | None = None
) -> DatabaseCheck:
    """Look at everything that a start needs. Raises CannotStart for what it would not start with."""
    until = None if certificate is None else _certificate_until(certificate, now or time.time())
    url = database_url(database)
    with _looking(url) as (engine, conn):
        lists = None if read_database is None else look_at_replica(engine, read_database)
        if url.get_backend_name() == "sqlite":
            check_not_corrupt(engine)
        state = schema_state(conn)
        if state.version is not None and state.version > SCHEMA_VERSION:
            raise CannotStart("start.newer", path=shown(url))
        if {cards.name, transactions.name, api_keys.name} & set(state.tables):
            return DatabaseCheck(shown(url), state, 0, 0, 0, until, lists)
        found = conn.execute(select(func.count()).select_from(cards)).scalar_one()
        wrong = conn.execute(_WRONG).scalar_one()
        keys, indexed = _live_keys(conn, state, int(now or time.time())), has_text_index(conn)
        receivers = None if {webhooks.name, deliveries.name} & set(state.tables) else _check_webhooks(conn)
    return DatabaseCheck(shown(url), state, found, wrong, keys, until, lists, indexed, receivers)


def _check_webhooks(conn: Connection) -> WebhookCheck:
    failing = select(func.count()).select_from(webhooks).where(webhooks.c.failures >= RESTS_AFTER)
    counts = (select(func.count()).select_from(deliveries).where(state) for state in (is_waiting, has_failed))
    every = (select(func.count()).select_from(webhooks), failing, *counts)
    return WebhookCheck(*(conn.execute(count).scalar_one() for count in every))


def _live_keys(conn: Connection, state: SchemaState, now: int) -> int:
    """Count the keys that open something at `now`; an older version's have no end but that they were retired."""
    missing = {each.name for each in state.columns if each.table == api_keys.name}
    ends = [end for end in (api_keys.c.retires_at, api_keys.c.expires_at) if end.name not in missing]
    live = (end.is_(None) | (end > now) for end in ends)
    return conn.execute(select(func.count()).select_from(api_keys).where(*live)).scalar_one()


def copy_database(database: str, target: Path) -> DatabaseCheck:
    """Copy an SQLite file while it is in use, and check the copy. Raises CannotStart; no half copy stays."""
    url = database_url(database)
    if url.get_backend_name() != "sqlite":
        raise CannotStart("start.setting", key="--backup", value=target, expected="PostgreSQL is backed up by pg_dump.")
    if target.exists():
        raise CannotStart("start.setting", key="--backup", value=target, expected="There is a file of that name.")
    part = target.with_name(target.name + ".part")
    try:
        part.touch(mode=0o600)
        with closing(sqlite3.connect(_present(url))) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
        found = check_service(str(part))
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise CannotStart("start.folder", path=target, why=getattr(error, "strerror", None) or error) from error
    finally:
        part.unlink(missing_ok=True)
    return found


@contextmanager
def _looking(url: URL) -> Iterator[tuple[Engine, Connection]]:
    if url.get_backend_name() == "sqlite":
        _present(url)
    engine = look_only(url)
    try:
        with engine.connect() as conn:
            yield engine, conn
    except DBAPIError as error:
        raise cannot_start(url, error) from error
    finally:
        engine.dispose()


def _present(url: URL) -> str:
    """Return the path of an SQLite file that is there: opening one that is not would make it."""
    path = str(url.database)
    if not Path(path).is_file():
        raise CannotStart("start.folder", path=path, why="it does not exist")
    return path


def _certificate_until(path: str, now: float) -> int:
    try:
        until = x509.load_pem_x509_certificate(Path(path).read_bytes()).not_valid_after_utc.timestamp()
    except (OSError, ValueError) as error:
        expected = f"It cannot be used: {getattr(error, 'strerror', None) or error}"
        raise CannotStart("start.setting", key="--certificate", value=path, expected=expected) from error
    if until < now:
        raise CannotStart("start.setting", key="--certificate", value=path, expected="It has expired.")
    return int(until)
