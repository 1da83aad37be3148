"""No false alarm: a killed till, or one whose power was cut, is never taken for a copied or restored one."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from core.clock import Clock
from core.data_folder.rollback_guard import Origin, Record, RollbackGuard
from core.domain.chain import Head
from core.domain.staff import ITSELF
from core.errors import CannotStart, StorageFailed
from core.security.vault import open_vault
from core.services.books.journal import Journal
from core.services.books.storage import Storage
from core.services.till.continuity import Doubt, judge_start
from core.services.till.epoch import Epoch
from core.store.commits import Stamp, changed_at
from core.store.database import Database, after_commit
from tests.continuity import keep_change_times
from tests.torture.old_schema import age


class Life:
    """A database and the record outside, stepped through starts, kills and power cuts at any moment."""

    def __init__(self, root: Path, seed: int) -> None:
        self.chance, self.root = random.Random(seed), root
        self.home, self.image = root / "till", root / "image"
        self.home.mkdir()
        self.images = 0

    def start(self) -> Epoch:
        database = Database(self.home / "till.db")
        vault = open_vault(self.home)
        journal = Journal(vault.journal_key, Clock())
        epoch = Epoch(Storage(database, journal, Clock()), vault, self.root / "state")
        self.database, self.journal, self.epoch = database, journal, epoch
        assert epoch.begin() == ()
        return epoch

    def run(self, entries: int) -> None:
        """Commits and roll-backs; at one random moment the disk is as a kill, or a power cut, would leave it."""
        moments = self.chance.randrange(2 * entries)
        lasting = self.outside()
        for at in range(entries):
            with suppress(_Undone), self.database.writing(ITSELF) as conn:
                if moments == 2 * at:  # committed, and the outside not told yet
                    after_commit(conn, "image", self.take)
                self.journal.write(conn, "answered", values={"at": at})
                if self.chance.random() < 0.2:
                    raise _Undone
            if moments == 2 * at + 1:
                self.take()
        if self.chance.random() < 0.2:
            self.epoch.close()
        self.database.close()
        if self.images and self.chance.random() < 0.7:
            shutil.rmtree(self.home)
            shutil.copytree(self.image / "till", self.home)
            power_cut = self.chance.random() < 0.5
            self.put_back(lasting if power_cut else self.outside(self.image / "state"))
        self.images = 0
        keep_change_times(self.home / "till.db", self.root / "state")

    def take(self) -> None:
        shutil.rmtree(self.image, ignore_errors=True)
        shutil.copytree(self.home, self.image / "till", ignore=shutil.ignore_patterns("*-shm"))
        shutil.copytree(self.root / "state", self.image / "state")
        self.images += 1

    def outside(self, folder: Path | None = None) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (folder or self.root / "state").iterdir()}

    def put_back(self, content: dict[str, bytes]) -> None:
        for name, record in content.items():
            (self.root / "state" / name).write_bytes(record)


class _Undone(Exception):
    pass


@pytest.mark.parametrize("seeds", [range(4), pytest.param(range(4, 200), marks=pytest.mark.slow)])
def test_kills_and_power_cuts_are_never_taken_for_a_copy(seeds: range, tmp_path: Path) -> None:
    for seed in seeds:
        (tmp_path / str(seed)).mkdir()
        life = Life(tmp_path / str(seed), seed)
        origins = []
        for _ in range(life.chance.randint(2, 5)):
            origins.append(life.start().origin)
            life.run(life.chance.randint(1, 12))
        assert set(origins) <= {Origin.NEW, Origin.SAME}, seed
        assert Origin.NEW not in origins[1:], seed


def test_a_first_start_that_is_killed_before_its_record_is_there_is_no_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    life, replace = Life(tmp_path, 0), os.replace

    def killed(side: Path, path: Path) -> None:
        if Path(path).suffix == ".seen":
            raise _Undone
        replace(side, path)

    with monkeypatch.context() as patch, suppress(_Undone):
        patch.setattr(os, "replace", killed)
        life.start()
    life.database.close()
    assert life.start().origin is Origin.NEW
    life.database.close()


@pytest.mark.parametrize(
    ("behind", "later_s", "doubt"),
    [
        (0, 0.0, Doubt.NONE),
        (0, 0.001, Doubt.CHANGED),  # the record is level, and knows another time
        (1, -3600.0, Doubt.NONE),  # the commit went to the log alone
        (1, 8.0, Doubt.NONE),  # a slow disk
        (1, 12.0, Doubt.CHANGED),
        (70, 1.0, Doubt.NONE),  # a power cut took back what was not forced to the disk
        (70, 12.0, Doubt.CHANGED),
        (-1, 0.0, Doubt.CHANGED),  # the record leads: an older database
    ],
)
def test_the_file_is_as_the_newest_commit_left_it(behind: int, later_s: float, doubt: Doubt) -> None:
    now = time.time()
    changed = int(now * 1e9)
    record = Record("till", "here", "", 1, Head(5, b"mac"), 100 - behind, changed)
    found = changed + int(later_s * 1e9)
    assert judge_start(Origin.SAME, record, found, Stamp(100, now)) is doubt


@pytest.mark.parametrize("moment", ["before the file is closed", "before the record is level"])
def test_a_till_that_is_killed_while_it_closes_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Its file is changed by the closing, an hour after it last had something to write."""
    life, now = Life(tmp_path, 0), time.time() - 3600
    with monkeypatch.context() as patch:
        patch.setattr("core.store.commits.time.time", lambda: now)
        life.start()
        with life.database.writing(ITSELF) as conn:
            life.journal.write(conn, "answered")

    def killed(*_: object, **__: object) -> None:
        raise _Undone

    with monkeypatch.context() as patch, suppress(_Undone):
        if moment == "before the file is closed":
            patch.setattr(Database, "finish", killed)
        else:
            patch.setattr(RollbackGuard, "write", killed)
        life.epoch.close()
    life.database.close()
    again = life.start()
    assert (again.origin, again.doubt) == (Origin.SAME, Doubt.NONE)
    again.close()
    assert life.start().doubt is Doubt.NONE
    life.database.close()


