"""kill -9 under load: no write that was answered is lost, and none is applied twice under its key."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from core.server.data.database import database_url, open_database
from tests.core.server.concurrency import check_books
from tests.core.server.serving import ROOT, posix_only

pytestmark = [pytest.mark.slow, posix_only]

START = (
    "from core.server.contract.switches import Switches; from core.server.http.app import ServiceSettings; "
    "from core.server.serve import ServeSettings, run; "
    "switches = Switches(idempotency_keys=True, echo_reference=True, transactions_list=True); "
    "run(ServeSettings({!r}, ServiceSettings(('one',), switches), port=0))"
)
TILLS, ROUNDS = 4, 4


@contextmanager
def served(database: str) -> Iterator[tuple[str, Callable[[], None]]]:
    command = [sys.executable, "-c", START.format(database)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process.kill
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
        self.answered: dict[str, str] = {}

    def write_on(self, card: str, answered: threading.Semaphore) -> None:
        while True:
            reference = f"{self.name}-{self.sent}"
            body = {"balance": f"{self.sent % 900}.{self.sent % 89 + 1:02}", "remote_transaction_ref": reference}
            try:
                reply = self.put(
                    card + "/balance", json=body, headers={"Idempotency-Key": f'"{reference}"'}, timeout=10
                )
            except requests.RequestException:
                return
            if reply.status_code == 200:
                self.answered[reference] = reply.json()["amount"]
            answered.release()
            self.sent += 1


def torture(database: str) -> None:
    tills, card_id = [Till(f"till{number}") for number in range(TILLS)], 0
    for _ in range(ROUNDS):
        with served(database) as (url, kill), ThreadPoolExecutor(TILLS) as pool:
            if not card_id:
                made = tills[0].post(url + "/gift-cards", json={"initial_value": 1000}, timeout=10)
                card_id = made.json()["gift_card"]["id"]
            answered = threading.Semaphore(0)
            working = [pool.submit(till.write_on, f"{url}/gift-cards/{card_id}", answered) for till in tills]
            for _ in range(60):
                assert answered.acquire(timeout=20)
            kill()
            for each in working:
                each.result()
    with served(database) as (url, _), requests.Session() as reader:
        reader.headers["Authorization"] = "Bearer one"
        told = reader.get(f"{url}/gift-cards/{card_id}/transactions", timeout=10).json()["transactions"]
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
    torture(address)
