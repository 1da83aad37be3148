"""Who is at the till, as the status shows it."""

from __future__ import annotations

from typing import Any

from core.domain.permission import Permission
from core.domain.staff import Role
from core.services.people.staff import Staff


def read_present(staff: Staff | None, clerk: str, usual: str) -> dict[str, Any]:
    """Return fields of the status. With staff, nobody until somebody signed in; else `clerk`, or who it usually is."""
    if staff is None:
        return {"clerk": clerk or usual}
    present = staff.gate.present
    manages = present is not None and present.role is Role.MANAGER
    name = staff.gate.name if staff.gate.staffed else staff.gate.name or usual
    reads = not staff.gate.refuses(Permission.REPORT)
    here = {"signed_in": present is not None, "manages": manages, "reads_reports": reads}
    return {"clerk": name, "staffed": staff.gate.staffed, **here}
