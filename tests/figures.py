"""`python -m tests.figures [NAME ...]`: runs the figures we hold ourselves to, and prints a line for each.

A figure is a function without arguments that returns what it found, or raises AssertionError. Without a name, all of
`FIGURES`; by name also those of the simulation, which has its own command for more seeds.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import time

from tests.simulation.figures import FIGURES as SIMULATED

FIGURES = {
    "F1": "tests.core.protocol.worlds.figures:every_world",
    "F2": "tests.core.protocol.worlds.figures:the_same_ends",
    "L2": "tests.core.protocol.worlds.figures:every_schedule",
    "F5": "tests.torture.figures:killed",
    "F6": "tests.torture.figures:failed",
    "F7": "tests.torture.figures:cut",
    "F8": "tests.hostile.figures:every_fault",
    "F10": "tests.torture.figures:copied",
    "F13": "tests.torture.figures:upgraded",
    "B1": "tests.hostile.figures:replies",
    "B2": "tests.hostile.figures:money",
    "B3": "tests.hostile.order_figures:csv_in",
    "B5": "tests.hostile.figures:scans",
    "B7": "tests.hostile.figures:the_token",
}


def main(names: list[str]) -> int:
    known = {*FIGURES, *SIMULATED}
    if unknown := set(names) - known:
        print(f"no such figure: {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}", file=sys.stderr)
        return 2
    return max([_run(name) for name in names or FIGURES])


def _run(name: str) -> int:
    status = 0
    if name in FIGURES:
        began = time.monotonic()
        try:
            found, mark = _figure(name), "holds"
        except AssertionError as error:
            found, mark, status = str(error), "FAILS", 1
        print(f"{name} {mark}: {found} ({time.monotonic() - began:.0f} s)", flush=True)
    if name in SIMULATED:
        status = max(status, SIMULATED[name](None, 1))
    return status


def passes(*words: str) -> bool:
    """Whether these tests pass, in a process of their own: pytest must come before what it watches is imported."""
    quiet = ("-q", "-p", "no:randomly", "--no-header", "-m", "")
    return subprocess.run([sys.executable, "-m", "pytest", *quiet, *words], check=False).returncode == 0


def _figure(name: str) -> str:
    module, _, function = FIGURES[name].partition(":")
    found: str = getattr(importlib.import_module(module), function)()
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
