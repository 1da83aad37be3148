"""Paired measuring: the thing and its floor in turn, so that a drifting machine moves both."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Pair:
    """Measures of the thing and of its floor, run by run: seconds, or any other unit."""

    thing: tuple[float, ...]
    floor: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median of the ratios of neighbours."""
        return median(self._ratios())

    def line(self, name: str, floor: str, goal: float | None = None, *, unit: str = "ms", scale: float = 1e3) -> str:
        """Return one line for people; `goal` is the ratio that is wanted at most."""
        spread = quantiles(self._ratios(), n=20)
        medians = f"{median(self.thing) * scale:.2f} and {median(self.floor) * scale:.2f} {unit}"
        wanted = "" if goal is None else f"goal {goal:g}; "
        return (
            f"{name}: {self.ratio:.2f} x {floor} ({wanted}middle 90 %: {spread[0]:.2f} to {spread[-1]:.2f}); "
            f"medians {medians}, {len(self.thing)} runs"
        )

    def _ratios(self) -> list[float]:
        return [a / b for a, b in zip(self.thing, self.floor, strict=True)]


def in_turn(thing: Callable[[], float], floor: Callable[[], float], runs: int, warm_ups: int = 1) -> Pair:
    """Run both by turns; each returns its own measure. The warm-ups are not counted."""
    for _ in range(warm_ups):
        thing()
        floor()
    pairs = [(thing(), floor()) for _ in range(runs)]
    return Pair(tuple(a for a, _ in pairs), tuple(b for _, b in pairs))


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """Return a function that does `work` and returns the seconds it took."""

    def measured() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return measured
