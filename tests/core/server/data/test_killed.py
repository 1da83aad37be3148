"""Killed, updated or without its database under load: no answered write is lost, none is done twice under its key.

The oracle is the history of the card, read from the database.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
import requests

from core.server.data.database import database_url, open_database
from tests.core.server.concurrency import check_books
from tests.core.server.older_schema import make_older
from tests.core.server.postgresql import cluster, emptied
from tests.core.server.serving import ROOT, free_port, posix_only

pytestmark = [pytest.mark.slow, posix_only]

START = (
    "from core.server.contract.switches import Switches; from core.server.http.app import ServiceSettings; "
    "from core.server.serve import ServeSettings, run; "
    "switches = Switches(idempotency_keys=True, echo_reference=True, transactions_list=True); "
    "run(ServeSettings({!r}, ServiceSettings(('one',), switches), port={}))"
)
TILLS, ROUNDS, UPDATES = 4, 4, 2
WRITES_BETWEEN = 60
PAUSE_S = 0.05


@contextmanager
def served(database: str, port: int = 0) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-c", START.format(database, port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


class Till(requests.Session):
    """Writes until the line dies, then begins again with the write whose answer it did not get."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.trust_env = False
        self.headers["Authorization"] = "Bearer one"
        self.name = name
        self.sent = 0
        self.again = 0
        self.answered: dict[str, str] = {}

    def write_on(self, card: str, answered: threading.Semaphore) -> None:
        with suppress(requests.RequestException):
            while True:
                self.write(card, answered)

    def write_until(self, card: str, answered: threading.Semaphore, over: threading.Event) -> None:
        """Write on, and repeat what got no answer, or 503, until it has one."""
        while not over.is_set():
            try:
                self.write(card, answered)
            except requests.RequestException:
                over.wait(PAUSE_S)  # it is starting

    def write(self, card: str, answered: threading.Semaphore) -> None:
        """Send the next write, which is the next one still if nothing was done. Raises RequestException."""
        reference = f"{self.name}-{self.sent}"
        body = {"balance": f"{self.sent % 900}.{self.sent % 89 + 1:02}", "remote_transaction_ref": reference}
        reply = self.put(card + "/balance", json=body, headers={"Idempotency-Key": f'"{reference}"'}, timeout=30)
        if reply.status_code in (409, 503, 504):  # it is under way, nothing was done, or nobody knows: the key tells
            self.again += 1
            return
        assert reply.status_code in (200, 422), reply.text
        if reply.status_code == 200:  # else the card had that balance
            self.answered[reference] = reply.json()["amount"]
        answered.release()
        self.sent += 1


def torture(database: str) -> None:
    tills, card_id = [Till(f"till{number}") for number in range(TILLS)], ""
    for _ in range(ROUNDS):
        with served(database) as (url, process), ThreadPoolExecutor(TILLS) as pool:
            card_id = card_id or make_card(url).rpartition("/")[2]
            answered = threading.Semaphore(0)
            working = [pool.submit(till.write_on, f"{url}/gift-cards/{card_id}", answered) for till in tills]
            for _ in range(WRITES_BETWEEN):
                assert answered.acquire(timeout=20)
            process.kill()
            for each in working:
                each.result()
    check_history(database, card_id, tills)


def check_history(database: str, card: str, tills: list[Till]) -> None:
    """Each answered write is in the history with the amount that was answered, and no write is there twice."""
    with served(database) as (url, _), requests.Session() as reader:
        reader.headers["Authorization"] = "Bearer one"
        told = reader.get(f"{url}/gift-cards/{card.rpartition('/')[2]}/transactions", timeout=10).json()["transactions"]
    applied = [made["remote_transaction_ref"] for made in told]
    assert len(applied) == len(set(applied))
    amounts = {made["remote_transaction_ref"]: made["amount"] for made in told}
    for till in tills:
        assert till.answered.items() <= amounts.items()
        till.close()
    engine = open_database(database_url(database))
    check_books(engine, len(told))
    engine.dispose()


def test_sqlite_killed_under_load(tmp_path: Path) -> None:
    torture(str(tmp_path / "shop.sqlite"))


def test_the_service_on_postgresql_killed_under_load(address: str) -> None:
    emptied(address)
    torture(address)


@contextmanager
def writing_tills(card: str) -> Iterator[tuple[list[Till], Callable[[], None]]]:
    """Let tills write to a card, whatever happens to the service. Give them, and what waits for some more answers."""
    over, answered = threading.Event(), threading.Semaphore(0)

    def wait_for_answers() -> None:
        for _ in range(WRITES_BETWEEN):
            assert answered.acquire(timeout=30)

    tills = [Till(f"till{number}") for number in range(TILLS)]
    with ThreadPoolExecutor(TILLS) as pool:
        working = [pool.submit(till.write_until, card, answered, over) for till in tills]
        try:
            yield tills, wait_for_answers
        finally:
            over.set()
            wait(working)
            for till in tills:
                till.close()
        for each in working:
            each.result()


def make_card(url: str) -> str:
    """Make a card. Return its address."""
    with requests.Session() as session:
        session.headers["Authorization"] = "Bearer one"
        made = session.post(url + "/gift-cards", json={"initial_value": 1000}, timeout=10)
    return f"{url}/gift-cards/{made.json()['gift_card']['id']}"


def test_postgresql_restarted_under_load() -> None:
    """It loses its connections and what was under way; the service stays up, and every write gets its answer."""
    with cluster() as database:
        with served(database.url) as (url, _):
            card = make_card(url)
            with writing_tills(card) as (tills, wait_for_answers):
                for _ in range(ROUNDS):
                    wait_for_answers()
                    database.stop()
                    database.start()
                wait_for_answers()
        assert sum(till.again for till in tills) > 0
        check_history(database.url, card, tills)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_update_under_load(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> None:
    """The service ends as systemd ends it; the next one finds the first version's schema and brings it up."""
    database, port = str(tmp_path / "shop.sqlite"), free_port()
    if kind == "postgresql":
        database = str(request.getfixturevalue("address"))
        emptied(database)
    with ExitStack() as stack:
        url, process = stack.enter_context(served(database, port))
        card = make_card(url)
        tills, wait_for_answers = stack.enter_context(writing_tills(card))
        for _ in range(UPDATES):
            wait_for_answers()
            process.terminate()
            assert process.wait(timeout=30) == 0
            make_older(database_url(database), 1)
            _, process = stack.enter_context(served(database, port))
        wait_for_answers()
    check_history(database, card, tills)
