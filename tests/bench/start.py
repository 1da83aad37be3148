"""What a start costs beyond its first frame: CPU of its first two seconds, and memory once the window rests.

The real program on a folder that it was started in before, as each morning in a shop, with the embedded sandbox;
against an empty QMainWindow that stands as long. Linux only: it reads /proc.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.figures import Pair, in_turn
from tests.bench.first_frame import PROCESS, environment

RUNS = 3
SECONDS = 2.0
MOST_CPU_S, MOST_MB = 0.8, 130
MAIN = Path(__file__).resolve().parents[2] / "main.py"
REST_S, PATIENCE_S = 1.5, 40.0
"""Rest is this long without work; a start that never rests is measured all the same."""
EMPTY = "an empty QMainWindow"


def report() -> Iterator[str]:
    if not Path("/proc/self/stat").exists():
        yield "not measured: there is no /proc here"
        return
    with tempfile.TemporaryDirectory() as folder:
        window = Start([sys.executable, str(MAIN), "--data-dir", folder], f"{folder}/state")
        empty = Start([sys.executable, str(PROCESS), "stand"], folder)
        pair = in_turn(window.two_seconds, empty.two_seconds, RUNS)
    yield pair.line(f"CPU of the first two seconds, goal {MOST_CPU_S} s", EMPTY, unit="s", scale=1)
    yield Pair(tuple(window.cpu_s), tuple(empty.cpu_s)).line("CPU until it rests", EMPTY, unit="s", scale=1)
    memory = Pair(tuple(window.resident_mb), tuple(empty.resident_mb))
    yield memory.line(f"memory with the window open and at rest, goal {MOST_MB} MB", EMPTY, unit="MB", scale=1)


@dataclass(frozen=True)
class Start:
    """A command that opens a window, and what each start of it used until it rested."""

    command: list[str]
    state_dir: str
    cpu_s: list[float] = field(default_factory=list)
    resident_mb: list[float] = field(default_factory=list)

    def two_seconds(self) -> float:
        """Start it, wait until no more CPU is used, end it; return the CPU seconds of the first two seconds."""
        own = {**environment(), "DISPLAY": ":0", "COUNTERFOIL_STATE_DIR": self.state_dir}  # main.py wants a screen
        quiet = subprocess.DEVNULL
        began = time.monotonic()
        with subprocess.Popen(self.command, env=own, stdout=quiet, stderr=quiet) as process:
            try:
                time.sleep(SECONDS)
                used = before = _cpu(process.pid)
                since = time.monotonic()
                while time.monotonic() - since < REST_S and time.monotonic() - began < PATIENCE_S:
                    time.sleep(0.25)
                    if (now := _cpu(process.pid)) - before > 0.02:
                        before, since = now, time.monotonic()
                self.cpu_s.append(_cpu(process.pid))
                self.resident_mb.append(_resident_mb(process.pid))
            finally:
                process.kill()  # else leaving the block waits for a window that nobody closes
        return used


def _cpu(process: int) -> float:
    """Return the CPU seconds that the process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident_mb(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
