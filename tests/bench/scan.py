"""From a scanned QR text to the card's row, against the one bare SQLite query that finds a row by its id."""

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
from tests.bench.figures import in_turn

CARDS = 100_000
RUNS = 300
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
    with database.writing() as session:
        cards.pulled(session, many, time.time(), ())
    database.close()
    return payload, outcome.card_id


def _measure(core: Core, payload: str, card_id: int) -> Iterator[str]:
    raw = sqlite3.connect(core.settings.database_path)

    def bare() -> float:
        began = time.perf_counter()
        assert raw.execute("SELECT * FROM cards WHERE card_id = ?", (card_id,)).fetchone() is not None
        return time.perf_counter() - began

    def scanned() -> float:
        began = time.perf_counter()
        found = core.lookup.find(payload)
        assert core.queries.card(found.card_id or 0) is not None
        return time.perf_counter() - began

    def typed() -> float:
        began = time.perf_counter()
        found = core.lookup.find(str(card_id))
        assert core.queries.card(found.card_id or 0) is not None
        return time.perf_counter() - began

    size = f"{CARDS:,} cards"
    yield in_turn(typed, bare, RUNS, 20).line(f"typed id to card, {size}", "the bare query")
    yield in_turn(scanned, bare, RUNS, 20).line(f"scanned QR to card, {size}", "the bare query")
    raw.close()
