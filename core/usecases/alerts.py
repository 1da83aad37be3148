"""The alerts: what a person must do something about, without a request to the service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.usecases.changes import NOTHING, Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.rows.alert import AlertRow


@dataclass(frozen=True, slots=True)
class AlertsSeen:
    """The alerts as they stand after one of them was noted as seen; no other page shows them."""

    alerts: tuple[AlertRow, ...]

    @property
    def changes(self) -> Changes:
        return NOTHING


@needs(Permission.LIST)
def read_alerts(core: Core) -> tuple[AlertRow, ...]:
    """Return what a person must act on: all of it for a manager, what concerns the counter for a clerk."""
    return core.doctor.alerts.read()


@needs(Permission.ALERT)
def note_alert_seen(core: Core, code: str) -> AlertsSeen:
    """Note that whoever is here has seen an alert; it is not told again today. Raises NotFound when it is over."""
    core.doctor.alerts.note_seen(code)
    return AlertsSeen(core.doctor.alerts.read())
