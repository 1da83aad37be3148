"""The simulation's command: seeds by the thousand, or one figure of docs/proofs.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import fields, replace

from tests.simulation.figures import FIGURES
from tests.simulation.runner import run_many
from tests.simulation.world import SMALL, TINY, Shape

_SIZES = {"full": Shape(), "small": SMALL, "tiny": TINY}


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.figure:
        return FIGURES[options.figure](options.seeds, options.first)
    given = {each.name: getattr(options, each.name) for each in fields(Shape)}
    shape = replace(_SIZES[options.size], **{name: value for name, value in given.items() if value is not None})
    seeds = range(options.first, options.first + (options.seeds or 100))
    tally = run_many(seeds, shape, say, options.processes)
    say(tally.line)
    return 1 if tally.failures else 0


def say(text: str) -> None:
    print(text, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, help="how many worlds (100; a figure has its own number)")
    parser.add_argument("--from", type=int, default=1, dest="first", help="the first seed")
    parser.add_argument("--size", choices=_SIZES, default="full", help="full: 5 tills, 50 cards, 200 commands")
    parser.add_argument("--figure", choices=FIGURES, help="one figure of docs/proofs.md")
    parser.add_argument("--processes", type=int, default=0)
    for each in fields(Shape):
        parser.add_argument(f"--{each.name.replace('_', '-')}", type=_kind(each.name, each.default), dest=each.name)
    return parser


def _kind(name: str, default: object) -> Callable[[str], object]:
    """How the line that repeats a seed writes the field."""
    if isinstance(default, bool) or name == "settles":
        return "True".__eq__
    if name == "acts":
        return lambda text: tuple(map(int, text.split(",")))
    return int if isinstance(default, int) or name in {"page", "able"} else float


if __name__ == "__main__":
    sys.exit(main())
