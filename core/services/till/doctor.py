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
from core.services.till.found import failed, found, told
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
        return found("schema", "bad", "found.schema_missing", revision=HEAD, missing=", ".join(missing))
    return found("schema", "ok", "found.schema", revision=HEAD)


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
                return found("folder", "bad", "found.folder_open", path=place)
        return Finding("folder", "ok", str(self._settings.data_dir))

    def _disk(self) -> Finding:
        free = shutil.disk_usage(self._settings.data_dir).free
        state = "ok" if free > LOW_DISK else "warn"
        return found("disk", state, "found.disk", free=free // (1024 * 1024))

    def _integrity(self) -> Finding:
        try:
            with self._database.reading() as conn:
                answer = conn.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        except KnownError as error:
            return failed("database", error)
        state = "ok" if answer == "ok" else "bad"
        return found("database", state, "found.database", name=self._database.path.name, answer=answer)

    def _sweep(self) -> Finding:
        """Report the weekly comparison of all cards with the service, and which of them it does not list any more."""
        try:
            with self._database.reading() as conn:
                last, pulled, gone = last_sweep(conn), last_whole_pull(conn), cards.missing(conn)
        except KnownError as error:
            return failed("cards", error)
        if gone:
            some = ", ".join(last_four.upper() for last_four in gone[:_SOME])
            return found("cards", "warn", "found.cards_gone", count=len(gone), some=some)
        if pulled and (last is None or last.ended < pulled):
            return found("cards", "ok", "found.cards_pulled", at=_local(pulled))
        if last is None:
            return found("cards", "ok", "found.cards_never")
        when = _local(last.ended)
        return found("cards", "ok", "found.cards_swept", listed=last.listed, mended=last.mended, at=when)

    def _offline(self) -> Finding:
        """Report what may be promised without a connection now."""
        try:
            allowance = self._policy.allowance(None)
        except KnownError as error:
            return failed("offline", error)
        if allowance.stopped is not None:
            return told("offline", "warn", allowance.stopped)
        if allowance.off:
            return found("offline", "ok", "found.offline_off")
        sale, left = (Money(minor, allowance.currency) for minor in (allowance.per_sale, allowance.till_left))
        days = allowance.balance_days
        return found("offline", "ok", "found.offline", sale=sale, left=left, days=days)

    def _outbox(self) -> Finding:
        sql = f"SELECT SUM(state IN {OPEN_SQL}), SUM(state = 'parked') FROM operations"
        try:
            with self._database.reading() as conn:
                waiting, parked = conn.exec_driver_sql(sql).one()
        except KnownError as error:
            return failed("outbox", error)
        state = "warn" if parked else "ok"
        return found("outbox", state, "found.outbox", waiting=waiting or 0, parked=parked or 0)

    def _receipts(self) -> Finding:
        """Report what the receipt printer has not taken yet, and why the oldest of it was not."""
        try:
            with self._database.reading() as conn:
                waiting = receipts.waiting(conn)
        except KnownError as error:
            return failed("receipts", error)
        if not waiting:
            return found("receipts", "ok", "found.receipts_none")
        problem = waiting[0].problem
        count = found("receipts", "warn", "found.receipts", count=len(waiting))
        told = f": {sentence(problem.key, problem.values)}" if problem else ""
        return replace(count, text=f"{count.text}{told}")
