"""The doctor's look at what a manager must not miss: acts that wait for long, days not closed, and what is owed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from core.domain.money import Money
from core.errors import KnownError
from core.rows.health import Finding
from core.services.books.storage import Storage
from core.services.people.shop import Shop
from core.services.till.found import failed, found
from core.store import approvals, day_closings
from core.store.database import Connection, ask
from core.store.states import OPEN_SQL

_WAITING = f"SELECT COUNT(*) AS count, MIN(created_at) AS oldest FROM operations WHERE state IN {OPEN_SQL}"
_UNCLOSED = """SELECT MIN(shop_day) AS day FROM operations
    WHERE seq > :until AND shop_day > :closed AND shop_day < :today"""
_OWED = """SELECT COALESCE(SUM(balance), 0) AS owed FROM cards WHERE currency = :currency AND disabled_at IS NULL
    AND gone_at IS NULL AND (expires_on IS NULL OR expires_on >= :today)
    AND card_id NOT IN (SELECT card_id FROM unreadable_cards)"""
_HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class OfficeCheck:
    """Its marks are settings; a mark of 0 is never reached."""

    storage: Storage
    shop: Shop

    def findings(self) -> tuple[Finding, ...]:
        return tuple(
            self._each(
                {
                    "queue": self._queue,
                    "approvals": self._approvals,
                    "closing": self._closing,
                    "liability": self._liability,
                }
            )
        )

    def watched(self) -> tuple[Finding, ...]:
        """Return the same, but add no balances up where nobody set a mark for them: that is asked every minute."""
        checks = {"queue": self._queue, "approvals": self._approvals, "closing": self._closing}
        if self.shop.preferences.largest("alert.liability").minor:
            checks["liability"] = self._liability
        return tuple(self._each(checks))

    def _each(self, checks: Mapping[str, Callable[[Connection], Finding]]) -> Iterator[Finding]:
        for name, check in checks.items():
            try:
                with self.storage.database.reading() as conn:
                    yield check(conn)
            except KnownError as error:
                yield failed(name, error)

    def _queue(self, conn: Connection) -> Finding:
        """Report what waits for longer than a manager wants it to."""
        most_s = int(self.shop.preferences.get("alert.queue_hours")) * _HOUR_S
        waiting = next(ask(conn, _WAITING))
        if not most_s or not waiting["count"] or self.storage.clock.wall() - waiting["oldest"] <= most_s:
            return found("queue", "ok", "found.queue")
        at = datetime.fromtimestamp(waiting["oldest"], UTC).astimezone().strftime("%Y-%m-%d %H:%M")
        old = found("queue", "warn", "found.queue_old", count=waiting["count"], at=at)
        return replace(old, since=waiting["oldest"])

    def _approvals(self, conn: Connection) -> Finding:
        """Report requests for approval that wait for longer than what waits for the service may."""
        most_s = int(self.shop.preferences.get("alert.queue_hours")) * _HOUR_S
        now = self.storage.clock.wall()
        count, oldest = approvals.waiting(conn, now)
        if not most_s or oldest is None or now - oldest <= most_s:
            return found("approvals", "ok", "found.approvals", count=count)
        old = found("approvals", "warn", "found.approvals_old", count=count)
        return replace(old, since=oldest)

    def _closing(self, conn: Connection) -> Finding:
        """Report the oldest day with acts that has no closing, where the shop closes its days.

        What was done on a day after its closing belongs to the next one.
        """
        last = day_closings.boundary(conn)
        if not last.number:
            return found("closing", "ok", "found.closing_never")
        bounds = {"until": last.until_seq, "closed": last.day, "today": self.storage.clock.shop_day()}
        day = next(ask(conn, _UNCLOSED, **bounds))["day"]
        if not day:
            return found("closing", "ok", "found.closing")
        opened = found("closing", "warn", "found.closing_open", day=date.fromisoformat(day))
        return replace(opened, since=self.storage.clock.end_of(day))

    def _liability(self, conn: Connection) -> Finding:
        mark = self.shop.preferences.largest("alert.liability")
        row = next(ask(conn, _OWED, currency=mark.currency, today=self.storage.clock.shop_day()))
        owed = Money(row["owed"], mark.currency)
        if mark.minor and owed.minor > mark.minor:
            return found("liability", "warn", "found.liability_high", owed=owed, mark=mark)
        return found("liability", "ok", "found.liability", owed=owed)
