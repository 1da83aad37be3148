"""The service of a shop beside the roots, as its packaged program runs it: it can be down, and up again."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.packaging.installed_root import wait_for

TOKEN = "a-token-of-this-walk"
_PATIENCE_S = 120


@dataclass
class Shop:
    """On its own folder and port."""

    program: Path
    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/external"

    def open(self) -> None:
        words = ["--port", str(self.port), "--data-dir", str(self.folder), "--switch", "shop_name=Quay Books"]
        settings = {**os.environ, "COUNTERFOIL_TOKEN": TOKEN}
        self.process = subprocess.Popen([self.program, *words], env=settings, stdout=subprocess.DEVNULL)
        wait_for(self._answers, "the service", _PATIENCE_S)

    def close(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
            self.process = None

    def balances(self) -> list[str]:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        told = requests.get(f"{self.url}/gift-cards", headers=headers, timeout=30).json()
        return [str(card["balance"]) for card in told["gift_cards"]]

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/health", timeout=5).status_code == 200
        except requests.RequestException:
            return False


@contextmanager
def open_shop(folders: Path, place: Path) -> Iterator[Shop]:
    """Open the service of the built `folders` on a free port, and close it at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    made = Shop(folders / "counterfoil-service" / "counterfoil-service", place, port)
    made.open()
    try:
        yield made
    finally:
        made.close()
