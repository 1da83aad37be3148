"""Looks the till over and says in words what is well and what is not. Changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from core.domain.money import Money
from core.errors import KnownError
from core.rows.health import Finding
from core.services.outbox.offline_limits import OfflinePolicy
from core.services.sync.sweep import last_sweep, last_whole_pull
from core.services.till.alerts import Alerts
from core.services.till.found import DoctorCheck, failed, found, told, with_cure
from core.store import cards
from core.store.database import Database
from core.store.revisions import HEAD, missing_scripts

_SOME = 3


def _local(epoch: float) -> str:
    """Return the date and the time of this computer."""
    return datetime.fromtimestamp(epoch, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def _schema() -> Finding:
    """Tell of an installation that could bring no database up to date."""
    missing = missing_scripts()
    if missing:
        return found("schema", "bad", "found.schema_missing", revision=HEAD, missing=", ".join(missing))
    return found("schema", "ok", "found.schema", revision=HEAD)


class Doctor:
    """Each check is one finding; a check that fails never hides the others."""

    def __init__(
        self, database: Database, policy: OfflinePolicy, alerts: Alerts, checks: Sequence[DoctorCheck]
    ) -> None:
        self._database = database
        self._policy = policy
        self._checks = checks
        self.alerts = alerts

    def examine(self) -> tuple[Finding, ...]:
        """Return what was found, and for all that is not well what to do about it."""
        return tuple(map(with_cure, self._found()))

    def _found(self) -> tuple[Finding, ...]:
        return (
            self._integrity(),
            _schema(),
            *(finding for check in self._checks for finding in check.findings()),
            self._sweep(),
            self._offline(),
            *self.alerts.findings(),  # after the service was asked: they tell of what it answered
        )

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
