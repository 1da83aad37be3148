"""A full outbox of an older program: an upgrade changes nothing of it, or the old file stays (docs/proofs.md F13)."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import CannotStart
from core.store.database import Database
from core.store.migrations import upgrade as module
from core.store.revisions import HEAD
from tests.builders import NOON, operation_row
from tests.core.activity_scan import scan_of, sums_of
from tests.torture.old_schema import first_schema
from tests.torture.upgrades import OLD, fail_each_statement, kept, rows

KINDS = ("issue", "redeem", "top-up", "set-balance", "update", "disable")
STATES = ("ready", "leased", "waiting", "deferred", "parked", "done")
FATES = ("pending", "ok", "unknown", "rejected", "disproved")
PENDING = 1000


@pytest.fixture(
    scope="module", params=[*OLD[:2], *(pytest.param(each, marks=pytest.mark.slow) for each in OLD[2:])], ids=str
)
def released(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A database of that schema: operations of all kinds and states, their attempts, evidence and sealed codes."""
    path = tmp_path_factory.mktemp("released") / "till.db"
    first_schema(path, request.param)
    with closing(sqlite3.connect(path)) as raw:
        for at in range(PENDING * len(STATES) // 4):
            _add(raw, at)
        raw.executemany(
            "INSERT INTO evidence (operation_id, at, what, said) VALUES (?, ?, 'decided', '{}')",
            [(f"operation {at}", NOON) for at in range(PENDING)],
        )
        raw.commit()
    return path


@pytest.fixture
def old(released: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(released, tmp_path / "till.db"))


def _add(raw: sqlite3.Connection, at: int) -> None:
    row = operation_row(
        f"operation {at}", kind=KINDS[at % len(KINDS)], state=STATES[at // 6 % len(STATES)], want=at - 700, payload="{}"
    )
    row |= {"card_id": at % 50, "sealed_code": bytes([at % 256]) * 44 if at % 5 == 0 else None}
    _insert(raw, "operations", row)
    if at % 3 == 0:
        attempt = {"operation_id": f"operation {at}", "number": 1, "base": 5000, "base_updated_at": 1, "target": at}
        fate = FATES[at // 3 % len(FATES)]
        answered = {"amount": at, "transaction_id": at} if fate == "ok" else {}
        _insert(raw, "attempts", attempt | {"sent_at": NOON, "fate": fate} | answered)


def _insert(raw: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    names = ", ".join(row)
    raw.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_what_was_done_is_summed_for_the_reports(old: Path) -> None:
    with closing(Database(old)) as database, database.reading() as conn:
        assert sums_of(conn) == scan_of(conn) != []


def test_every_row_of_a_full_outbox_comes_out_the_same(old: Path) -> None:
    before = rows(old)
    waiting = sum(dict(row)["state"] in STATES[:4] for row in before["operations"])
    assert waiting >= PENDING
    Database(old).close()
    assert revision(old) == HEAD
    assert kept(before, old) == []


@pytest.mark.slow
def test_whichever_statement_fails_the_old_file_stays(old: Path) -> None:
    statements, faults = fail_each_statement(old)
    assert faults == []
    assert statements >= 4, "the revision, the table, and what alembic asks"
    assert revision(old) == HEAD


LOSSES = {
    "DELETE FROM evidence WHERE evidence_id = 7": "rows of evidence",
    "UPDATE operations SET want = want + 1 WHERE operation_id = 'operation 2'": "pending money",
    "UPDATE operations SET card_id = card_id + 1 WHERE operation_id = 'operation 2'": "pending money",
    "UPDATE operations SET state = 'done' WHERE operation_id = 'operation 2'": "pending money",
    "UPDATE attempts SET amount = amount - 1 WHERE fate = 'ok' AND number = 1": "pending money",
    "UPDATE attempts SET target = 0 WHERE operation_id = 'operation 15'": "writes in doubt",
    "UPDATE operations SET sealed_code = NULL WHERE operation_id = 'operation 0'": "sealed codes",
    "UPDATE sqlite_sequence SET seq = 1": "the last number given",
    "INSERT INTO cards (card_id, balance, currency, initial_value, created_at, updated_at, last_characters, seen_at)"
    " VALUES (1, 1, '', 1, 1, 1, 'x', 1)": "rows of cards",
}


@pytest.mark.slow
@pytest.mark.parametrize("loss", LOSSES)
def test_a_migration_that_loses_something_never_takes_the_old_file_s_place(
    old: Path, loss: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, upgrade = old.read_bytes(), module.upgrade

    def careless(side: Path) -> None:
        upgrade(side)
        with closing(sqlite3.connect(side)) as raw:
            raw.execute(loss)
            raw.commit()

    monkeypatch.setattr(module, "upgrade", careless)
    with pytest.raises(CannotStart) as refused:
        Database(old)
    assert refused.value.key == "start.upgrade"
    assert f"{LOSSES[loss]} did not come out the same" in refused.value.sentence
    assert old.read_bytes() == content
    assert [path.name for path in old.parent.iterdir()] == ["till.db"]
