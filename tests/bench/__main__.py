"""`make bench`: print every figure of this folder, or those of the parts that are named."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from importlib import import_module

PARTS = {
    "first-frame": "first_frame",
    "start": "start",
    "card-lookup": "card_lookup",
    "outbox-entry": "outbox_entry",
    "submit": "submit",
    "counter": "counter",
    "replay": "replay",
    "month-report": "month_report",
    "agent": "agent",
}
"""Module by part. A part's `report()` yields lines as they are measured."""


def main(words: list[str]) -> int:
    """Print the figures of the parts in `words`, of all when none is named, with the seconds each part took."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("part", nargs="*", metavar="part", help=", ".join(PARTS))
    chosen = parser.parse_args(words).part or list(PARTS)
    if unknown := [part for part in chosen if part not in PARTS]:
        parser.error(f"no part is named {unknown[0]}: choose from {', '.join(PARTS)}")
    with tempfile.TemporaryDirectory() as state:
        os.environ["COUNTERFOIL_STATE_DIR"] = state  # not that of its user's own tills
        _measure(chosen)
    return 0


def _measure(chosen: list[str]) -> None:
    for part in chosen:
        began = time.monotonic()
        for line in import_module(f"tests.bench.{PARTS[part]}").report():
            print(f"{part}: {line}", flush=True)
        print(f"{part}: took {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
