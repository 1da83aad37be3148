"""The doctor's look at this computer's clock, against the time that the service told last (docs/protocol.md D9)."""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import MOST_OFF_S, Clock
from core.domain.outcome import Message
from core.rows.health import Finding
from core.services.till.found import found, told

_UNITS = {"days": 86400, "hours": 3600}


@dataclass(frozen=True, slots=True)
class ClockCheck:
    """Nothing hangs on that clock but what people read; a wrong one is told all the same."""

    clock: Clock

    def findings(self) -> tuple[Finding, ...]:
        said = clock_problem(self.clock)
        if said is not None:
            return (told("clock", "warn", said),)
        key = "found.clock" if self.clock.knows_day else "found.clock_alone"
        return (found("clock", "ok", key, day=self.clock.shop_day()),)


def clock_problem(clock: Clock) -> Message | None:
    """Return what is wrong with this computer's clock, if it is further off than people should bear."""
    off = clock.off_s()
    if abs(off) <= MOST_OFF_S:
        return None
    way = "service.clock_ahead" if off > 0 else "service.clock_behind"
    for unit, seconds in _UNITS.items():
        if abs(off) >= 2 * seconds:
            return Message(f"{way}_{unit}", {unit: round(abs(off) / seconds)})
    return Message(way, {"minutes": round(abs(off) / 60)})
