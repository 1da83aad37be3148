"""`python3 -m tests [pytest's arguments]`: sets up what is missing, then runs the tests, all of them on every core.

One worker more than there are cores: while one waits for a socket or a process, two others still compute. A worker that
has nothing left takes tests from another (`worksteal`), so that none ends long after the others.
"""

import os
import sys
from pathlib import Path

from core.setup.environment import enter

_MOST_AT_ONCE = 5


def main(words: list[str]) -> int:
    enter(words, developer=True)
    import pytest

    return pytest.main([*_at_once(words), *words])


def _at_once(words: list[str]) -> list[str]:
    """A few named files are sooner done by one process than shared out."""
    if any(word and Path(word.partition("::")[0]).exists() for word in words):
        return []
    return ["-n", str(min((os.cpu_count() or 1) + 1, _MOST_AT_ONCE)), "--dist", "worksteal"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
