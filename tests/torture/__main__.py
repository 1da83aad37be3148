"""`python -m tests.torture [--seeds N] [--kills K]`: kills the till at K moments of every scene with each seed (F5)."""

from __future__ import annotations

import argparse
import sys

from tests.torture.figures import killed


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.torture", description=__doc__)
    parser.add_argument("--seeds", type=int, default=25)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--kills", type=int, default=4, help="of each scene with each seed; 0 for every moment")
    given = parser.parse_args()
    try:
        print("F5 holds:", killed(range(given.first, given.first + given.seeds), given.kills))
    except AssertionError as error:
        print("F5 FAILS:", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
