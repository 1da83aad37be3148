"""Lists are read on a streaming replica while it has all that the primary has, and the money path never is."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests

from core.bootstrap import open_core
from core.domain.command import Issue, Redeem
from core.domain.outcome import Confirmed
from core.errors import CannotStart
from core.server.check import check_service
from core.server.data.database import database_url, open_database
from core.server.data.list_reader import look_at_replica
from core.settings import Settings
from tests.builders import HastyClock
from tests.core.server.postgresql import Cluster, cluster, replica
from tests.core.server.serving import free_port, posix_only, served
from tests.core.server.test_database_away import ask, caller
from tests.core.server.test_serve_console import console
from tests.e2e.counter_actions import act, settle_down

pytestmark = [pytest.mark.slow, posix_only]

LISTS = ("/gift-cards?limit=3", "/gift-cards/search?query=balance:>0&order=created_at DESC", "/gift-cards?since_id=0")
REPORTS = {"transactions": "amount", "balances": "balance", "redemption": "issued", "spend": "redeemed"}
"""A column of each."""
PATIENCE_S = 30


@pytest.fixture(scope="module")
def primary() -> Iterator[Cluster]:
    with cluster("-c log_statement=all") as started:
        yield started


@pytest.fixture(scope="module")
def copy(primary: Cluster) -> Iterator[Cluster]:
    with replica(primary, "-c log_statement=all") as started:
        yield started


class Service:
    """A running service with a replica, as a client sees it."""

    def __init__(self, url: str, session: requests.Session) -> None:
        self._url, self._session = url, session

    def call(self, method: str, path: str, body: object = None) -> requests.Response:
        reply = ask(self._session, self._url, (method, path, body))
        assert reply.status_code in (200, 201), reply.text
        return reply

    def sell(self, value: str = "20.00") -> int:
        card: int = self.call("POST", "/gift-cards", {"initial_value": value}).json()["gift_card"]["id"]
        return card

    def newest(self) -> int:
        card: int = self.call("GET", "/gift-cards?limit=1").json()["gift_cards"][0]["id"]
        return card

    def lists_from(self) -> str:
        source: str = self.call("GET", "/health").json()["lists"]
        return source

    def wait_for(self, source: str) -> None:
        """Ask until lists are read there."""
        until = time.monotonic() + PATIENCE_S
        while self.lists_from() != source:
            assert time.monotonic() < until


@pytest.fixture
def service(primary: Cluster, copy: Cluster) -> Iterator[Service]:
    with served(primary.url, replica=copy.url) as (url, _), caller("one") as session:
        yield Service(url, session)


def value(server: Cluster, statement: str) -> Any:
    with psycopg.connect(server.url, autocommit=True) as conn:
        row = conn.execute(statement.encode()).fetchone()
    return row[0] if row else None


@contextmanager
def paused(server: Cluster) -> Iterator[None]:
    """Let the replica replay nothing meanwhile."""
    value(server, "SELECT pg_wal_replay_pause()")
    try:
        yield
    finally:
        value(server, "SELECT pg_wal_replay_resume()")


def reads_of_cards(server: Cluster) -> int:
    """How often somebody has read cards on the server, as its own log tells."""
    return server.log.read_text().count(": SELECT gift_cards.")


def reports_on(server: Cluster) -> int:
    """How often all changes of balances were read on the server."""
    return server.log.read_text().count("JOIN gift_cards ON gift_cards.id = transactions.gift_card_id")


def test_lists_are_read_on_the_replica_and_the_money_path_on_the_primary(
    primary: Cluster, copy: Cluster, service: Service
) -> None:
    card = service.sell()
    service.wait_for("replica")
    before = reads_of_cards(copy), reads_of_cards(primary)
    for path in LISTS:
        assert card in [each["id"] for each in service.call("GET", path).json()["gift_cards"]]
    assert (reads_of_cards(copy), reads_of_cards(primary)) == (before[0] + len(LISTS), before[1])
    service.call("PUT", f"/gift-cards/{card}/balance", {"balance": "14.50"})
    service.call("PUT", f"/gift-cards/{card}", {"note": "changed"})
    read = service.call("GET", f"/gift-cards/{card}").json()["gift_card"]
    service.call("POST", f"/gift-cards/{card}/disable")
    assert (read["balance"], read["note"]) == ("14.50", "changed")
    assert reads_of_cards(copy) == before[0] + len(LISTS)


def test_reports_are_read_on_the_replica_and_show_every_write(
    primary: Cluster, copy: Cluster, service: Service
) -> None:
    card = service.sell()
    service.call("PUT", f"/gift-cards/{card}/balance", {"balance": "1.25"})
    service.wait_for("replica")
    before = reports_on(copy), reports_on(primary)
    for name, column in REPORTS.items():
        rows = service.call("GET", f"/reports/{name}?limit=250").json()[name]
        assert column in rows[-1]
    assert "1.25" in [row["balance"] for row in service.call("GET", "/reports/balances?by=card").json()["balances"]]
    assert reports_on(primary) == before[1]
    assert reports_on(copy) >= before[0] + len(REPORTS)


def test_a_list_shows_every_write_also_while_the_replica_is_behind(copy: Cluster, service: Service) -> None:
    service.wait_for("replica")
    with paused(copy):
        for _ in range(3):
            card = service.sell()
            assert service.newest() == card
        assert service.lists_from() == "primary"
    service.wait_for("replica")
    assert service.newest() == card


def test_a_replica_that_goes_away_is_used_again_when_it_is_back(primary: Cluster, copy: Cluster) -> None:
    with served(primary.url, replica=copy.url) as (url, process), caller("one") as session:
        service = Service(url, session)
        service.sell()
        service.wait_for("replica")
        copy.stop()
        try:
            for _ in range(5):
                card = service.sell()
                assert service.newest() == card
            assert service.lists_from() == "primary"
        finally:
            copy.start()
        service.wait_for("replica")
        assert service.newest() == card
        process.terminate()
        lines = [line for line in process.communicate(timeout=60)[1].splitlines() if line.strip()]
    assert ["lists are read on the primary" in line for line in lines] == [True], "\n".join(lines)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are frozen")
def test_a_replica_that_hangs_costs_one_list_some_seconds(copy: Cluster, service: Service) -> None:
    service.sell()
    service.wait_for("replica")
    with copy.frozen():
        card = service.sell()
        assert service.newest() == card
        assert service.lists_from() == "primary"
    service.wait_for("replica")


def test_it_starts_without_its_replica(
    primary: Cluster, copy: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    away = primary.url.replace(str(primary.port), str(free_port()))
    assert check_service(primary.url, read_database=copy.url).lists == "replica"
    assert check_service(primary.url, read_database=away).lists == "primary"
    assert check_service(primary.url).lists is None
    status, out, _ = console(capsys, tmp_path, "--database", primary.url, "--read-database", copy.url, "--check")
    assert (status, json.loads(out)["lists"]) == (0, "replica")


def test_a_replica_of_another_server_is_refused_also_when_it_is_ahead(primary: Cluster) -> None:
    engine = open_database(database_url(primary.url))
    try:
        with cluster() as other, replica(other) as others_copy:
            other.say("CREATE TABLE much AS SELECT generate_series(1, 1500000)")
            here, there = value(primary, "SELECT pg_current_wal_lsn() - '0/0'"), 0
            until = time.monotonic() + PATIENCE_S
            while there <= here:
                there = value(others_copy, "SELECT pg_last_wal_replay_lsn() - '0/0'")
                assert time.monotonic() < until
            with pytest.raises(CannotStart, match="It is no replica"):
                look_at_replica(engine, others_copy.url)
            with pytest.raises(CannotStart, match="It is no replica"):
                look_at_replica(engine, other.url)
    finally:
        engine.dispose()


def test_the_primary_is_no_replica_of_itself(primary: Cluster) -> None:
    engine = open_database(database_url(primary.url))
    try:
        assert look_at_replica(engine, primary.url) == "primary"
    finally:
        engine.dispose()


def test_a_till_sells_over_a_replica_that_lags(primary: Cluster, tmp_path: Path) -> None:
    """It waits for the replica: a list is as new as on the primary, and the till's books are the service's."""
    with replica(primary, "-c log_statement=all -c recovery_min_apply_delay=40ms") as late:
        before = reads_of_cards(late)
        with served(primary.url, replica=late.url) as (url, _), caller("one") as session:
            service = Service(url, session)
            service.wait_for("replica")
            (tmp_path / "till").mkdir()
            with closing(open_core(Settings(tmp_path / "till", url, "one"), "test", HastyClock())) as till:
                settle_down(till)
                cards: list[tuple[int, int]] = []
                for amount in range(100, 600, 100):
                    sold = act(till, Issue(10_000, "USD"))
                    assert isinstance(sold, Confirmed), sold
                    assert isinstance(act(till, Redeem(sold.card_id, amount, "Purchase")), Confirmed)
                    cards += [(sold.card_id, 10_000 - amount), (service.sell(), 2_000)]
                    settle_down(till)
                    assert [(card, till.queries.card(card).balance) for card, _ in cards] == cards
            for card, balance in cards:
                kept = service.call("GET", f"/gift-cards/{card}").json()["gift_card"]["balance"]
                assert kept == f"{balance / 100:.2f}"
        assert reads_of_cards(late) > before
