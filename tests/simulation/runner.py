"""Runs seeds in as many processes as there are cores; says how they ended, and how to see a bad one again."""

from __future__ import annotations

import faulthandler
import gc
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from tests.simulation.world import Report, Shape, World

_MEMORY = Path("/dev/shm")
_HANGS_S = 600
_BATCH = 8
_TRACE = 60
_FEW = 40
"""So many small worlds are run sooner here than a process has imported the core."""


@dataclass(slots=True)
class Tally:
    """What many seeds came to."""

    shape: Shape
    seeds: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[Report] = field(default_factory=list)
    copies: Counter[str] = field(default_factory=Counter)
    virtual_s: float = 0.0
    courses: set[int] = field(default_factory=set)
    """The fingerprints of what happened: so many worlds really were different ones."""
    began: float = field(default_factory=time.monotonic)

    def add(self, report: Report) -> None:
        self.seeds += 1
        self.outcomes.update(report.outcomes)
        self.copies.update(report.copies)
        self.virtual_s += report.virtual_s
        self.courses.add(report.fingerprint)
        if report.failure:
            self.failures.append(report)

    @property
    def line(self) -> str:
        commands = sum(self.outcomes.values())
        shares = "  ".join(f"{name} {number / commands:.2%}" for name, number in self.outcomes.most_common())
        hours, seconds = self.virtual_s / 3600, time.monotonic() - self.began
        return (
            f"{self.seeds:,} seeds, {len(self.courses):,} different courses, {commands:,} commands,"
            f" {hours:,.0f} h of virtual time in {seconds:.0f} s, {len(self.failures)} failed\n  {shares}"
        )


@contextmanager
def folder() -> Iterator[Path]:
    """Where the tills' files are: in memory where the system has such a place, for fsync costs nothing there."""
    place = _MEMORY if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None
    path = Path(tempfile.mkdtemp(prefix="counterfoil-simulation-", dir=place))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def run_many(seeds: Iterable[int], shape: Shape, say: Callable[[str], None] = print, processes: int = 0) -> Tally:
    """All seeds, in `processes` processes (0: one a core); `say` gets progress every few seconds and each failure.

    A few are run in this process.
    """
    tally, last = Tally(shape), time.monotonic()
    wanted = list(seeds)
    batches = [wanted[at : at + _BATCH] for at in range(0, len(wanted), _BATCH)]
    workers = processes or (1 if len(wanted) <= _FEW else os.cpu_count() or 1)
    with ExitStack() as stack:
        path = stack.enter_context(folder())
        run = map if workers == 1 else stack.enter_context(_pool(workers)).map
        for reports in run(_batch, batches, repeat(shape), repeat(path)):
            for report in reports:
                tally.add(report)
                if report.failure and len(tally.failures) <= 5:
                    say(told(report, shape))
            if time.monotonic() - last > 10:
                last = time.monotonic()
                say(f"{tally.seeds}/{len(wanted)}: {tally.line}")
    return tally


def _pool(workers: int) -> ProcessPoolExecutor:
    """What the imports have made stays, and is in no look for garbage."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=gc.freeze)


def run_one(seed: int, shape: Shape, path: Path) -> Report:
    """One world. A world that hangs is a bug of the simulation: its threads are shown and the process ends."""
    if sys.__stderr__ is not None:
        faulthandler.dump_traceback_later(_HANGS_S, exit=True, file=sys.__stderr__)
    try:
        return World(seed, shape, path).run()
    finally:
        faulthandler.cancel_dump_traceback_later()


def told(report: Report, shape: Shape) -> str:
    """The failure, the last events, and the line that repeats it."""
    options = " ".join(
        f"--{each.name.replace('_', '-')} {_written(getattr(shape, each.name))}"
        for each in fields(Shape)
        if getattr(shape, each.name) != each.default
    )
    events = "\n".join(report.trace[-_TRACE:])
    line = f"python -m tests.simulation --from {report.seed} --seeds 1 {options}".rstrip()
    return f"{events}\nSEED {report.seed} FAILED: {report.failure}\nrepeat it with: {line}"


def _written(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _batch(seeds: list[int], shape: Shape, path: Path) -> list[Report]:
    """A process keeps its place: the tills of its next batch find their engines there."""
    own = path / str(os.getpid())
    own.mkdir(exist_ok=True)
    return [run_one(seed, shape, own) for seed in seeds]
