"""What a clerk waits for before a redeem is safe, `desk.submit`: check, entry, audit entry, in one commit."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from core.bootstrap import open_core
from core.domain.command import Redeem
from core.settings import Settings
from core.store import cards
from tests.bench.figures import in_turn, timed
from tests.bench.flushing import appending, counting
from tests.builders import database_of, server_card

RUNS = 200
GOAL = 8
CARD = 1001


def report() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "desk").mkdir()
        core = open_core(Settings(Path(folder) / "desk"))
        try:
            database = database_of(core)
            with database.writing() as conn:
                cards.pulled(conn, [server_card(card_id=CARD, balance=9_000_000)], 0.0, ())
            flushes = counting(database)
            submitted = timed(lambda: core.desk.submit(Redeem(CARD, 1)))
            with appending(Path(folder) / "file") as append:
                pair = in_turn(submitted, append, RUNS, 5)
            yield pair.line("desk.submit of a redeem", "append + fdatasync", GOAL)
            yield f"flushes a submitted command: {len(flushes) / (RUNS + 5):.2f} (goal 1)"
        finally:
            core.close()
