"""A machine with the program on it, for the recipes of the pages: each command is a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.e2e.conftest import TOKEN

ROOT = Path(__file__).parents[2]
PIN = "482913"
Ended = tuple[int, list[dict[str, Any]], str]


class Machine:
    """A machine with the program on it; /etc/counterfoil and the home are folders of the test."""

    def __init__(self, place: Path, service: str, name: str = "till") -> None:
        self.place, self.service, self.name = place, service, name
        self.etc = place / "etc"
        (place / "bin").mkdir(parents=True)
        program = place / "bin" / "counterfoil"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/main.py" "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        for secret, text in (("token", TOKEN), ("manager.pin", PIN)):
            (place / secret).write_text(text + "\n", encoding="utf-8")

    def here(self, text: str) -> str:
        """Return the text of the page for this machine."""
        text = text.replace("/etc/counterfoil", str(self.etc)).replace(
            "https://gifts.example/api/external", self.service
        )
        return text.replace("-g tills ", "").replace("{hostname}", self.name)

    def run(self, script: str, **more: str) -> Ended:
        environment = {name: value for name, value in os.environ.items() if name != "COUNTERFOIL_TOKEN"}
        environment |= {
            "PATH": f"{self.place / 'bin'}:{os.environ['PATH']}",
            "COUNTERFOIL_DATA_DIR": str(self.place / "till"),
            "COUNTERFOIL_STATE_DIR": str(self.place / "state"),
            "COUNTERFOIL_TILL_FILE": str(self.etc / "till.toml"),
        }
        done = subprocess.run(
            ["bash", "-ec", self.here(script)],
            cwd=self.place, env=environment | more, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        return done.returncode, rows, done.stderr

    def setting(self, key: str) -> str:
        return str(self.run(f"counterfoil --json settings get {key}")[1][0]["value"])
