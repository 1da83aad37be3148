"""From a typed id or a scanned QR text to the card's row, against the one bare SQLite query that finds a row by id."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from core.bootstrap import Core, open_core
from core.domain.command import Issue
from core.domain.reply import ServerCard
from core.settings import Settings
from core.store import cards
from core.store.database import Database
from tests.bench.figures import in_turn, timed

CARDS = 100_000
RUNS = 300
TYPED_GOAL, SCANNED_GOAL = 12, 18
SEEN = ServerCard(1, 5000, "USD", 5000, 1_700_000_000, 1_700_000_000, None, None, "Ada", None, "aaaa")


def report() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        core = open_core(Settings(Path(folder)), "bench")
        try:
            payload, card_id = _prepare(core)
            yield from _measure(core, payload, card_id)
        finally:
            core.close()


def _prepare(core: Core) -> tuple[str, int]:
    """A hundred thousand cards in the till's copy, and one that was sold here."""
    accepted = core.desk.submit(Issue(5000, "USD"))
    outcome = core.replay.run(accepted.operation_id)
    payload = core.desk.qr_payload(accepted.operation_id)
    assert payload is not None
    database = Database(core.settings.database_path)
    many = (replace(SEEN, card_id=i, last_characters=f"{i % 10_000:04d}") for i in range(1, CARDS))
    with database.writing() as conn:
        cards.pulled(conn, many, time.time(), ())
    database.close()
    return payload, outcome.card_id


def _measure(core: Core, payload: str, card_id: int) -> Iterator[str]:
    raw = sqlite3.connect(core.settings.database_path)

    def bare() -> None:
        assert raw.execute("SELECT * FROM cards WHERE card_id = ?", (card_id,)).fetchone() is not None

    def find(text: str) -> None:
        found = core.lookup.find(text)
        assert core.queries.card(found.card_id or 0) is not None

    for name, text, goal in (("typed id", str(card_id), TYPED_GOAL), ("scanned QR", payload, SCANNED_GOAL)):
        pair = in_turn(timed(lambda text=text: find(text)), timed(bare), RUNS, 20)
        yield pair.line(f"{name} to card, {CARDS:,} cards", "the bare query", goal)
    raw.close()
