"""Restored homes, other services and lost books, with real processes as a shop types them (docs/protocol.md 11)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.bootstrap import open_core
from core.domain.staff import Role
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import on_server

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Home:
    """A user's home with one till in it: its folder, and the state outside."""

    folder: Path
    service: EmbeddedService

    def run(self, *words: str, url: str = "", token: str = TOKEN) -> tuple[int, list[dict[str, Any]], str]:
        """Run one command in a process of its own: (exit status, JSON lines, standard error)."""
        where = ["--data-dir", str(self.folder / "till"), "--api-url", url or self.service.url, "--json"]
        own = {
            "COUNTERFOIL_PIN": "471100",
            "COUNTERFOIL_TOKEN": token,
            "COUNTERFOIL_STATE_DIR": str(self.folder / "state"),
        }
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *where, *words],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, **own, "COUNTERFOIL_QUARANTINE_S": "0"},
            cwd=ROOT,
        )
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr

    def sell(self) -> int:
        status, rows, told = self.run("issue", "50.00")
        assert status == 0, told
        return int(rows[0]["card_id"])

    def promise(self, card_id: int, *amounts: str) -> None:
        for amount in amounts:
            assert self.run("--offline", "redeem", str(card_id), amount)[0] == 3

    def parked(self) -> list[str]:
        _, rows, _ = self.run("outbox", "list")
        return [row["operation_id"] for row in rows if row["state"] == "parked"]

    def copy_to(self, place: Path) -> None:
        """As a back-up of a home does it."""
        shutil.rmtree(place, ignore_errors=True)
        subprocess.run(["cp", "-a", str(self.folder), str(place)], check=True)

    def restore_from(self, place: Path) -> None:
        shutil.rmtree(self.folder)
        subprocess.run(["cp", "-a", str(place), str(self.folder)], check=True)


@pytest.fixture
def home(service: EmbeddedService, tmp_path: Path) -> Home:
    (tmp_path / "home").mkdir()
    return Home(tmp_path / "home", service)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[EmbeddedService]:
    made = EmbeddedService(tmp_path / "other.db", TOKEN, seed=3)
    made.start()
    yield made
    made.stop()


Made = Callable[[EmbeddedService], int]


def written(service: EmbeddedService) -> int:
    """Cards made and balances written there."""
    with service.engine.connect() as conn:
        counts = [
            conn.exec_driver_sql(f"SELECT COUNT(*) FROM {table}").scalar() for table in ("gift_cards", "transactions")
        ]
    return sum(int(count or 0) for count in counts)


def test_attack_4_a_restored_home_takes_nothing_twice(home: Home, tmp_path: Path) -> None:
    card_id = home.sell()
    home.promise(card_id, "10.00", "5.00")
    home.copy_to(tmp_path / "backup")
    assert home.run("sync", "--until-idle", "60")[0] == 0
    assert on_server(home.service, card_id) == 3500
    home.restore_from(tmp_path / "backup")
    status, _, told = home.run("sync", "--until-idle", "60")
    assert status == 5, told
    assert "comes out of a backup" in told
    assert on_server(home.service, card_id) == 3500
    assert len(home.parked()) == 2
    assert home.run("redeem", str(card_id), "1.00")[0] == 0, "new work goes on"


def test_a_restored_home_of_which_nothing_was_done_goes_on(home: Home, tmp_path: Path) -> None:
    card_id = home.sell()
    home.promise(card_id, "10.00", "5.00")
    home.copy_to(tmp_path / "backup")
    home.restore_from(tmp_path / "backup")
    assert home.run("sync", "--until-idle", "60")[0] == 0
    assert on_server(home.service, card_id) == 3500
    assert home.parked() == []


def test_attack_3_the_queue_stays_with_its_service(home: Home, other: EmbeddedService) -> None:
    card_id = home.sell()
    home.promise(card_id, "10.00")
    before = written(other)
    assert home.run("sync", "--until-idle", "60", url=other.url)[0] == 0
    assert written(other) == before
    till = open_core(Settings(home.folder / "till", home.service.url, TOKEN, state_dir=home.folder / "state"), "staff")
    till.staff.put("Ann", Role.MANAGER, "471100")
    till.close()
    status, rows, told = home.run("search", url=other.url)
    assert (status, rows[0]["code"]) == (7, "start.another_service"), told
    assert home.run("--clerk", "Ann", "sync", "--until-idle", "60")[0] == 0
    assert on_server(home.service, card_id) == 4000


def test_attack_3_a_service_that_took_the_address_gets_nothing(home: Home, other: EmbeddedService) -> None:
    card_id = home.sell()
    home.promise(card_id, "10.00")
    home.service.stop()
    other.stop()
    shutil.copy(other.database_path, home.service.database_path)
    home.service.start()
    before = written(home.service)
    status, _, told = home.run("sync", "--until-idle", "20")
    assert status != 0, told
    assert written(home.service) == before
    assert len(home.parked()) == 1
    status, rows, told = home.run("service", "restored")
    assert status == 0, (rows, told)
    assert home.run("issue", "20.00")[0] == 0


def test_attack_7_lost_books_are_no_first_start(home: Home) -> None:
    home.sell()
    for path in (home.folder / "till").glob("till.db*"):
        path.unlink()
    status, rows, told = home.run("issue", "20.00")
    assert (status, rows[0]["code"]) == (7, "start.books_lost"), told
    assert home.run("begin-anew", token="a-wrong-token")[0] != 0
    status, rows, told = home.run("begin-anew")
    assert status == 0, (rows, told)
    assert home.run("issue", "20.00")[0] == 0
