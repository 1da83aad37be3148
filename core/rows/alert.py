"""An alert: a finding that a person must do something about, and whether somebody saw it today."""

from __future__ import annotations

from dataclasses import dataclass

from core.rows.health import Finding


@dataclass(frozen=True, slots=True)
class AlertRow:
    """`place` as in core.domain.alert. `due`: whoever is here has to be told today; till then `seen_by` is empty.

    `seen_at` is till time. What only a clerk saw is still due for a manager.
    """

    finding: Finding
    place: str
    seen_at: float | None = None
    seen_by: str = ""
    due: bool = True

    @property
    def code(self) -> str:
        """Return the name of its check, which is stable."""
        return self.finding.check
