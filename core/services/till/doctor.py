"""Looks the till over and says in words what is well and what is not. Changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from core.data_folder.privacy import is_open_to_group
from core.domain.money import Money
from core.errors import KnownError
from core.rows.health import Finding
from core.sentences import sentence
from core.services.outbox.offline_limits import OfflinePolicy
from core.services.sync.sweep import last_sweep, last_whole_pull
from core.settings import Settings
from core.store import cards, receipts
from core.store.database import HEAD, Database, missing_scripts
from core.store.states import OPEN_SQL

_SOME = 3
LOW_DISK = 200 * 1024 * 1024


def _local(epoch: float) -> str:
    """Return the date and the time of this computer."""
    return datetime.fromtimestamp(epoch, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def _schema() -> Finding:
    """Tell of an installation that could bring no database up to date."""
    missing = missing_scripts()
    if missing:
        return Finding("schema", "bad", f"revision {HEAD}; the scripts of {', '.join(missing)} are not installed")
    return Finding("schema", "ok", f"revision {HEAD}")


def _with_cure(finding: Finding) -> Finding:
    """Return the finding with the sentence for its check; each check that can be unwell has one."""
    return finding if finding.state == "ok" else replace(finding, cure=sentence(f"cure.{finding.check}", {}))


class DoctorCheck(Protocol):
    """What looks over one part of the till."""

    def findings(self) -> tuple[Finding, ...]: ...


class Doctor:
    """Each check is one finding; a check that fails never hides the others."""

    def __init__(
        self, settings: Settings, database: Database, policy: OfflinePolicy, checks: Sequence[DoctorCheck]
    ) -> None:
        self._settings = settings
        self._database = database
        self._policy = policy
        self._checks = checks

    def examine(self) -> tuple[Finding, ...]:
        """Return what was found, and for all that is not well what to do about it."""
        return tuple(map(_with_cure, self._found()))

    def _found(self) -> tuple[Finding, ...]:
        return (
            self._folder(),
            self._disk(),
            self._integrity(),
            _schema(),
            *(finding for check in self._checks for finding in check.findings()),
            self._sweep(),
            self._outbox(),
            self._receipts(),
            self._offline(),
        )

    def _folder(self) -> Finding:
        for place in (self._settings.data_dir, self._settings.state_dir):
            if is_open_to_group(place):
                return Finding("folder", "bad", f"{place}: a group may write into it. Take that right away: chmod g-w")
        return Finding("folder", "ok", str(self._settings.data_dir))

    def _disk(self) -> Finding:
        free = shutil.disk_usage(self._settings.data_dir).free
        state = "ok" if free > LOW_DISK else "warn"
        return Finding("disk", state, f"{free // (1024 * 1024)} MB free")

    def _integrity(self) -> Finding:
        try:
            with self._database.reading() as conn:
                answer = conn.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        except KnownError as error:
            return Finding("database", "bad", error.sentence)
        return Finding("database", "ok" if answer == "ok" else "bad", f"{self._database.path.name}: {answer}")

    def _sweep(self) -> Finding:
        """Report the weekly comparison of all cards with the service, and which of them it does not list any more."""
        try:
            with self._database.reading() as conn:
                last, pulled, gone = last_sweep(conn), last_whole_pull(conn), cards.missing(conn)
        except KnownError as error:
            return Finding("cards", "bad", error.sentence)
        if gone:
            some = ", ".join(last_four.upper() for last_four in gone[:_SOME])
            return Finding("cards", "warn", f"no longer listed by the service: {len(gone)}, among them {some}")
        if pulled and (last is None or last.ended < pulled):
            return Finding("cards", "ok", f"all read from the service at {_local(pulled)}")
        if last is None:
            return Finding("cards", "ok", "not compared with the service as a whole yet; that is done once a week")
        text = f"{last.listed} compared with the service, {last.mended} of them brought up to date"
        return Finding("cards", "ok", f"{text}, at {_local(last.ended)}")

    def _offline(self) -> Finding:
        """Report what may be promised without a connection now."""
        try:
            allowance = self._policy.allowance(None)
        except KnownError as error:
            return Finding("offline", "bad", error.sentence)
        if allowance.stopped is not None:
            return Finding("offline", "warn", sentence(allowance.stopped.key, allowance.stopped.values))
        if allowance.off:
            return Finding("offline", "ok", "nothing is sold without a connection")
        sale, left = (Money(minor, allowance.currency) for minor in (allowance.per_sale, allowance.till_left))
        days = allowance.balance_days
        return Finding(
            "offline", "ok", f"up to {sale} a sale, {left} left on this till, balances up to {days} days old"
        )

    def _outbox(self) -> Finding:
        sql = f"SELECT SUM(state IN {OPEN_SQL}), SUM(state = 'parked') FROM operations"
        try:
            with self._database.reading() as conn:
                waiting, parked = conn.exec_driver_sql(sql).one()
        except KnownError as error:
            return Finding("outbox", "bad", error.sentence)
        text = f"{waiting or 0} waiting, {parked or 0} need a person"
        return Finding("outbox", "warn" if parked else "ok", text)

    def _receipts(self) -> Finding:
        """Report what the receipt printer has not taken yet, and why the oldest of it was not."""
        try:
            with self._database.reading() as conn:
                waiting = receipts.waiting(conn)
        except KnownError as error:
            return Finding("receipts", "bad", error.sentence)
        if not waiting:
            return Finding("receipts", "ok", "every one is on paper")
        problem = waiting[0].problem
        told = f": {sentence(problem.key, problem.values)}" if problem else ""
        return Finding("receipts", "warn", f"{len(waiting)} not on paper yet{told}")
