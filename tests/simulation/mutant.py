"""One deliberate breakage of the core, put in place for a while."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from tests.simulation.world import SMALL, Shape

STORMY = replace(SMALL, faults=0.25, kills=0.9, hot=0.7, able=0)
Change = tuple[Any, str, Any]


@dataclass(frozen=True, slots=True)
class Mutant:
    """`changes` says what stands where instead; `shape` is the world it is looked for in, from `first_seed` on.

    That is where it is noticed soon by now. The courses of the worlds move with the core, so `most_seeds` is ten times
    the seeds that one notice takes on the average.
    """

    name: str
    changes: Callable[[], list[Change]]
    shape: Shape = STORMY
    most_seeds: int = 100
    first_seed: int = 1

    @contextmanager
    def at_work(self) -> Iterator[None]:
        changes = [(_home(owner, name), name, value) for owner, name, value in self.changes()]
        kept = [(owner, name, owner.__dict__[name]) for owner, name, _ in changes]
        try:
            for owner, name, value in changes:
                setattr(owner, name, value)
            yield
        finally:
            for owner, name, value in kept:
                setattr(owner, name, value)


def _home(owner: Any, name: str) -> Any:
    """Where it is defined: a class may have it from another one."""
    return next((each for each in getattr(owner, "__mro__", ()) if name in each.__dict__), owner)
