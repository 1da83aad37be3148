"""Backups by the plan of a manager, without a person: made when due, the old ones removed, a failure told.

No sale waits for one: the copy is a snapshot that no writer waits for, sealing and reading back hold no lock, and
what came of it is one short transaction (docs/decisions/0145).
"""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.domain.backup import BackupFacts
from core.domain.backup_plan import (
    AT_ONCE,
    BackupPlan,
    BackupState,
    StoredBackup,
    due_since,
    expendable,
    plan_of,
)
from core.domain.message_json import from_json, to_json
from core.domain.outcome import Message
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.staff import ITSELF, Author
from core.errors import BadInput, KnownError, RuleRefused
from core.rows.health import Finding
from core.security.unattended_seal import new_seal, seal_of
from core.services.people.shop import Shop
from core.services.till.backup import Backup
from core.services.till.backup_folder import BackupFolder
from core.services.till.found import found, told
from core.store import notes
from core.store.database import Connection

_SEAL = "backups.seal"
_STATE = "backups.state"
_LOOK_S = 60.0
RETRY_S = 600.0
"""After a failure: a stick that is put back is soon found."""
_LATE_S = 3600.0


class ScheduledBackups:
    """Thread-safe; one run at a time. `own_key` marks the files of this till."""

    def __init__(self, backup: Backup, shop: Shop, own_key: bytes) -> None:
        self.backup = backup
        self._storage = backup.storage
        self._shop = shop
        self._own_key = own_key
        self._lock = threading.Lock()

    def step(self) -> float:
        """Make one if it is due; return the seconds until another look. What goes wrong is noted, and an alert."""
        if not self.backup.possible:
            return _LOOK_S
        plan, state = self._read()
        now = self._storage.clock.wall()
        resting = state.problem is not None and 0 <= now - state.tried_at < RETRY_S
        if plan.folder and not resting and self._due_since(plan, state) is not None:
            with suppress(KnownError), self._lock:
                self._run(ITSELF)
        return _LOOK_S

    def now(self) -> StoredBackup:
        """Make one at once for a person. Raises RuleRefused without a plan, BadInput, StorageFailed."""
        self.backup.check_possible()
        with self._storage.database.writing() as conn:
            author = self._permit(conn)  # before a file is there
        if not self.plan().folder:
            raise RuleRefused("backups.no_folder")
        with self._lock:
            return self._run(author)

    def set_password(self, password: str) -> None:
        """Seal backups from now on so that this password opens them; older ones keep theirs. Raises BadInput."""
        self.backup.check_possible()
        self._shop.gate.may(Demand(Permission.BACKUP))
        seal = new_seal(password)
        with self._storage.database.writing() as conn:
            self._permit(conn)
            notes.set_watermark(conn, _SEAL, seal.text())
            _write_state(conn, replace(_read_state(conn), tried_at=0.0))  # what failed for want of it is done at once
            self._storage.journal.write(conn, "backup-password")

    def plan(self) -> BackupPlan:
        return plan_of(self._shop.preferences.all())

    def state(self) -> BackupState:
        return self._read()[1]

    def is_sealed(self) -> bool:
        """Tell whether a password was set: without one none is made."""
        with self._storage.database.reading() as conn:
            return notes.watermark(conn, _SEAL) is not None

    def stored(self) -> tuple[StoredBackup, ...]:
        """Return the backups of this till in the folder, the newest first. Raises StorageFailed."""
        plan = self.plan()
        return self._folder(plan).stored() if plan.folder else ()

    def findings(self) -> tuple[Finding, ...]:
        """Tell how the plan stands, by what is in the database: a folder that hangs holds up no look at the till."""
        return (self._finding(),)

    def _finding(self) -> Finding:
        plan, state = self._read()
        if not plan.folder or not self.backup.possible:
            return found("backups", "ok", "found.backups_none")
        if state.problem is not None:
            return replace(told("backups", "warn", state.problem), since=state.since)
        due = self._due_since(plan, state)
        if due == AT_ONCE:
            return found("backups", "ok", "found.backups_first", path=plan.folder)
        at = datetime.fromtimestamp(state.made_at, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
        if due is not None and self._storage.clock.wall() - due > _LATE_S:
            return replace(found("backups", "warn", "found.backups_late", at=at), since=due)
        return found("backups", "ok", "found.backups", at=at, path=plan.folder)

    def _due_since(self, plan: BackupPlan, state: BackupState) -> float | None:
        clock = self._storage.clock
        return due_since(plan.when, state.made_at, clock.wall(), lambda at: clock.begin_of(clock.shop_day_of(at)))

    def _run(self, author: Author) -> StoredBackup:
        """Make one, note what came of it, then remove what no rule keeps. Raises what `_make` does."""
        plan = self.plan()
        try:
            facts, stored = self._make(plan)
        except KnownError as error:
            self._note_failure(author, plan, error)
            raise
        with self._storage.database.writing(author) as conn:
            _write_state(conn, BackupState(plan.folder, stored.name, stored.at, self._storage.clock.wall()))
            values = {"file": stored.name, "entries": facts.entries, "waiting": facts.waiting}
            self._storage.journal.write(conn, "backed-up", values=values)
        self._remove_old(author, plan)
        return stored

    def _make(self, plan: BackupPlan) -> tuple[BackupFacts, StoredBackup]:
        with self._storage.database.reading() as conn:
            seal = notes.watermark(conn, _SEAL)
        if seal is None:
            raise BadInput("backups.no_password")
        self.backup.check_place(Path(plan.folder) / "any")
        facts, content = self.backup.pack_till()
        return facts, self._folder(plan).write(facts, content, seal_of(seal))

    def _remove_old(self, author: Author, plan: BackupPlan) -> None:
        """Remove what the plan does not keep, now that a newer one is whole. What cannot be removed stays for now."""
        folder = self._folder(plan)
        with suppress(KnownError):
            gone = folder.remove(expendable(folder.stored(), plan, self._storage.clock.shop_day_of))
            if gone:
                with self._storage.database.writing(author) as conn:
                    self._storage.journal.write(conn, "backups-removed", values={"count": len(gone), "files": gone})

    def _note_failure(self, author: Author, plan: BackupPlan, error: KnownError) -> None:
        """Note it for the alert; in the journal once, however often it is tried."""
        problem, now = Message(error.key, error.values), self._storage.clock.wall()
        with self._storage.database.writing(author) as conn:
            before = _state_of(conn, plan)
            same = before.problem is not None and before.problem.key == problem.key
            since = now if before.problem is None else before.since
            _write_state(conn, replace(before, tried_at=now, since=since, problem=problem))
            if not same:
                self._storage.journal.write(conn, "backup-failed", values={"why": error.key})

    def _read(self) -> tuple[BackupPlan, BackupState]:
        with self._storage.database.reading() as conn:
            plan = plan_of(self._shop.preferences.all(conn))
            return plan, _state_of(conn, plan)

    def _folder(self, plan: BackupPlan) -> BackupFolder:
        return BackupFolder(Path(plan.folder), self._own_key)

    def _permit(self, conn: Connection) -> Author:
        return self._shop.gate.permit(conn, Demand(Permission.BACKUP))


def _state_of(conn: Connection, plan: BackupPlan) -> BackupState:
    """Return how the last run of this plan ended; what went into another folder is none of its."""
    state = _read_state(conn)
    return state if state.folder == plan.folder else BackupState(plan.folder)


def _read_state(conn: Connection) -> BackupState:
    stored: dict[str, Any] = json.loads(notes.watermark(conn, _STATE) or "{}")
    problem = stored.pop("problem", None)
    return BackupState(**stored, problem=from_json(problem))


def _write_state(conn: Connection, state: BackupState) -> None:
    problem = None if state.problem is None else to_json(state.problem)
    notes.set_watermark(conn, _STATE, json.dumps(asdict(state) | {"problem": problem}))
