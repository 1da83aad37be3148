"""The till hardware of emupos, a program of others: a receipt printer with its drawer, and a scanner that types.

It wants Python 3.13 and so an environment of its own; `.ci/judges` makes it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / ".judges" / "emupos" / "bin" / "emupos"
_PATIENCE_S = 20.0


def program() -> str:
    """Where it is; "" where it is not installed."""
    return str(PROGRAM) if PROGRAM.exists() else shutil.which("emupos") or ""


@dataclass(frozen=True)
class Till:
    """`address` is where the receipt printer listens."""

    address: str
    api: str

    def receipts(self, least: int = 0) -> list[dict[str, Any]]:
        """What is on paper, oldest first, as soon as it is at `least` so many."""
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            found: list[dict[str, Any]] = self._ask("GET", "/devices/front/receipts").json()
            if len(found) >= least or time.monotonic() > deadline:
                assert len(found) >= least, f"only {len(found)} receipts"
                return found[::-1]
            time.sleep(0.05)  # between two looks at another process

    def text(self, receipt: dict[str, Any]) -> str:
        return self._ask("GET", f"/devices/front/receipts/{receipt['id']}/text").text

    def png(self, receipt: dict[str, Any]) -> bytes:
        return self._ask("GET", f"/devices/front/receipts/{receipt['id']}/image").content

    def fault(self, name: str, *, active: bool = True) -> None:
        """paper-out, cover-open, paper-near-end or offline."""
        self._ask("PUT" if active else "DELETE", f"/devices/front/faults/{name}")

    def drawer(self) -> str:
        """Open or closed."""
        return str(self._ask("GET", "/devices/front").json()["state"]["drawer"])

    def scan(self, data: str) -> None:
        """Types it into the window that has the focus, as a scanner does."""
        self._ask("POST", "/devices/lane1/scans", json={"data": data, "countdown_seconds": 0})

    def _ask(self, method: str, path: str, **more: Any) -> requests.Response:
        answer = requests.request(method, f"{self.api}{path}", timeout=10, **more)
        answer.raise_for_status()
        return answer


@contextmanager
def till(folder: Path, *, display: str = "") -> Iterator[Till]:
    """Starts one with a printer, and with a scanner where there is a `display` to type into."""
    printer, control = _free_port(), _free_port()
    scanner = "  - {id: lane1, type: scanner, mode: keyboard, suffix: enter}\n" if display else ""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "emupos.yaml").write_text(
        f"schema: 1\napi: {{host: 127.0.0.1, port: {control}}}\ndevices:\n"
        f"  - {{id: front, type: printer, profile: epson-tm-t20iii, connections: [{{tcp: {{port: {printer}}}}}]}}\n"
        f"{scanner}"
    )
    environment = os.environ | ({"DISPLAY": display} if display else {})
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([program(), "run"], cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            made = Till(f"127.0.0.1:{printer}", f"http://127.0.0.1:{control}/api/v1")
            _wait_until_it_answers(made.api, running)
            yield made
        finally:
            running.terminate()
            running.wait(10)


def _wait_until_it_answers(api: str, running: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline and running.poll() is None:
        try:
            requests.get(f"{api}/health", timeout=2).raise_for_status()
        except requests.RequestException:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("emupos did not start")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as made:
        return int(made.getsockname()[1])
