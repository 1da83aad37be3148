"""The close of the day: what it would hold now, the act itself, and the closings that were made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.bootstrap import Core
    from core.domain.day_closing import ClosingOrder, DayClosing, OpenDay
    from core.rows.report import Report


@dataclass(frozen=True, slots=True)
class DayClosed:
    """The closing as it was signed."""

    closing: DayClosing

    @property
    def changes(self) -> Changes:
        return Changes(status=True)


@needs(Permission.REPORT)
def read_open_day(core: Core, day: str | None = None) -> OpenDay:
    """Return what a closing made now would hold; `day` None is today."""
    core.look_ups.report()
    return core.day_closings.open_day(day)


@needs(Permission.CLOSE_DAY)
def close_day(core: Core, order: ClosingOrder) -> DayClosed:
    """Close the day in the name of whoever is at the till. Raises KnownError: then nothing is closed."""
    done = DayClosed(core.day_closings.close(order))
    core.page_writer.hurry()
    return done


@needs(Permission.REPORT)
def read_closings(core: Core) -> tuple[DayClosing, ...]:
    """Return all closings, newest first."""
    core.look_ups.report()
    return core.day_closings.closings()


@needs(Permission.REPORT)
def read_closings_report(core: Core) -> Report:
    """Return all closings as a report, newest first: for a spreadsheet or on paper."""
    from core.rows.closings_report import closings_report  # noqa: PLC0415 - imported before the window's first frame

    return closings_report(read_closings(core))


@needs(Permission.REPORT)
def read_closing(core: Core, number: int) -> DayClosing:
    """Return one closing. Raises NotFound."""
    core.look_ups.report()
    return core.day_closings.closing(number)


@needs(Permission.REPORT)
def read_paper(core: Core) -> Mapping[str, str]:
    """Return the settings as they are printed; the shop has no name until all names on paper are known."""
    return core.preferences.on_paper()
