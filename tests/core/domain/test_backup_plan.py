"""When a scheduled backup is due, and which stay: by days of the shop, whatever hour the machine's zone has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.domain.backup_plan import (
    AT_ONCE,
    KEEP,
    BackupPlan,
    StoredBackup,
    due_since,
    expendable,
    parse_when,
    plan_of,
)
from core.errors import BadInput

DAY_S = 86_400.0
MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC).timestamp()
PLAN = BackupPlan("/backups", "21:00", latest=4, days=7, weeks=5, months=12)


def begin_of_day(at: float) -> float:
    return at - at % DAY_S


def day_of(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()


def due(when: str, made_at: float, now: float) -> float | None:
    return due_since(when, made_at, now, begin_of_day)


@pytest.mark.parametrize(
    ("typed", "kept"), [("21:30", "21:30"), ("9:05", "09:05"), ("00:00", "00:00"), ("6h", "6h"), ("48 h", "48h")]
)
def test_a_time_or_an_interval_has_one_form(typed: str, kept: str) -> None:
    assert parse_when(typed) == kept


@pytest.mark.parametrize("typed", ["", "24:00", "7", "7:5", "0h", "49h", "1.5h", "daily", "٦h", "21:30:00", "-2h"])
def test_what_is_neither_is_said(typed: str) -> None:
    with pytest.raises(BadInput) as told:
        parse_when(typed)
    assert told.value.key == "setting.backup_when"


@pytest.mark.parametrize(
    ("when", "made", "now", "since"),
    [
        ("21:00", 20.0, 20.9, None),
        ("21:00", 20.0, 21.0, 21.0),
        ("21:00", 20.0, 45.5, 21.0),
        ("21:00", 21.0, 44.9, None),
        ("21:00", -5.0, 1.0, -3.0),
        ("00:00", 23.0, 24.0, 24.0),
        ("6h", 1.0, 6.9, None),
        ("6h", 1.0, 7.0, 7.0),
        ("6h", 1.0, 70.0, 7.0),
    ],
)
def test_one_is_due_once_its_time_has_passed(when: str, made: float, now: float, since: float | None) -> None:
    """Hours from midnight on."""
    told = due(when, MIDNIGHT + made * 3600, MIDNIGHT + now * 3600)
    assert told == (None if since is None else MIDNIGHT + since * 3600)


@pytest.mark.parametrize("when", ["21:00", "6h"])
def test_the_first_is_due_at_once_and_so_is_one_after_a_clock_that_was_ahead(when: str) -> None:
    assert due(when, 0.0, MIDNIGHT) == AT_ONCE
    assert due(when, MIDNIGHT + 400 * DAY_S, MIDNIGHT) == AT_ONCE


def test_two_years_of_evenings_leave_days_weeks_and_months() -> None:
    stored: list[StoredBackup] = []
    began = datetime(2025, 1, 1, 21, tzinfo=UTC)
    for evening in range(730):
        at = (began + timedelta(days=evening)).timestamp()
        stored.append(StoredBackup(day_of(at), at, 1))
        gone = {each.name for each in expendable(stored, PLAN, day_of)}
        stored = [each for each in stored if each.name not in gone]
    names = [each.name for each in stored]
    assert names[-7:] == [f"2026-12-{day}" for day in range(25, 32)]
    assert {"2026-12-20", "2026-12-13", "2026-12-06"} < set(names), "the Sundays of the last weeks"
    months = [f"2026-{month:02}" for month in range(1, 13)]
    assert [max(name for name in names if name[:7] == month)[8:] for month in months] == [
        *("31", "28", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31")
    ]
    assert names[0] == "2026-01-31"
    assert len(names) == 7 + 4 + 10, "no more than the rules keep: the last month and week are days too"


def test_of_a_busy_day_the_newest_ones_stay() -> None:
    hourly = [StoredBackup(f"{hour:02}", MIDNIGHT + hour * 3600, 1) for hour in range(24)]
    assert [each.name for each in expendable(hourly, PLAN, day_of)] == [f"{hour:02}" for hour in range(20)]


def test_the_newest_always_stays() -> None:
    nothing = BackupPlan("/backups", "21:00", latest=0, days=0, weeks=0, months=0)
    two = [StoredBackup("new", MIDNIGHT + 1, 1), StoredBackup("old", MIDNIGHT, 1)]
    assert [each.name for each in expendable(two, nothing, day_of)] == ["old"]
    assert expendable(two[:1], nothing, day_of) == []
    assert expendable([], nothing, day_of) == []


def test_the_plan_is_what_the_settings_say() -> None:
    plan = plan_of({"backup.folder": "/stick", "backup.when": "6h", **KEEP})
    assert plan == BackupPlan("/stick", "6h", latest=4, days=7, weeks=5, months=12)
