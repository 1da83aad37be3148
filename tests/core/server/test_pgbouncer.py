"""The service through a real PgBouncer that lends a connection for one transaction: it works, or says why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from core.errors import CannotStart
from core.server.data.database import database_url, open_database
from tests.core.server.data.test_killed import TILLS, check_history, make_card, served, writing_tills
from tests.core.server.pgbouncer import pgbouncer
from tests.core.server.postgresql import Cluster, cluster, emptied
from tests.core.server.serving import posix_only
from tests.core.server.serving import served as served_with_two_keys
from tests.core.server.test_database_away import ask, caller, statuses
from tests.core.server.test_serve_console import console

pytestmark = [pytest.mark.slow, posix_only]

LIMITS = ("ALTER ROLE shop SET statement_timeout = '30s'", "ALTER ROLE shop SET lock_timeout = '5s'")


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    with cluster() as started:
        started.say(*LIMITS)
        yield started


@pytest.fixture(scope="module")
def pooled(server: Cluster) -> Iterator[str]:
    with pgbouncer(server) as url:
        yield url


def test_many_tills_write_and_repeat_through_it_and_the_books_are_right(server: Cluster, pooled: str) -> None:
    """Each repeats what it got no answer to under its key; the oracle reads the server itself."""
    emptied(server.url)
    with served(pooled) as (url, _):
        card = make_card(url)
        with writing_tills(card) as (tills, wait_for_answers):
            for _ in range(3):
                wait_for_answers()
        assert [till.sent > 0 for till in tills] == [True] * TILLS
    check_history(server.url, card, tills)


def test_reads_lists_and_searches_go_through_it_again_and_again(server: Cluster, pooled: str) -> None:
    """More often than a driver takes to prepare a statement: what is prepared on another connection is not there."""
    emptied(server.url)
    with served_with_two_keys(pooled) as (url, _), caller("one") as session:
        card = ask(session, url, ("POST", "/gift-cards", {"initial_value": "20.00", "code": "abcd1234efgh"})).json()
        made = card["gift_card"]
        calls = (
            f"/gift-cards/{made['id']}",
            "/gift-cards?limit=3",
            "/gift-cards/search?query=last_characters:efgh",
            "/gift-cards/search?query=abcd1234efgh",
            "/gift-cards/search?query=balance:20&order=created_at",
        )
        for _ in range(12):
            for call in calls:
                reply = ask(session, url, ("GET", call, None))
                assert reply.status_code == 200, reply.text
                found = reply.json()
                assert [each["id"] for each in found.get("gift_cards", [found.get("gift_card")])] == [made["id"]]


def test_a_key_under_way_is_known_to_every_worker(server: Cluster, pooled: str) -> None:
    """The lock on a key is one of its transaction, so it holds, and it is gone with it."""
    emptied(server.url)
    with served(pooled) as (url, _), caller("one") as session, psycopg.connect(server.url) as other:
        card, key = make_card(url), {"Idempotency-Key": '"k"'}
        body = {"balance": "5.00"}
        other.execute("SELECT pg_advisory_xact_lock(hashtext('\"k\"'))")
        held = session.put(card + "/balance", json=body, headers=key, timeout=30)
        other.rollback()
        done = [session.put(card + "/balance", json=body, headers=key, timeout=30) for _ in range(2)]
    assert held.status_code == 409
    assert [each.status_code for each in done] == [200, 200]
    assert done[0].json() == done[1].json()


def test_a_server_that_freezes_behind_it_is_503_in_time(server: Cluster, pooled: str) -> None:
    """The pooler lets everybody in meanwhile: only an answer to a statement is one."""
    emptied(server.url)
    with served_with_two_keys(pooled) as (url, _), caller("one") as session:
        card = ask(session, url, ("POST", "/gift-cards", {"initial_value": "20.00"})).json()["gift_card"]["id"]
        with server.frozen():
            for call in (("GET", f"/gift-cards/{card}", None), ("GET", "/health", None)):
                reply = session.request(call[0], url + call[1], timeout=10)
                assert (call[:2], reply.status_code) == (call[:2], 503)
        assert set(statuses(session, url, ("GET", f"/gift-cards/{card}", None), 200)) <= {200, 503}


def test_without_limits_of_the_role_it_does_not_start(server: Cluster) -> None:
    server.say("ALTER ROLE shop RESET lock_timeout")
    try:
        with (
            pgbouncer(server) as url,
            pytest.raises(CannotStart, match=r"of its own: ALTER ROLE … SET lock_timeout = '5s';$"),
        ):
            open_database(database_url(url))
    finally:
        server.say(LIMITS[1])


def test_a_missing_index_is_not_built_through_it(server: Cluster, pooled: str) -> None:
    emptied(server.url)
    open_database(database_url(server.url)).dispose()
    with psycopg.connect(server.url, autocommit=True) as admin:
        admin.execute("DROP INDEX gift_cards_updated")
    with pytest.raises(CannotStart, match="start once with the server's own address"):
        open_database(database_url(pooled))
    open_database(database_url(server.url)).dispose()
    open_database(database_url(pooled)).dispose()


def test_one_statement_at_a_time_is_refused_with_the_poolers_words(server: Cluster) -> None:
    with (
        pgbouncer(server, "statement") as url,
        pytest.raises(CannotStart, match="statement pooling"),
    ):
        open_database(database_url(url))


def test_it_is_looked_at_through_it(
    server: Cluster, pooled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    emptied(server.url)
    open_database(database_url(pooled)).dispose()
    status, out, _ = console(capsys, tmp_path, "--database", pooled, "--check")
    assert (status, json.loads(out)["cards"]) == (0, 0)
