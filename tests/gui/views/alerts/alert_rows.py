"""Alerts as the core gives them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.domain.alert import ALERTS
from core.domain.money import Money
from core.rows.alert import AlertRow
from core.rows.health import Finding
from core.services.till.found import found

FINDINGS = {
    "outbox": ("found.outbox", {"waiting": 0, "parked": 2}),
    "queue": ("found.queue_old", {"count": 3, "at": "2026-11-30 08:00"}),
    "receipts": ("found.receipts", {"count": 2}),
    "closing": ("found.closing_open", {"day": date(2026, 11, 29)}),
    "liability": ("found.liability_high", {"owed": Money(5001, "USD"), "mark": Money(5000, "USD")}),
    "backups": ("backups.no_password", {}),
    "disk": ("found.disk", {"free": 7}),
}


def finding(code: str, **changes: object) -> Finding:
    key, values = FINDINGS[code]
    return replace(found(code, "warn", key, **values), **changes)  # type: ignore[arg-type]


def alert(
    code: str, *, due: bool = True, seen_by: str = "", seen_at: float | None = None, **changes: object
) -> AlertRow:
    return AlertRow(finding(code, **changes), ALERTS[code].place, seen_at, seen_by, due)


EVERY = tuple(map(alert, FINDINGS))