def killed_upgrade(life: Life, moment: str, patch: pytest.MonkeyPatch) -> None:
    """An upgrade of the till's database that is cut short before or after the new file takes the place of the old."""

    def killed(*_: object) -> None:
        raise _Undone

    with patch.context() as inside, suppress(_Undone):
        if moment == "before the swap":
            inside.setattr("core.store.upgrading.os.replace", killed)
        Database(life.home / "till.db").close()


def older(life: Life) -> Path:
    """Let the till have ended as usual, with a program of an older schema that counted its commits."""
    life.start()
    life.epoch.close()
    path = life.home / "till.db"
    age(path, "0005")
    keep_change_times(path, life.root / "state")
    return path


@pytest.mark.parametrize("moments", [["before the swap"], ["after the swap"], ["before the swap", "after the swap"]])
def test_a_till_that_is_killed_while_it_is_upgraded_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moments: list[str]
) -> None:
    """Nothing was committed, and its file is changed: by the folding of its log, or because it is another file."""
    life = Life(tmp_path, 0)
    path = older(life)
    for moment in moments:
        before = changed_at(path)
        killed_upgrade(life, moment, monkeypatch)
        assert changed_at(path) != before
    again = life.start()
    assert (again.origin, again.doubt) == (Origin.SAME, Doubt.NONE)
    again.close()
    assert life.start().doubt is Doubt.NONE
    life.epoch.close()


@pytest.mark.parametrize("moment", ["before the swap", "after the swap"])
def test_a_restored_till_is_noticed_though_its_upgrade_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    life = Life(tmp_path, 0)
    older(life).chmod(0o600)  # its time of change is that of the restore now
    killed_upgrade(life, moment, monkeypatch)
    with pytest.raises(AssertionError):
        life.start()
    assert life.epoch.doubt is Doubt.CHANGED
    life.epoch.close()


