"""The alerts: findings that a person must act on, looked for without a request and cheap enough for every minute.

Each is told once a day: who has seen it says so, and the journal keeps that.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from core.domain.alert import ALERTS
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.errors import NotFound
from core.rows.alert import AlertRow
from core.rows.health import Finding
from core.services.books.storage import Storage
from core.services.link.connection import ServiceConnection
from core.services.people.shop import Shop
from core.services.till.clock_check import ClockCheck
from core.services.till.found import DoctorCheck, with_cure
from core.services.till.office_check import OfficeCheck
from core.services.till.token_check import TokenCheck
from core.services.till.work_check import WorkCheck
from core.store import notes
from core.store.database import Connection

_SEEN = "alerts.seen"
_GRAVITY = ("bad", "warn")


class Alerts:
    """Thread-safe. What began while this process ran has its time; what was there before has none of its own."""

    def __init__(
        self, storage: Storage, shop: Shop, connection: ServiceConnection, more: Sequence[DoctorCheck]
    ) -> None:
        self._storage = storage
        self._gate = shop.gate
        self._checks: tuple[DoctorCheck, ...] = (
            TokenCheck(connection),
            WorkCheck(storage.database),
            ClockCheck(storage.clock),
            *more,
        )
        self._office = OfficeCheck(storage, shop)
        self._lock = threading.Lock()
        self._began: dict[str, float | None] | None = None

    def findings(self) -> tuple[Finding, ...]:
        """Return what the checks find, well or not, with cures; the service is not asked."""
        return self._dated(self._office.findings())

    def _dated(self, office: tuple[Finding, ...]) -> tuple[Finding, ...]:
        own = (each for check in self._checks for each in check.findings())
        found = tuple(map(with_cure, (*own, *office)))
        began = self._begin(each.check for each in found if each.state != "ok" and each.since is None)
        return tuple(replace(each, since=began[each.check]) if each.check in began else each for each in found)

    def read(self) -> tuple[AlertRow, ...]:
        """Return the alerts that whoever is here may see, the worst first."""
        with self._storage.database.reading() as conn:
            seen = _read_seen(conn)
        found = self._dated(self._office.watched())
        shown = [each for each in found if each.state != "ok" and self._may_see(each.check)]
        order = list(ALERTS)
        shown.sort(key=lambda each: (_GRAVITY.index(each.state), order.index(each.check)))
        return tuple(self._row(each, seen.get(each.check)) for each in shown)

    def note_seen(self, code: str) -> None:
        """Note that whoever is here has seen the alert; it is not told again today. Raises NotFound when it is over."""
        if all(row.code != code for row in self.read()):
            raise NotFound("alert.over", code=code)
        clock = self._storage.clock
        with self._storage.database.writing() as conn:
            self._gate.permit(conn, Demand(Permission.ALERT))
            seen = _read_seen(conn)
            before = seen.get(code)
            by_manager = self._gate.manages or (
                before is not None and before.day == clock.shop_day() and before.manager
            )
            now = _Seen(clock.shop_day(), clock.wall(), self._gate.name, manager=by_manager)
            _write_seen(conn, {**seen, code: now})
            self._storage.journal.write(conn, "alert-seen", values={"alert": code})

    def _may_see(self, code: str) -> bool:
        return self._gate.manages or ALERTS[code].counter

    def _row(self, finding: Finding, seen: _Seen | None) -> AlertRow:
        place = ALERTS[finding.check].place
        if seen is None or seen.day != self._storage.clock.shop_day():
            return AlertRow(finding, place)
        return AlertRow(finding, place, seen.at, seen.by, due=self._gate.manages and not seen.manager)

    def _begin(self, unwell: Iterable[str]) -> Mapping[str, float | None]:
        """Return since when each of these is so; None for what was so when this process looked first."""
        now = self._storage.clock.wall()
        with self._lock:
            first = self._began is None
            before = self._began or {}
            self._began = {check: before.get(check, None if first else now) for check in unwell}
            return dict(self._began)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who saw an alert last, on which day of the shop, and whether a manager did that day."""

    day: str
    at: float
    by: str
    manager: bool


def _read_seen(conn: Connection) -> dict[str, _Seen]:
    stored: dict[str, dict[str, Any]] = json.loads(notes.watermark(conn, _SEEN) or "{}")
    return {code: _Seen(**each) for code, each in stored.items()}


def _write_seen(conn: Connection, seen: Mapping[str, _Seen]) -> None:
    notes.set_watermark(conn, _SEEN, json.dumps({code: asdict(each) for code, each in seen.items()}))
