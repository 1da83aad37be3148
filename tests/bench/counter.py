"""What a clerk waits for: scan to painted balance, and Enter to painted outcome.

Each against the same paints without the core, in the same window and in turn with it. And no frame may take longer
than 50 ms meanwhile: the longest gap of the event loop is told beside that of the same loop while nothing was done.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Pair

RUNS = 40
SEEN_S = 0.050
"""What a hand notices."""
WINDOW = Path(__file__).with_name("counter_window.py")


def report() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        told = _worked(folder)
    floor = "the same paints without the core"
    yield _pair(told["scans"]).line("scan to painted balance", floor)
    yield _pair(told["outcomes"]).line("Enter to painted outcome, service on loopback", floor)
    limit = f"{SEEN_S * 1000:.0f} ms"
    worked, own = told["worked"], told["own"]
    yield (
        f"frames with over {limit} of the window's own work: {sum(each > SEEN_S for each in own)} of {len(own)} turns "
        f"(goal 0), longest {max(own) * 1000:.1f} ms; turns that came over {limit} late: "
        f"{sum(each > SEEN_S for each in worked)}, longest gap {max(worked) * 1000:.1f} ms, "
        f"while nothing was done {max(told['idle']) * 1000:.1f} ms"
    )


def _pair(runs: list[list[float]]) -> Pair:
    return Pair(tuple(thing for thing, _ in runs), tuple(floor for _, floor in runs))


def _worked(folder: str) -> dict:
    with _process("serve", folder) as service:
        assert service.stdout is not None
        url = service.stdout.readline().strip()
        with _process("work", f"{folder}/till", url, str(RUNS)) as window:
            answer, _ = window.communicate(timeout=600)
        service.communicate(timeout=60)
    assert answer, "the window told nothing"
    return json.loads(answer)


def _process(*task: str) -> subprocess.Popen[str]:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "LANG": "C.UTF-8"}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, str(WINDOW), *task], stdin=pipe, stdout=pipe, text=True, env=environment)
