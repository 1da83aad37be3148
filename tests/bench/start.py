"""From the start of the process to the first painted frame, against an empty QMainWindow of the same process kind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import in_turn

RUNS = 9
PAINTER = Path(__file__).with_name("first_frame.py")


def report() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        pair = in_turn(lambda: _painted("window", folder), lambda: _painted("empty", folder), RUNS, 2)
    yield pair.line("start to first painted frame", "an empty QMainWindow")


def _painted(what: str, folder: str) -> float:
    """Seconds until the process says that its first frame is painted."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "LANG": "C.UTF-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as core.environment does: nobody compiles at each start
    began = time.perf_counter()
    command = [sys.executable, str(PAINTER), what, folder]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    assert process.stdout is not None
    line = process.stdout.readline()
    took = time.perf_counter() - began
    process.communicate(timeout=60)
    assert line.strip() == b"painted", line
    return took
