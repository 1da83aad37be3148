"""F6: every write of a till's database fails in turn, and all after it, until the act is over; then it works.

The connections are the real ones; only the statement that is to fail does not reach SQLite, or as a rollback.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

from core.errors import KnownError
from core.remote.transport import Transport
from tests.torture import oracle
from tests.torture.kills import Ground, ground_of
from tests.torture.processes import in_child, share_out
from tests.torture.scenes import SCENES, Scene
from tests.torture.shop import Shop, put_back

FAULTS = {
    "disk full": ("database or disk is full", "start.disk_full"),
    "I/O error": ("disk I/O error", "start.disk"),
    "busy": ("database is locked", "start.disk"),
    "read-only": ("attempt to write a readonly database", "start.disk"),
}
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|BEGIN IMMEDIATE)", re.IGNORECASE)
_ROLLED_BACK = frozenset({"disk full", "I/O error"})
"""SQLite itself ends the transaction then."""


@dataclass
class Disk:
    """The one disk of this process. `fails_at` 0: it only counts."""

    fault: str = "disk full"
    fails_at: int = 0
    writes: int = 0
    broken: bool = False

    def write(self, raw: sqlite3.Connection, statement: str) -> None:
        if statement.startswith("BEGIN") and self.fault == "disk full":
            return  # takes no room
        self.writes += 1
        if not self.fails_at or self.writes < self.fails_at:
            return
        self.broken = True
        if self.fault in _ROLLED_BACK and raw.in_transaction:
            sqlite3.Connection.rollback(raw)
        raise sqlite3.OperationalError(FAULTS[self.fault][0])

    def mend(self) -> None:
        self.fails_at = 0


DISK = Disk()


class _Cursor(sqlite3.Cursor):
    def execute(self, statement: str, *given: Any) -> Any:
        if _WRITES.match(statement):
            DISK.write(self.connection, statement)
        return super().execute(statement, *given)

    def executemany(self, statement: str, *given: Any) -> Any:
        DISK.write(self.connection, statement)
        return super().executemany(statement, *given)


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    def execute(self, *given: Any) -> Any:
        """Finished SQL of the store: the method of the library would make a cursor of its own, and nothing fail."""
        return self.cursor().execute(*given)

    def commit(self) -> None:
        if self.in_transaction:
            DISK.write(self, "COMMIT")
        super().commit()


def _on_this_disk(shop: Shop) -> None:
    """Every engine that opens the till's database from now on."""
    ours = {str(shop.settings.database_path), str(shop.settings.database_path.with_suffix(".new"))}

    def connect(_dialect: Any, _record: Any, given: list[Any], named: dict[str, Any]) -> None:
        if given and str(given[0]) in ours:
            named["factory"] = _Connection

    event.listen(Engine, "do_connect", connect)


def _watch_the_line(shop: Shop, faults: list[str]) -> None:
    """At the moment a write leaves, its intent is in the journal."""
    before, send = oracle.asked(shop.settings.database_path), Transport._send
    sent = Counter[str]()

    def sending(transport: Transport, request: Any) -> Any:
        if request.method != "GET":
            sent["writes"] += 1
            faults.extend(oracle.unjournalled(shop.settings.database_path, sent["writes"], before))
        return send(transport, request)

    Transport._send = sending  # type: ignore[assignment, method-assign]


@dataclass
class Verdict:
    writes: int = 0
    told: str = ""
    faults: list[str] = field(default_factory=list)


def play(ground: Ground, scene: Scene, fault: str, fails_at: int, restart: bool) -> Verdict:
    """One case, in a process of its own."""
    put_back(ground.template, ground.root)
    shop, verdict = ground.shop(scene, 0), Verdict()
    if not scene.sandbox:
        shop.serve(2)
        scene.before(shop)
        shop.keep_plan()
    _on_this_disk(shop)
    if not scene.alarm:
        _watch_the_line(shop, verdict.faults)
    DISK.fault, DISK.fails_at = fault, fails_at
    try:
        shop.open()
        scene.act(shop)
    except KnownError as error:
        verdict.told = error.sentence
        if error.key != FAULTS[fault][1]:
            verdict.faults.append(f"{error.key} was told: {error.sentence}")
    verdict.writes = DISK.writes
    DISK.mend()
    _go_on(shop, scene, restart)
    return Verdict(verdict.writes, verdict.told, verdict.faults + scene.faults(shop))


def _go_on(shop: Shop, scene: Scene, restart: bool) -> None:
    """With a disk that works again, in the same process or a new start."""
    if restart:
        shop.close()
    core = shop.core or shop.open()
    core.connection.switch(False)
    while core.replay.round() == 0.0 and not core.replay.idle():
        pass  # what was sent for several cards at once is still to be taken in
    scene.see_to_its_end(shop)
    shop.close()
    if shop.service is not None:
        shop.service.stop()


@dataclass
class Tally:
    cases: int = 0
    scenes: int = 0
    writes: int = 0
    told: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        told = "; ".join(f'"{sentence}" {count}' for sentence, count in self.told.most_common())
        return (
            f"{self.cases:,} cases: each of {self.writes:,} writes of {self.scenes} scenes, going on at once and after "
            f"a restart; {len(self.faults)} faults (sent unjournalled, lost, double, unsound, unclear); told: {told}"
        )


def fail_each(scenes: Sequence[Scene] = SCENES, *, all_faults: bool = True, every: int = 1) -> Tally:
    """Every `every`-th write of each scene; with each kind of fault, or with one after the other."""
    total = Tally()
    for one in share_out(lambda worker, lot: _lot(worker, lot, all_faults, every), scenes):
        total.cases += one.cases
        total.scenes += one.scenes
        total.writes += one.writes
        total.told += one.told
        total.faults += one.faults
    return total


def _lot(worker: int, scenes: Sequence[Scene], all_faults: bool, every: int) -> list[Tally]:
    tally = Tally()
    with ground_of(worker) as ground:
        for scene in scenes:
            ground.prepare(scene, 0)
            _scene(ground, scene, tally, all_faults, every)
    return [tally]


def _scene(ground: Ground, scene: Scene, tally: Tally, all_faults: bool, every: int) -> None:
    whole = in_child(play, ground, scene, "busy", 0, True)
    tally.scenes += 1
    tally.faults += [f"{scene.name}, nothing failed: {fault}" for fault in whole.faults]
    for at in range(1, whole.writes + 1, every):
        tally.writes += 1
        for number, fault in enumerate(FAULTS):
            if all_faults or at // every % len(FAULTS) == number:
                _case(ground, scene, fault, at, tally)


def _case(ground: Ground, scene: Scene, fault: str, at: int, tally: Tally) -> None:
    restart = tally.cases % 2 == 0
    try:
        verdict = in_child(play, ground, scene, fault, at, restart)
    except AssertionError as error:
        verdict = Verdict(faults=[str(error)])
    tally.cases += 1
    tally.told[verdict.told or "(nothing: it was not needed any more)"] += 1
    how = "restarted" if restart else "went on"
    tally.faults += [f"{scene.name}, {fault} at write {at}, {how}: {told}" for told in verdict.faults]
