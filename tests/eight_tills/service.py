"""The service as a shop runs it: `counterfoil serve` with two workers on PostgreSQL, and nginx before it."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import requests

from tests.core.server.serving import ROOT, end_all_of
from tests.eight_tills.plan import TOKEN
from tests.judges import nginx

_WORKERS = 2
_READY_S = 30.0
_SOUND = "proxy_next_upstream off; proxy_read_timeout 60s;"
_REPEATING = """proxy_next_upstream error timeout http_502 http_504 non_idempotent;
    proxy_connect_timeout 1s; proxy_read_timeout 1s;"""
_FROZEN_S = (0.8, 2.5)
"""A worker that stands still for longer than nginx waits gets its request done after the copy."""
_BETWEEN_S = 2.0
_KILLED = 0.5


@dataclass
class ShopService:
    """`url` is nginx's; `log` has a line for each request with every upstream that got it."""

    process: subprocess.Popen[str]
    direct: str
    url: str
    log: Path
    killed: int = 0
    frozen: int = 0
    _stopped: list[tuple[float, int]] = field(default_factory=list)

    def make_cards(self, count: int, value: str) -> list[int]:
        """Make cards that no till sold. Return their ids."""
        headers = {"Authorization": f"Bearer {TOKEN}"}

        def make(_number: int) -> int:
            made = requests.post(
                f"{self.direct}/gift-cards", json={"initial_value": value}, headers=headers, timeout=30
            )
            made.raise_for_status()
            return int(made.json()["gift_card"]["id"])

        with ThreadPoolExecutor(4) as pool:
            return sorted(pool.map(make, range(count)))

    @property
    def copied(self) -> int:
        """Requests that nginx sent to more than one upstream."""
        return sum(", " in line.partition("|")[0] for line in self.log.read_text().splitlines())

    def workers(self) -> list[int]:
        """Return the processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def trouble(self, chance: random.Random) -> None:
        """Kill a worker in the midst of what it does, or let one stand still. `recover` wakes it."""
        with suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
            there = self.workers()
            if len(there) < _WORKERS:
                return  # one at a time: while one starts, the other answers
            pid = chance.choice(there)
            if chance.random() < _KILLED:
                os.kill(pid, signal.SIGKILL)
                self.killed += 1
            elif not self._stopped:
                os.kill(pid, signal.SIGSTOP)
                self._stopped.append((time.monotonic() + chance.uniform(*_FROZEN_S), pid))
                self.frozen += 1

    def recover(self, *, at_once: bool = False) -> None:
        """Let what has stood still for long enough go on."""
        for due, pid in list(self._stopped):
            if at_once or due <= time.monotonic():
                self._stopped.remove((due, pid))
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)


def next_trouble(chance: random.Random) -> float:
    """Return when to make trouble again (seconds of the monotonic clock)."""
    return time.monotonic() + chance.expovariate(1 / _BETWEEN_S)


@contextmanager
def serving(folder: Path, database: str, *, keys: bool, repeating: bool) -> Iterator[ShopService]:
    """Run the service and its proxy. It keeps our references, by which the ledger says whose each write was."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--data-dir", str(folder / "service"), "serve", "--port", str(port), "--database", database]
    words += ["--workers", str(_WORKERS), "--switch", f"idempotency_keys={'on' if keys else 'off'}"]
    words += ["--switch", "echo_reference=on", "--proxy", "127.0.0.1"]
    (folder / "service").mkdir()
    with (folder / "service.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "main.py", *words],
            cwd=ROOT,
            env=os.environ | {"COUNTERFOIL_TOKEN": TOKEN},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
        try:
            assert process.stdout is not None
            direct = process.stdout.readline().strip()
            _wait_until_ready(direct)
            seen = folder / "copies.log"
            more = f"access_log {seen} copies; {_REPEATING if repeating else _SOUND}"
            upstream = f"server {urlsplit(direct).netloc} max_fails=0; " * 2
            with nginx.running(folder / "nginx", upstream, more) as root:
                yield ShopService(process, direct, root + urlsplit(direct).path, seen)
        finally:
            end_all_of(process)
            process.communicate()


def _wait_until_ready(url: str) -> None:
    reply = requests.get(f"{url}/gift-cards", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=_READY_S)
    reply.raise_for_status()
