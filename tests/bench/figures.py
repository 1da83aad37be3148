"""Paired measuring: the thing and its floor in turn, so that a drifting machine moves both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Pair:
    """Seconds of the thing and of its floor, run by run."""

    thing: tuple[float, ...]
    floor: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median of the ratios of neighbours."""
        return median(a / b for a, b in zip(self.thing, self.floor, strict=True))

    def line(self, name: str, floor: str, unit: str = "ms", scale: float = 1e3) -> str:
        spread = quantiles([a / b for a, b in zip(self.thing, self.floor, strict=True)], n=20)
        medians = f"{median(self.thing) * scale:.2f} and {median(self.floor) * scale:.2f} {unit}"
        return (
            f"{name}: {self.ratio:.2f} x {floor} (middle 90 %: {spread[0]:.2f} to {spread[-1]:.2f}); "
            f"medians {medians}, {len(self.thing)} runs"
        )


def in_turn(thing: Callable[[], float], floor: Callable[[], float], runs: int, warm_ups: int = 1) -> Pair:
    """Each returns its own seconds; the warm-ups are not counted."""
    for _ in range(warm_ups):
        thing()
        floor()
    pairs = [(thing(), floor()) for _ in range(runs)]
    return Pair(tuple(a for a, _ in pairs), tuple(b for _, b in pairs))
