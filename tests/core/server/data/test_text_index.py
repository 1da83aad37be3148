"""A search for a part of a text has an index on PostgreSQL where its owner has added pg_trgm, and works without it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, event, text

from core.server.check import check_service
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.database import database_url, open_database
from core.server.data.text_index import NAME
from core.server.http.endpoints import CardEndpoints
from core.server.sandbox.seed import fill_sandbox
from tests.core.server.conftest import Clock
from tests.core.server.pgbouncer import pgbouncer
from tests.core.server.postgresql import Cluster, cluster, emptied
from tests.core.server.serving import posix_only
from tests.core.server.test_serve_console import console

pytestmark = [pytest.mark.slow, posix_only]

NOTE = "For the harbour master’s 50 % day"
PARTS = ("arbour mast", "HARBOUR", "50 %", "cd1234ef", "abcd1234efg", "nobody", "ma")


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    with cluster("-c statement_timeout=30s -c lock_timeout=5s") as started:
        yield started


def say(server: Cluster, statement: str) -> None:
    with psycopg.connect(server.url, autocommit=True) as conn:
        conn.execute(statement.encode())


def opened(server: Cluster) -> Engine:
    return open_database(database_url(server.url), lambda each: fill_sandbox(each, 1, 1_800_000_000, Switches()))


def found_by(engine: Engine) -> list[list[int]]:
    """The cards that each part of a text finds, by an index wherever there is one."""
    shop = CardEndpoints(engine, Switches(), Clock())
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("SET enable_seqscan = off"))
    replies = [shop.search_cards(Request("x", {"query": f'"{part}"'})).execute() for part in PARTS]
    return [[card["id"] for card in json.loads(reply.body)["gift_cards"]] for reply in replies]


def plan_of(engine: Engine) -> str:
    asked: list[tuple[str, object]] = []
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append((a[2], a[3])))
    CardEndpoints(engine, Switches(), Clock()).search_cards(Request("x", {"query": "arbour"})).execute()
    statement, values = next(each for each in asked if "LIKE" in each[0])
    with engine.connect() as conn:
        conn.execute(text("SET enable_seqscan = off"))
        return " ".join(str(row) for row in conn.exec_driver_sql("EXPLAIN " + statement, values))  # type: ignore[arg-type]


def test_the_same_cards_are_found_with_it_and_without(server: Cluster) -> None:
    emptied(server.url)
    engine = opened(server)
    body = {"initial_value": 5, "note": NOTE, "code": "abcd1234efgh"}
    CardEndpoints(engine, Switches(), Clock()).create_card(Request("", body=json.dumps(body).encode())).execute()
    without, plan = found_by(engine), plan_of(engine)
    assert NAME not in plan
    assert [len(ids) > 0 for ids in without] == [True, True, True, True, True, False, True]
    engine.dispose()
    assert check_service(server.url).text_index is False

    say(server, "CREATE EXTENSION pg_trgm")
    engine = opened(server)
    assert NAME in plan_of(engine)
    assert found_by(engine) == without
    engine.dispose()
    assert check_service(server.url).text_index is True


def test_what_an_interrupted_build_left_is_made_anew(server: Cluster) -> None:
    emptied(server.url)
    say(server, "CREATE EXTENSION pg_trgm")
    opened(server).dispose()
    say(server, f"UPDATE pg_index SET indisvalid = false WHERE indexrelid = '{NAME}'::regclass")
    assert check_service(server.url).text_index is False
    opened(server).dispose()
    assert check_service(server.url).text_index is True


def test_where_it_cannot_be_built_the_service_starts_all_the_same(
    server: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    emptied(server.url)
    say(server, "CREATE SCHEMA elsewhere")
    say(server, "CREATE EXTENSION pg_trgm SCHEMA elsewhere")  # its words are not on the way that names are looked for
    try:
        opened(server).dispose()
        assert "the index of texts could not be built" in caplog.text
        assert check_service(server.url).text_index is False
    finally:
        say(server, "DROP SCHEMA elsewhere CASCADE")


def test_it_is_not_built_through_a_pooler(server: Cluster) -> None:
    emptied(server.url)
    say(server, "CREATE EXTENSION pg_trgm")
    with pgbouncer(server) as url:
        open_database(database_url(url)).dispose()
    assert check_service(server.url).text_index is False


def test_a_check_says_so(server: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    emptied(server.url)
    opened(server).dispose()
    for wanted in (False, True):
        status, out, _ = console(capsys, tmp_path, "--database", server.url, "--check")
        assert (status, json.loads(out)["text_index"]) == (0, wanted)
        say(server, "CREATE EXTENSION IF NOT EXISTS pg_trgm")
        opened(server).dispose()
