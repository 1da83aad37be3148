"""A command by the owner of the till, against the same command as a start of its own: CPU seconds of whole processes.

The agent's own share is the CPU of the thread that carried a command out, as its log has it: what the service takes
meanwhile is not the agent's.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.figures import in_turn

RUNS = 20
GOAL = 0.1
MOST_MS = 20
MAIN = Path(__file__).resolve().parents[2] / "main.py"
START = "a cold start that does the same"


def report() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as place:
        owned, closed = Path(place, "owned"), Path(place, "closed")
        for folder in (owned, closed):
            _run(folder, "issue", "1000")
        agent = subprocess.Popen(_line(owned, "agent"), stdout=subprocess.PIPE, text=True)
        try:
            assert agent.stdout is not None
            agent.stdout.readline()
            for words in (("settings", "get", "till.name"), ("show", _card(owned)), ("history", "--limit", "20")):
                other = tuple(_card(closed) if word == _card(owned) else word for word in words)
                pair = in_turn(lambda words=words: _cpu(owned, *words), lambda other=other: _cpu(closed, *other), RUNS)  # type: ignore[misc]
                yield pair.line(f"{words[0]} by the agent", START, GOAL)
        finally:
            agent.terminate()
            agent.communicate()
        for command, times in _took(owned).items():
            goal = f"goal under {MOST_MS}; {len(times)} runs"
            yield f"{command}, in the agent itself: {median(times):.0f} ms of CPU ({goal})"


def _line(folder: Path, *words: str) -> list[str]:
    return [sys.executable, str(MAIN), "--data-dir", str(folder), "--json", *words]


def _run(folder: Path, *words: str) -> list[dict[str, object]]:
    done = subprocess.run(_line(folder, *words), capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _card(folder: Path) -> str:
    path = folder / "card"
    if not path.exists():
        path.write_text(str(_run(folder, "search", "--limit", "1")[0]["card_id"]))
    return path.read_text()


def _cpu(folder: Path, *words: str) -> float:
    """Run the command; return the CPU seconds of its process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(_line(folder, *words), stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _took(folder: Path) -> dict[str, list[float]]:
    """Return what each command took in the agent, as its log has it."""
    found: dict[str, list[float]] = {}
    for line in (folder / "counterfoil.log").read_text().splitlines():
        entry = json.loads(line)
        if entry.get("event") == "command":
            found.setdefault(entry["command"], []).append(entry["cpu_ms"])
    return found


if os.name != "posix":
    raise ImportError("measured by getrusage")
