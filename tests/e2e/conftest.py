"""A real service on loopback, and tills that open their own folders against it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.bootstrap import Core, open_core
from core.server.sandbox.embedded import EmbeddedService
from core.services.people.known_settings import ON_PAPER
from core.settings import Settings
from core.store import notes
from tests.builders import HastyClock

TOKEN = "test-token-0123456789"
OpenTill = Callable[..., Core]
_HERE = Path(__file__).parent
_JOURNEYS = "test_journeys.py"
"""A clerk's usual ways, which a quick run goes as well."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Make an end-to-end test of each in this folder, before those are chosen that a run wants."""
    here = {path: _HERE in path.parents and path.name != _JOURNEYS for path in {item.path for item in items}}
    for item in items:
        if here[item.path]:
            item.add_marker("e2e")


class SteppingClock:
    """The service's time, seven seconds further at each look and well in the past: no card is ever fresh (G2)."""

    def __init__(self) -> None:
        self._now = time.time() - 1_000_000
        self._lock = threading.Lock()

    def __call__(self) -> float:
        with self._lock:
            self._now += 7
            return self._now


def name_shop(core: Core) -> None:
    """What stands on paper, as a shop has set it by hand, without a word in the journal."""
    with core.probing.database.writing() as conn:
        for key in ON_PAPER:
            notes.set_preference(conn, key, core.preferences.get(key))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[EmbeddedService]:
    """The sandbox's service without cards."""
    service = EmbeddedService(tmp_path / "service.db", TOKEN, seed=None, clock=SteppingClock())
    service.start()
    yield service
    service.stop()


@pytest.fixture
def open_till(service: EmbeddedService, tmp_path: Path) -> Iterator[OpenTill]:
    """Opens a till by name; the same name opens the same folder again after `close`."""
    opened: list[Core] = []

    def open_one(name: str = "till", *, quarantine_s: float = 0.0, offline: bool = False) -> Core:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        core = open_core(Settings(folder, service.url, TOKEN, offline, name, quarantine_s), name, HastyClock())
        opened.append(core)
        name_shop(core)
        return core

    yield open_one
    for core in opened:
        core.close()