@pytest.mark.parametrize("moment", ["before the swap", "after the swap"])
def test_what_is_restored_after_an_upgrade_was_killed_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    life, now = Life(tmp_path, 0), time.time() - 60
    older(life)
    with monkeypatch.context() as patch:
        patch.setattr("core.store.commits.time.time", lambda: now)
        killed_upgrade(life, moment, patch)
    with pytest.raises(AssertionError):
        life.start()
    assert life.epoch.doubt is Doubt.CHANGED
    life.epoch.close()


def test_who_only_looks_at_a_killed_tills_database_leaves_its_file_unchanged(tmp_path: Path) -> None:
    life = Life(tmp_path, 0)
    life.start()
    with life.database.writing(ITSELF) as conn:
        life.journal.write(conn, "answered")
    life.take()
    life.epoch.close()
    shutil.rmtree(life.home)
    shutil.copytree(life.image / "till", life.home)
    life.put_back(life.outside(life.image / "state"))
    keep_change_times(life.home / "till.db", life.root / "state")
    before = changed_at(life.home / "till.db")
    looked_at = Database(life.home / "till.db")
    with looked_at.reading() as conn:
        assert conn.exec_driver_sql("SELECT COUNT(*) FROM journal WHERE what = 'answered'").scalar() == 1
    looked_at.close()
    looked_at.close()
    assert changed_at(life.home / "till.db") == before
    assert life.start().doubt is Doubt.NONE
    life.epoch.close()
    assert not (life.home / "till.db-wal").exists()


def test_a_till_that_was_taken_over_leaves_the_closing_to_the_other(tmp_path: Path) -> None:
    first = Life(tmp_path, 0)
    first.start()
    second = Life.__new__(Life)
    second.home, second.root = first.home, first.root
    second.start()
    before = second.database.commits, second.outside()
    first.epoch.close()
    assert (second.database.commits, second.outside()) == before
    second.epoch.close()
    assert first.start().doubt is Doubt.NONE
    first.epoch.close()


def test_a_start_that_the_disk_refused_leaves_the_record_of_the_last_one(tmp_path: Path) -> None:
    life = Life(tmp_path, 0)
    life.start()
    life.epoch.close()
    life.database.close()
    before = life.outside()

    def read_only(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute("PRAGMA query_only=ON")

    event.listen(Engine, "connect", read_only)
    try:
        with pytest.raises(StorageFailed):
            life.start()
    finally:
        event.remove(Engine, "connect", read_only)
    life.epoch.close()
    life.database.close()
    assert life.outside() == before
    assert life.start().origin is Origin.SAME
    life.database.close()


def test_what_was_rolled_back_is_never_told_outside(tmp_path: Path) -> None:
    life = Life(tmp_path, 0)
    life.start()
    with suppress(_Undone), life.database.writing(ITSELF) as conn:
        life.journal.write(conn, "answered")
        raise _Undone
    with life.database.writing():
        pass
    assert life.epoch.record.head.number == 1
    life.database.close()


def test_only_the_start_the_hundredth_entry_and_the_exit_wait_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    life, forced, fsync = Life(tmp_path, 0), [], os.fsync
    life.start()
    life.epoch.close()

    def seen(descriptor: int) -> None:
        forced.append(life.epoch.record.head.number)
        fsync(descriptor)

    monkeypatch.setattr("core.data_folder.rollback_guard.os.fsync", seen)
    life.start()
    for _ in range(150):
        with life.database.writing(ITSELF) as conn:
            life.journal.write(conn, "answered")
    life.epoch.close()
    life.epoch.close()
    assert forced == [2, 102, 152]
    life.database.close()


def test_a_process_whose_folder_was_taken_over_writes_and_sends_nothing_more(tmp_path: Path) -> None:
    first, second = Life(tmp_path, 0), None
    first.start()
    with first.database.writing(ITSELF) as conn:
        first.journal.write(conn, "answered")
    second = Life.__new__(Life)
    second.home, second.root = first.home, first.root
    second.start()
    with pytest.raises(CannotStart) as refused, first.database.writing(ITSELF) as conn:
        first.journal.write(conn, "asked")
    assert refused.value.key == "start.taken_over"
    with second.database.writing(ITSELF) as conn:
        second.journal.write(conn, "asked")
    first.database.close()
    second.database.close()
