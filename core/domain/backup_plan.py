"""When a scheduled backup is due, and which older ones stay: pure rules on plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.domain.outcome import Message
from core.errors import BadInput

HOURS_MOST: Final = 48
AT_ONCE: Final = 0.0
_INTO_TOMORROW_S = 36 * 3600
"""From the beginning of a day into the middle of the next, however long the day is."""
_AHEAD_S = 60.0
"""A last backup that is so far in the future was made by a clock that was wrong: it counts for none."""
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
_HOURS = re.compile(r"([1-9][0-9]?) ?h", re.ASCII)
KEEP: Final = {"backup.latest": "4", "backup.days": "7", "backup.weeks": "5", "backup.months": "12"}
"""How many of each kind are kept, as it comes."""


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Where and when, in the normal form of the settings. Without a folder there is no schedule.

    `latest`, `days`, `weeks`, `months`: of how many the newest backup stays.
    """

    folder: str
    when: str
    latest: int
    days: int
    weeks: int
    months: int


@dataclass(frozen=True, slots=True)
class StoredBackup:
    """A whole backup that this till wrote, by the name of its file; `at` is epoch seconds."""

    name: str
    at: float
    size: int


@dataclass(frozen=True, slots=True)
class BackupState:
    """How the last run into this folder ended (epoch seconds); `since` is when it began to fail."""

    folder: str = ""
    file: str = ""
    made_at: float = 0.0
    tried_at: float = 0.0
    since: float = 0.0
    problem: Message | None = None


def plan_of(values: Mapping[str, str]) -> BackupPlan:
    """Return the plan that the settings tell."""
    kept = (int(values[key]) for key in KEEP)
    return BackupPlan(values["backup.folder"], values["backup.when"], *kept)


def parse_when(text: str) -> str:
    """Return a time of the day (21:30) or an interval (6h) in its normal form. Raises BadInput."""
    if time := _TIME.fullmatch(text):
        return f"{int(time[1]):02}:{time[2]}"
    if (hours := _HOURS.fullmatch(text)) and int(hours[1]) <= HOURS_MOST:
        return f"{int(hours[1])}h"
    raise BadInput("setting.backup_when", value=text[:20], most=HOURS_MOST)


def due_since(when: str, made_at: float, now: float, begin_of_day: Callable[[float], float]) -> float | None:
    """Return since when a backup is due: the first time that was missed; AT_ONCE where there was none before.

    None where none is due. `begin_of_day` gives when the day of the shop began in which a time lies. Times are epoch
    seconds.
    """
    if not made_at or made_at > now + _AHEAD_S:
        return AT_ONCE
    if when.endswith("h"):
        due = made_at + int(when[:-1]) * 3600
        return due if due <= now else None
    hours, minutes = map(int, when.split(":"))
    into_day = hours * 3600 + minutes * 60
    began = begin_of_day(made_at)
    slot = began + into_day
    if slot <= made_at:
        slot = begin_of_day(began + _INTO_TOMORROW_S) + into_day
    return slot if slot <= now else None


def expendable(stored: Sequence[StoredBackup], plan: BackupPlan, day_of: Callable[[float], str]) -> list[StoredBackup]:
    """Return what no rule keeps, the oldest first. `day_of` gives the day of the shop, YYYY-MM-DD.

    The newest always stays. Of each of the last days, weeks and months that have one, the newest stays: as a weekly
    one grows old, the one that is also the month's stays on.
    """
    newest_first = sorted(stored, key=lambda each: (each.at, each.name), reverse=True)
    kept = {each.name for each in newest_first[: max(1, plan.latest)]}
    for most, period_of in ((plan.days, str), (plan.weeks, _week_of), (plan.months, _month_of)):
        newest: dict[str, str] = {}
        for each in newest_first:
            newest.setdefault(period_of(day_of(each.at)), each.name)
        kept.update(list(newest.values())[:most])
    return [each for each in reversed(newest_first) if each.name not in kept]


def _week_of(day: str) -> str:
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-{week}"


def _month_of(day: str) -> str:
    return day[:7]
