"""From the start of the process to the first painted frame, against an empty QMainWindow of the same process kind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Pair, in_turn

RUNS = 11
GOAL = 1.6
PROCESS = Path(__file__).with_name("window_process.py")
SCREEN = Path(__file__).with_name("screen.json")
"""A screen as in a shop: that of the offscreen platform has 800 px, on which the page is fitted in a scroll area."""


def report() -> Iterator[str]:
    cpu: dict[str, list[float]] = {"window": [], "empty": []}
    with tempfile.TemporaryDirectory() as folder:
        pair = in_turn(lambda: _painted("window", folder, cpu), lambda: _painted("empty", folder, cpu), RUNS, 2)
    yield pair.line("start to first painted frame", "an empty QMainWindow", GOAL)
    used = Pair(tuple(cpu["window"][2:]), tuple(cpu["empty"][2:]))
    yield used.line("the same in CPU time, which other work on this machine hardly moves", "an empty QMainWindow", GOAL)


def environment() -> dict[str, str]:
    """Return what a window of the bench is started with: no real screen, and byte code kept as in a real start."""
    kept = {"QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}", **os.environ, "LANG": "C.UTF-8"}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept


def _painted(what: str, folder: str, cpu: dict[str, list[float]]) -> float:
    """Return the seconds until the process says that its first frame is painted; `cpu` gets its CPU seconds."""
    began = time.perf_counter()
    command = [sys.executable, str(PROCESS), what, folder]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment())
    assert process.stdout is not None
    line, used = process.stdout.readline().split()
    took = time.perf_counter() - began
    process.communicate(timeout=60)
    assert line == b"painted", line
    cpu[what].append(float(used))
    return took
