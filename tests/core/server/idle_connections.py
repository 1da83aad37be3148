"""`python -m tests.core.server.idle_connections [--minutes M] [--connections N]`: a till sells beside an idle crowd.

Three crowds: one that the service has room for and that asks once a minute; one that sends nothing and comes again
whenever it is closed; one that asks, stays, and is more than the service takes. The till's money is compared with
the service's cards at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import requests

from core.bootstrap import Core, open_core
from core.domain.command import Redeem, TopUp
from core.domain.outcome import Confirmed
from core.settings import Settings
from tests.core.server.serving import ROOT, end_all_of

TOKEN = "idle-crowd-token-0123456789"
_SHOP, _ELSEWHERE = "127.0.0.1", "127.0.0.2"
"""The till's address, and that of the crowds that are no good neighbours."""
_VALUE = 90_000


@dataclass(frozen=True)
class Scene:
    """`room`: what the service is told to take, 0 for what it takes unless told otherwise."""

    name: str
    address: str
    silent: bool = False
    room: int = 0


@dataclass
class Outcome:
    """What the till sold, and what the service looked like.

    Times are those of a read over a new connection, in seconds: a till paces its own requests. Memory in bytes.
    """

    commands: int = 0
    unconfirmed: list[str] = field(default_factory=list)
    alone_s: list[float] = field(default_factory=list)
    beside_s: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    crowd: dict[str, int] = field(default_factory=dict)
    books_are_equal: bool = False

    @property
    def line(self) -> str:
        """Return it for people."""
        alone, beside = (sorted(each)[len(each) // 2] for each in (self.alone_s, self.beside_s))
        before, most = self.memory[0] / 1e6, max(self.memory) / 1e6
        return (
            f"{self.commands:,} commands, {len(self.unconfirmed)} not confirmed, books "
            f"{'equal' if self.books_are_equal else 'NOT EQUAL'}; a read over a new connection {beside / alone:.2f} x "
            f"one without the crowd (medians); memory of the service {before:.0f} MB, at most {most:.0f}; crowd: "
            + ", ".join(f"{count:,} {what}" for what, count in self.crowd.items())
        )


def scenes(connections: int) -> list[Scene]:
    """Return the crowds. A service with room for N takes half of them from one address."""
    return [
        Scene("room for all, asking once a minute", _SHOP, room=2 * connections + 200),
        Scene("silent, coming again when closed", _ELSEWHERE, silent=True),
        Scene("asking, more than there is room for", _ELSEWHERE),
    ]


def play(scene: Scene, connections: int, seconds: float, folder: Path) -> Outcome:
    """Sell without the crowd for a tenth of the time, then beside it."""
    outcome = Outcome()
    with _serving(folder / "service", scene.room) as (url, process):
        card = _make_card(url)
        (folder / "till").mkdir()
        till = open_core(Settings(folder / "till", url, TOKEN, False, "Ann"), "idle crowd")
        try:
            while not till.sync.resting:
                time.sleep(min(0.1, till.sync.step()))
            outcome.memory.append(_resident(process.pid))
            total = _sell(till, card, seconds / 10, (outcome, outcome.alone_s))
            with _crowd(urlsplit(url).port or 0, connections, scene) as crowd:
                for _ in range(10):
                    total += _sell(till, card, seconds / 10, (outcome, outcome.beside_s))
                    outcome.memory.append(_resident(process.pid))
                outcome.crowd = _counts(crowd)
        finally:
            till.close()
        outcome.books_are_equal = _balance(url, card) == _VALUE + total
    return outcome


def _sell(till: Core, card: int, seconds: float, kept: tuple[Outcome, list[float]]) -> int:
    """Redeem and top up until the time is over. Return the sum of what was confirmed."""
    outcome, times = kept
    end, total = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        began = time.monotonic()
        _balance(str(till.settings.api_url), card)
        times.append(time.monotonic() - began)
        amount = 100 + outcome.commands % 50
        command = Redeem(card, amount, "Purchase") if outcome.commands % 2 else TopUp(card, amount)
        told = till.replay.run(till.desk.submit(command).operation_id)
        outcome.commands += 1
        if isinstance(told, Confirmed):
            total += amount if isinstance(command, TopUp) else -amount
        else:
            outcome.unconfirmed.append(repr(told))
    return total


@contextmanager
def _serving(folder: Path, room: int) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    words = ["--data-dir", str(folder), "serve", "--port", "0", *(["--connections", str(room)] if room else [])]
    folder.mkdir()
    with subprocess.Popen(
        [sys.executable, "main.py", *words],
        cwd=ROOT,
        env=os.environ | {"COUNTERFOIL_TOKEN": TOKEN},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            end_all_of(process)


@contextmanager
def _crowd(port: int, count: int, scene: Scene) -> Iterator[subprocess.Popen[str]]:
    words = [str(port), str(count), scene.address, *(["--silent"] if scene.silent else [])]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.core.server.crowd", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


def _counts(crowd: subprocess.Popen[str]) -> dict[str, int]:
    """Send the crowd away. Return what it saw."""
    crowd.terminate()
    told: dict[str, int] = json.loads(crowd.communicate(timeout=60)[0])
    return told


def _make_card(url: str) -> int:
    made = requests.post(f"{url}/gift-cards", json={"initial_value": _VALUE // 100}, headers=_key(), timeout=30)
    return int(made.json()["gift_card"]["id"])


def _balance(url: str, card: int) -> int:
    """Return the balance in cents, as the service has it."""
    told = requests.get(f"{url}/gift-cards/{card}", headers=_key(), timeout=30).json()["gift_card"]["balance"]
    return int(told.replace(".", ""))


def _key() -> dict[str, str]:
    return {"Authorization": f"Bearer {TOKEN}"}


def _resident(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.core.server.idle_connections", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long each crowd stays")
    parser.add_argument("--connections", type=int, default=10_000)
    given, failed = parser.parse_args(), False
    for scene in scenes(given.connections):
        with tempfile.TemporaryDirectory(prefix="idle-crowd-") as folder:
            outcome = play(scene, given.connections, given.minutes * 60, Path(folder))
        print(f"{scene.name}: {outcome.line}", *outcome.unconfirmed[:10], sep="\n    ", flush=True)
        failed |= bool(outcome.unconfirmed) or not outcome.books_are_equal
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
