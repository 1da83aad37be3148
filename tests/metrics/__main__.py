"""`make metrics`: print each figure of the structure: before, what it is to be, and now.

Before is commit e632e7d, measured by the same rules; the goals were set on it. A scan and a redeem are recorded in
the real window (tests/metrics/journey.py says what a station of the way is), the page on a field of a card is carried
out in a copy (tests/metrics/recipes.py); all else is counted in the sources.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import citations
from tests.metrics import recipes, sources

_LONG_FUNCTION = 40


@dataclass(frozen=True)
class Figure:
    """`before` None: it was not counted then. `goal` None: no figure was set."""

    name: str
    now: int
    before: int | None = None
    goal: int | None = None

    def line(self) -> str:
        before, goal = ("" if each is None else str(each) for each in (self.before, self.goal))
        missed = "" if self.goal is None or self.now <= self.goal else "  over the goal"
        return f"{self.name:<58}{before:>8}{goal:>8}{self.now:>8}{missed}"


def recorded() -> dict[str, Any]:
    """Return what a run of the real window shows, by journey."""
    command = [sys.executable, "-m", "tests.metrics.journey"]
    done = subprocess.run(command, cwd=sources.ROOT, stdout=subprocess.PIPE, text=True, check=True)
    journeys: dict[str, Any] = json.loads(done.stdout)
    return journeys


def of_journeys() -> Iterator[Figure]:
    told = recorded()
    scan, redeem = told["scan"], told["redeem"]
    yield Figure("scan to balance: modules on the way", len(scan["spine"]), 26, 19)
    yield Figure("scan to balance: crossings from thread to thread", scan["crossings"], 4, 2)
    yield Figure("scan to balance: modules that run at all", len(scan["entered"]), 101)
    yield Figure("redeem to outcome: readings of the database", redeem["reads"], 14, 7)
    yield Figure("redeem to outcome: transactions that write", redeem["writes"], 3, 3)
    yield Figure("redeem to outcome: modules that run at all", len(redeem["entered"]), 123)


def of_sources() -> Iterator[Figure]:
    functions = list(sources.functions())
    yield Figure("class names defined twice", len(sources.class_names_twice()), 22, 0)
    yield Figure("functions over 4 arguments", sum(each.arguments > 4 for each in functions), 54, 20)
    yield Figure("citations that lead nowhere", len(citations.unresolved()), 121, 0)
    yield Figure("files over 350 lines", sum(count > sources.MOST_LINES for count in sources.lines().values()), 0, 0)
    yield Figure(f"functions over {_LONG_FUNCTION} lines", sum(each.lines > _LONG_FUNCTION for each in functions), 6)
    yield Figure("private reaches in the program", sources.private_reaches().total(), 2)
    yield Figure("private reaches in the tests", sources.private_reaches("tests").total(), 284)
    yield Figure("docstrings that begin with no verb", sources.docstrings_without_a_verb().total())
    yield Figure("modules of the program", len(sources.files()), 446)


def of_recipes() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        yield Figure("a field of a card, read and shown: modules", len(recipes.card_field(Path(folder))), 9, 7)
    yield Figure("a report: modules that docs/how-to names", len(recipes.steps("add-a-report.md")), 14, 8)


def main() -> int:
    sys.stdout.write(f"{'':<58}{'before':>8}{'goal':>8}{'now':>8}\n")
    for figures in (of_sources, of_recipes, of_journeys):
        for figure in figures():
            sys.stdout.write(figure.line() + "\n")
            sys.stdout.flush()
    sys.stdout.write("The quick tests print their CPU seconds by room themselves: python3 -m tests\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
