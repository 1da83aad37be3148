"""One shop in a folder: a till, its state outside, the service's database, and what a clerk was told meanwhile.

The folder is copied and put back for every case, always under the same name: a till that stands elsewhere is a copy.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

import core.bootstrap
from core.bootstrap import Core, open_core
from core.domain.command import Command
from core.domain.outcome import Confirmed, Outcome
from core.server.contract.switches import Switches
from core.server.http.routes import PREFIX
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from tests.continuity import keep_change_times
from tests.e2e.leaping_clock import LeapingClock

TOKEN = "torture-token-0123456789"
_PHASE_S = 1_000_000
_STEPS = 1000


class SteppingClock:
    """The service's time: further at each look, and past all that it showed in an earlier phase of the case."""

    def __init__(self, phase: int) -> None:
        self._now = time.time() - 5 * _PHASE_S + phase * _PHASE_S
        self._lock = threading.Lock()

    def __call__(self) -> float:
        with self._lock:
            self._now += 7
            return self._now


@dataclass
class Shop:
    """`plan` is what was prepared, kept beside it: cards, operations, what others did."""

    root: Path
    seed: int = 0
    port: int = 0
    switches: dict[str, Any] = field(default_factory=dict)
    sandbox: bool = False
    plan: dict[str, Any] = field(default_factory=dict)
    service: EmbeddedService | None = None
    core: Core | None = None

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.root.mkdir(parents=True, exist_ok=True)
        if (self.root / "plan.json").exists():
            self.plan = json.loads((self.root / "plan.json").read_text())

    # the folder

    @property
    def till(self) -> Path:
        return self.root / "till"

    @property
    def state(self) -> Path:
        return self.root / "state"

    @property
    def settings(self) -> Settings:
        (self.root / "till").mkdir(exist_ok=True)
        url = None if self.sandbox else f"http://127.0.0.1:{self.port}{PREFIX}"
        return Settings(self.till, url, None if self.sandbox else TOKEN, False, "Ann", 0.0, self.state)

    @property
    def service_database(self) -> Path:
        return self.till / "sandbox-service.db" if self.sandbox else self.root / "service.db"

    def keep_plan(self) -> None:
        (self.root / "plan.json").write_text(json.dumps(self.plan))

    # the service

    def serve(self, phase: int, *, seed: int | None = None) -> EmbeddedService:
        clock = SteppingClock(phase)
        self.service = EmbeddedService(
            self.root / "service.db", TOKEN, seed=seed, switches=Switches(**self.switches), clock=clock
        )
        self.service._port = self.port
        self.service.start()
        return self.service

    def somebody_else_sets(self, card_id: int, balance: str) -> None:
        """Another till of the shop."""
        assert self.service is not None
        url = f"{self.service.url}/gift-cards/{card_id}/balance"
        headers = {"Authorization": f"Bearer {TOKEN}"}
        reply = requests.put(url, json={"balance": balance}, headers=headers, timeout=10)
        reply.raise_for_status()
        self.plan.setdefault("foreign", []).append([card_id, json.loads(reply.text)["number"]])

    # the till

    def open(self) -> Core:
        """Its waits pass at once: this process leaps where a clerk would wait."""
        core.bootstrap.Clock = LeapingClock  # type: ignore[attr-defined, misc]
        self.core = open_core(self.settings, "torture")
        return self.core

    def close(self) -> None:
        if self.core is not None:
            self.core.close()
            self.core = None

    def do(self, command: Command) -> Outcome:
        """As a clerk does it: what was accepted, and what was confirmed, is written down outside."""
        assert self.core is not None
        accepted = self.core.desk.submit(command)
        self.tell("accepted", accepted.operation_id)
        outcome = self.core.replay.run(accepted.operation_id)
        if isinstance(outcome, Confirmed):
            self.tell("confirmed", outcome.operation_id)
        return outcome

    def settle_down(self, steps: int = _STEPS) -> None:
        """Until nothing waits and everything is pulled. Bounded by steps, not by time."""
        assert self.core is not None
        replay, sync = self.core.replay, self.core.sync
        sync.hurry()
        for _ in range(steps):
            pause = replay.step()
            sync.step()
            if replay.idle() and sync.resting:
                return
            self.core.dispatcher.runner.storage.clock.wait(pause)
        raise AssertionError("something still waits")

    def tell(self, what: str, operation_id: str) -> None:
        descriptor = os.open(self.root / "clerk.told", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(descriptor, f"{what} {operation_id}\n".encode())
        os.close(descriptor)

    def told(self) -> list[tuple[str, str]]:
        path = self.root / "clerk.told"
        if not path.exists():
            return []
        return [(line.split()[0], line.split()[1]) for line in path.read_text().splitlines()]

    @contextmanager
    def going(self, phase: int, *, seed: int | None = None) -> Iterator[Shop]:
        """Service and till in this process."""
        if not self.sandbox:
            self.serve(phase, seed=seed)
        try:
            self.open()
            yield self
        finally:
            self.close()
            if self.service is not None:
                self.service.stop()


Deed = Callable[[Shop], None]


def put_back(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*-shm"))
    keep_times(target)


def keep_times(root: Path) -> None:
    """Let the till in this folder find its files as a kill would have left them."""
    for path in (root / "till").glob("*till.db"):
        keep_change_times(path, root / "state")
