"""Compare the sources with their limits; what is over one is listed in allowance.toml, and that list only shrinks.

`python -m tests.metrics.limits` lowers what is listed to what is there, and strikes what is not needed any more.
Nothing makes an entry: a new one, or a higher number, is written by hand and defended in review.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from tests.metrics import sources

ALLOWANCE = Path(__file__).with_name("allowance.toml")
_HEAD = """\
# What is over a limit and may stay until somebody mends it. `python -m tests.metrics.limits` lowers and strikes.
"""


def over() -> dict[str, dict[str, int]]:
    """Return what is over each limit now: the limit's name, then the place and its number."""
    with sources.parsed_once():
        return _over()


def _over() -> dict[str, dict[str, int]]:
    functions = list(sources.functions())
    files = sources.lines(*sources.PROGRAM, "tests")
    return {
        "lines": {name: count for name, count in files.items() if count > sources.MOST_LINES},
        "function_lines": {f.name: f.lines for f in functions if f.lines > sources.MOST_LINES_OF_FUNCTION},
        "arguments": {f.name: f.arguments for f in functions if f.arguments > sources.MOST_ARGUMENTS},
        "class_names": {name: len(where) for name, where in sources.class_names_twice().items()},
        "docstrings": dict(sources.docstrings_without_a_verb()),
        "private": dict(sources.private_reaches(*sources.PROGRAM, "tests")),
    }


def allowed() -> dict[str, dict[str, int]]:
    return tomllib.loads(ALLOWANCE.read_text("utf-8"))


def shrunk(allowance: dict[str, dict[str, int]], now: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """Return the allowance without what is not needed: never a new entry, never a higher number."""
    return {
        limit: {place: min(most, now[limit][place]) for place, most in places.items() if place in now[limit]}
        for limit, places in allowance.items()
    }


def written(allowance: dict[str, dict[str, int]]) -> str:
    """Return the text of the file."""
    tables = [
        f"[{limit}]\n" + "".join(f'"{place}" = {most}\n' for place, most in sorted(places.items()))
        for limit, places in allowance.items()
    ]
    return "\n".join([_HEAD, *tables])


def main() -> int:
    ALLOWANCE.write_text(written(shrunk(allowed(), over())), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
