"""`make bench`: prints every figure of this folder."""

from __future__ import annotations

import sys

from tests.bench import counter, outbox, replay, scan, start


def main() -> int:
    for bench in (start, scan, counter, outbox, replay):
        for line in bench.report():
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
