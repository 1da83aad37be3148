"""Which findings of the doctor are alerts: what a person must do something about, found without asking the service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class AlertKind:
    """`place` is the page of the window to go to, and after a dot the part of it; "" where no page helps.

    `counter`: it concerns whoever is at the counter; the others only a manager sees.
    """

    place: str
    counter: bool


ALERTS: Final[dict[str, AlertKind]] = {
    "token": AlertKind("settings.service", counter=True),
    "account": AlertKind("settings.service", counter=True),
    "outbox": AlertKind("outbox", counter=True),
    "queue": AlertKind("outbox", counter=True),
    "approvals": AlertKind("alerts.approvals", counter=False),
    "receipts": AlertKind("settings.printing", counter=True),
    "closing": AlertKind("reports.close", counter=True),
    "liability": AlertKind("reports.liability", counter=False),
    "backups": AlertKind("settings.support", counter=False),
    "clock": AlertKind("", counter=False),
    "disk": AlertKind("", counter=False),
}
"""By the name of the check, which is the alert's stable code; those of the same gravity are listed in this order."""
