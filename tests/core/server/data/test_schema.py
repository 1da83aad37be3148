"""A database of any version is brought to ours, while the version before goes on serving it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL

from core.errors import CannotStart
from core.server.contract.request import Request
from core.server.contract.scopes import ALL_SCOPES
from core.server.contract.switches import Switches
from core.server.data.api_keys import ApiKeyStore, NewKey
from core.server.data.database import database_url, open_database
from core.server.data.schema import schema_state
from core.server.data.tables import SCHEMA_VERSION
from core.server.http.endpoints import CardEndpoints
from tests.core.server.older_schema import connection, make_older
from tests.core.server.postgresql import cluster, emptied

VERSIONS = range(1, SCHEMA_VERSION)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with cluster() as started:
        yield started.url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """An empty database."""
    if request.param == "sqlite":
        return database_url(tmp_path / "shop.sqlite")
    return emptied(str(request.getfixturevalue("server")))


@contextmanager
def plain_connection(url: URL) -> Iterator[Connection]:
    """Open the database as it is."""
    engine = create_engine(url)
    try:
        with engine.connect() as conn:
            yield conn
    finally:
        engine.dispose()


def made_cards(url: URL, number: int) -> list[int]:
    """Make cards, and spend from each."""
    engine = open_database(url)
    shop = CardEndpoints(engine, Switches(), lambda: 1_800_000_000.0)
    try:
        for _ in range(number):
            shop.create_card(Request("", body=b'{"initial_value": 20}')).execute()
        with engine.connect() as conn:
            ids = [row[0] for row in conn.execute(text("SELECT id FROM gift_cards ORDER BY id"))]
        for card_id in ids[-number:]:
            shop.set_balance(Request("", path_id=str(card_id), body=b'{"balance": 15}')).execute()
        return ids
    finally:
        engine.dispose()


@pytest.mark.parametrize("version", VERSIONS)
def test_every_older_version_is_brought_up_with_its_books(url: URL, version: int) -> None:
    before = made_cards(url, 2)
    make_older(url, version)
    with connection(url) as conn:
        assert schema_state(conn).is_complete
        assert conn.execute(text("SELECT sum(balance) FROM gift_cards")).scalar() == 3000
        assert conn.execute(text("SELECT sum(amount) FROM transactions")).scalar() == -1000
    assert made_cards(url, 1)[:-1] == before


@pytest.mark.parametrize("version", VERSIONS)
def test_a_key_of_an_older_version_has_all_scopes_and_no_end(url: URL, version: int) -> None:
    shown = url.render_as_string(hide_password=False) if url.get_backend_name() != "sqlite" else str(url.database)
    with closing(ApiKeyStore(shown)) as ring:
        ring.add(NewKey("till 1", frozenset({"read"}), 1_900_000_000), 1_800_000_000)
    make_older(url, version)
    with closing(ApiKeyStore(shown)) as ring:
        (key,) = ring.all()
    assert (key.name, key.scopes, key.expires_at, key.last_used_at) == ("till 1", ALL_SCOPES, None, None)
    assert key.is_live(2e9)


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_missing_is_told_without_a_change(url: URL, version: int) -> None:
    made_cards(url, 1)
    make_older(url, version)
    with plain_connection(url) as conn:
        state = schema_state(conn)
        assert (state.version, state.is_complete) == (version, False)
        assert {each.version for each in state.columns} == set(range(version + 1, SCHEMA_VERSION + 1))
        assert (state.indexes == ("gift_cards_last_listed",)) is (version < 2)
        assert "bearers" in state.tables
        assert schema_state(conn) == state


def test_a_newer_version_is_refused_and_left_alone(url: URL) -> None:
    with connection(url) as conn:
        conn.execute(text(f"UPDATE counters SET value = {SCHEMA_VERSION + 1} WHERE name = 'schema'"))
    with pytest.raises(CannotStart) as refused:
        open_database(url)
    assert refused.value.key == "start.newer"


@pytest.mark.slow
def test_on_postgresql_an_older_worker_goes_on_while_the_schema_changes(server: str) -> None:
    """It holds a transaction open, and writes as its own version does, before, in between and after."""
    url = emptied(server)
    made_cards(url, 1)
    make_older(url, 1)
    statement = (
        "INSERT INTO transactions (gift_card_id, number, amount, processed_at) SELECT id, %s, -1, 1 FROM gift_cards"
    )
    with closing(psycopg.connect(server)) as older:
        older.execute(statement, (2,))
        older.commit()
        open_database(url).dispose()
        older.execute(statement, (3,))
        older.commit()
    with connection(url) as conn:
        assert conn.execute(text("SELECT count(*) FROM transactions WHERE api_client_id IS NULL")).scalar() == 3


@pytest.mark.slow
def test_on_postgresql_an_interrupted_build_of_an_index_is_made_anew(server: str) -> None:
    url = emptied(server)
    open_database(url).dispose()
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'gift_cards_last_listed'::regclass")
    open_database(url).dispose()
    with connection(url) as conn:
        assert schema_state(conn).is_complete


@pytest.mark.slow
def test_on_postgresql_a_locked_table_ends_the_start_with_a_sentence(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = emptied(server)
    open_database(url).dispose()
    make_older(url, 2)
    monkeypatch.setattr("core.server.data.schema._LOCK_WAIT", "20ms")
    monkeypatch.setattr("core.server.data.schema._TRIES", 2)
    with closing(psycopg.connect(server)) as busy:
        busy.execute("SELECT count(*) FROM transactions")
        with pytest.raises(CannotStart, match="locked by somebody"):
            open_database(url)
        busy.rollback()
    open_database(url).dispose()
