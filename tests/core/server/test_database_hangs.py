"""PostgreSQL freezes under the running service and closes nothing: 503 in time, nothing piles up, and it comes back."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
import requests

from core.bootstrap import open_core
from core.domain.command import Redeem
from core.domain.operation import State
from core.domain.outcome import Queued
from core.settings import Settings
from tests.builders import HastyClock
from tests.core.server.postgresql import Cluster, cluster
from tests.core.server.serving import served
from tests.core.server.test_database_away import ask, caller, statuses
from tests.e2e import counter_actions
from tests.e2e.counter_actions import act, settle_down

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are frozen and counted by /proc"),
]

TILL_WAITS_S = 10
"""How long a till waits for an answer."""
CROWD = 80
"""Requests at once: more than there are threads."""
MOST_THREADS = 50
"""The forty of the pool, two for lists, the main one, and a few that give up reads."""
Service = tuple[str, subprocess.Popen[str]]


@pytest.fixture(scope="module")
def database() -> Iterator[Cluster]:
    with cluster() as started:
        yield started


@pytest.fixture
def shop(database: Cluster) -> Iterator[Service]:
    """A service on it: its address and its process."""
    with served(database.url) as (url, process):
        yield url, process


def sell(url: str, balance: str = "20.00") -> int:
    with caller("one") as session:
        reply = ask(session, url, ("POST", "/gift-cards", {"initial_value": balance}))
        card: int = reply.json()["gift_card"]["id"]
        return card


def in_time(url: str, call: tuple[str, str, object]) -> requests.Response:
    method, path, body = call
    with caller("one") as session:
        return session.request(method, url + path, json=body, timeout=TILL_WAITS_S)


def calls_of(card: int) -> list[tuple[str, str, object]]:
    return [
        ("GET", "/health", None),
        ("GET", "/gift-cards", None),
        ("GET", "/gift-cards/search?query=20", None),
        ("GET", f"/gift-cards/{card}", None),
        ("POST", "/gift-cards", {"initial_value": "5.00"}),
        ("PUT", f"/gift-cards/{card}", {"note": "a"}),
        ("PUT", f"/gift-cards/{card}/balance", {"balance": "19.00"}),
        ("POST", f"/gift-cards/{card}/disable", {"id": card}),
    ]


def status_of(process: int, name: str) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name + ":"))


def test_every_request_is_503_in_time_and_the_service_is_back_by_itself(database: Cluster, shop: Service) -> None:
    url, process = shop
    card = sell(url)
    with database.frozen():
        for call in calls_of(card):
            reply = in_time(url, call)
            assert (call[:2], reply.status_code) == (call[:2], 503)
            assert float(reply.headers["Retry-After"]) > 0
    with caller("one") as session:
        assert set(statuses(session, url, ("GET", "/health", None), 200)) <= {200, 503}
        kept = ask(session, url, ("GET", f"/gift-cards/{card}", None)).json()["gift_card"]
        assert (kept["balance"], kept["note"], kept["disabled_at"]) == ("20.00", None, None)
        assert ask(session, url, calls_of(card)[6]).status_code == 200
    process.terminate()
    lines = [line for line in process.communicate(timeout=60)[1].splitlines() if line.strip()]
    assert "Traceback" not in "\n".join(lines)
    assert len(lines) <= 3, "\n".join(lines)


def test_a_crowd_is_answered_in_time_and_nothing_piles_up(database: Cluster, shop: Service) -> None:
    url, process = shop[0], shop[1].pid
    card = sell(url)
    calls = (calls_of(card) * CROWD)[:CROWD]
    with ThreadPoolExecutor(CROWD) as crowd:
        list(crowd.map(lambda _: in_time(url, calls[1]), range(CROWD)))
        before = status_of(process, "VmRSS")
        with database.frozen():
            for _ in range(3):
                replies = list(crowd.map(lambda call: in_time(url, call), calls))
                assert {reply.status_code for reply in replies} == {503}
            assert status_of(process, "Threads") <= MOST_THREADS
            assert status_of(process, "VmRSS") < before + 32 * 1024
        with caller("one") as session:
            assert set(statuses(session, url, ("GET", "/health", None), 200)) <= {200, 503}
        assert {reply.status_code for reply in crowd.map(lambda _: in_time(url, calls[1]), range(CROWD))} == {200}


@contextmanager
def locked(database: Cluster, statement: str) -> Iterator[None]:
    """Keep a transaction open that has the locks of `statement`."""
    with psycopg.connect(database.url) as conn:
        conn.execute(statement.encode())
        yield
        conn.rollback()


def test_a_slow_statement_is_no_hung_server(database: Cluster, shop: Service) -> None:
    """A card that somebody holds locked is refused after a while, and the others are sold meanwhile."""
    url, _ = shop
    card, other = sell(url), sell(url)
    balance = ("PUT", f"/gift-cards/{card}/balance", {"balance": "19.00"})
    with locked(database, f"SELECT * FROM gift_cards WHERE id = {card} FOR UPDATE"):
        refused: list[requests.Response] = []
        waiting = threading.Thread(target=lambda: refused.append(in_time(url, balance)))
        waiting.start()
        while waiting.is_alive():
            assert in_time(url, ("GET", f"/gift-cards/{other}", None)).status_code == 200
        assert [reply.status_code for reply in refused] == [503]
    assert in_time(url, balance).status_code == 200


CUT_AT_COMMIT = (
    "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END$$",
    "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON transactions DEFERRABLE INITIALLY DEFERRED "
    "FOR EACH ROW EXECUTE FUNCTION cut()",
)


def test_of_a_write_whose_commit_got_no_answer_nothing_is_promised(database: Cluster, shop: Service) -> None:
    """It is neither done nor refused: 504, and a repeat under its key finds out."""
    url, _ = shop
    card, key = sell(url), {"Idempotency-Key": '"one"'}

    def pay(session: requests.Session) -> requests.Response:
        return session.put(f"{url}/gift-cards/{card}/balance", json={"balance": "19.00"}, headers=key, timeout=30)

    with caller("one") as session, psycopg.connect(database.url, autocommit=True) as admin:
        for statement in CUT_AT_COMMIT:
            admin.execute(statement.encode())
        try:
            lost = pay(session)
        finally:
            admin.execute(b"DROP FUNCTION cut CASCADE")
        assert (lost.status_code, "Retry-After" in lost.headers, set(lost.json())) == (504, False, {"errors", "code"})
        assert lost.json()["code"] == "unknown_outcome"
        repeated = pay(session)
        assert (repeated.status_code, repeated.json()["amount"]) == (200, "-1.00")
        assert pay(session).json() == repeated.json()


def test_a_till_promises_what_it_could_not_send_and_takes_it_once(
    database: Cluster, shop: Service, tmp_path: Path
) -> None:
    url, _ = shop
    (tmp_path / "till").mkdir()
    with closing(open_core(Settings(tmp_path / "till", url, "one"), "test", HastyClock())) as till:
        settle_down(till)
        card_id = counter_actions.sell(till).card_id
        with database.frozen():
            promised = [act(till, Redeem(card_id, 500, "Purchase")) for _ in range(2)]
            assert [type(each) for each in promised] == [Queued, Queued]
        with caller("one") as session:
            statuses(session, url, ("GET", "/health", None), 200)
        settle_down(till)
        states = [till.queries.operation(each.operation_id).state for each in promised]
        assert states == [State.DONE, State.DONE]
    reply = in_time(url, ("GET", f"/gift-cards/{card_id}", None)).json()["gift_card"]
    assert reply["balance"] == "90.00"


WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%gift_cards%'"


def test_lists_that_nobody_waits_for_keep_no_others_waiting(database: Cluster, shop: Service) -> None:
    """To give up a statement, the server is asked on a connection of its own, and does not answer that either."""
    url, _ = shop
    sell(url)

    def leave() -> None:
        with caller("one") as session, pytest.raises(requests.ReadTimeout):
            session.get(url + "/gift-cards", timeout=2)

    with ThreadPoolExecutor(2) as crowd, locked(database, "LOCK TABLE gift_cards"):
        leaving = [crowd.submit(leave) for _ in range(2)]
        with psycopg.connect(database.url, autocommit=True) as admin:
            while admin.execute(WAITING.encode()).fetchone() != (len(leaving),):
                assert not any(each.done() for each in leaving)
        with database.frozen():
            for each in leaving:
                each.result()
            assert in_time(url, ("GET", "/gift-cards", None)).status_code == 503
    with caller("one") as session:
        assert set(statuses(session, url, ("GET", "/gift-cards", None), 200)) <= {200, 503}
