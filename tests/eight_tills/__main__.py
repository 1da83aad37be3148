"""`python -m tests.eight_tills [--scene WORDS] [--seed N] [--part P]`: the table of docs/proofs.md, a row a scene.

Each row: eight tills on one service, kills with SIGKILL, nginx in between. What is wrong is printed, and ends with 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.core.server.postgresql import installed, postgresql
from tests.eight_tills.scenes import Outcome, Scene, play
from tests.judges import nginx

SCENES = [
    Scene(repeating=False, hot=False, keys=False, commands=3600),
    Scene(repeating=False, hot=False, keys=True, commands=1600),
    Scene(repeating=False, hot=True, keys=False, commands=480, cool=200),
    Scene(repeating=False, hot=True, keys=True, commands=480, cool=200),
    Scene(repeating=True, hot=False, keys=False, commands=1200),
    Scene(repeating=True, hot=False, keys=True, commands=1200),
    Scene(repeating=True, hot=True, keys=False, commands=480, cool=200),
    Scene(repeating=True, hot=True, keys=True, commands=480, cool=200),
]
_HEAD = (
    "scene                commands   done declined  copied  kills workers  parked   share  killed  marked hidden late"
    "  wrong   seconds"
)
MOST_PARKED = 0.001
"""The goal on a sound line with cool cards, without keys; with keys nothing is parked at all."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.eight_tills", description=__doc__)
    parser.add_argument("--scene", default="", help="only scenes with these words, as 'sound hot plain'")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--keep", help="leave everything in this folder, for whoever looks for a fault")
    parser.add_argument("--part", type=float, default=1.0, help="of the commands")
    given = parser.parse_args()
    if installed() is None or nginx.program() is None:
        print("NO POSTGRESQL OR NO NGINX HERE: on Debian apt-get install postgresql nginx-light", file=sys.stderr)
        return 2
    words, failed = set(given.scene.split()), False
    print(_HEAD, flush=True)
    with postgresql() as database:
        for scene in SCENES:
            if words <= set(scene.name.split()):
                failed = _played(scene, database, given) or failed
    return int(failed)


def _played(scene: Scene, database: str, given: argparse.Namespace) -> bool:
    """Play it and print its row. Return whether it failed."""
    scene = Scene(**{**vars(scene), "commands": round(scene.commands * given.part)})
    with ExitStack() as stack:
        began = time.monotonic()
        folder = given.keep or stack.enter_context(tempfile.TemporaryDirectory(prefix="eight-tills-"))
        outcome = play(scene, Path(folder) / scene.name.replace(" ", "-"), database, given.seed)
    print(row(outcome), f"{time.monotonic() - began:8.0f}", flush=True)
    found = outcome.found
    for name, counts in (("parked", found.parked), ("turned away at the counter", found.barred)):
        print(f"    {name}: {', '.join(f'{key} {count}' for key, count in counts.most_common()) or 'nothing'}")
    print("\n".join(f"    WRONG {fault}" for fault in found.wrong[:40]), end="\n" if found.wrong else "", flush=True)
    return not holds(outcome)


def row(outcome: Outcome) -> str:
    """Return the row of a scene. `killed`: parked because a kill took the answer away, and not in the share."""
    found = outcome.found
    return (
        f"{outcome.scene.name:<20} {found.accepted:8,} {found.ends['done']:6,} {found.ends['declined']:8,} "
        f"{outcome.copied:7,} {outcome.kills:6} {outcome.service.killed:7} {outcome.parked:7} {outcome.share:7.2%} "
        f"{found.after_kill:7} {found.copies['marked']:7} {found.copies['hidden']:6} {found.copies['late']:4} "
        f"{len(found.wrong):6}"
    )


def holds(outcome: Outcome) -> bool:
    """Return whether the scene is as it must be."""
    scene, found = outcome.scene, outcome.found
    if found.wrong or (scene.keys and (found.parked or found.copies)):
        return False
    bound = not scene.repeating and not scene.hot
    return not bound or outcome.share <= MOST_PARKED


if __name__ == "__main__":
    sys.exit(main())
