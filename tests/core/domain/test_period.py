"""What a span of days is on the day on which it is asked for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.period import Period


@pytest.mark.parametrize(
    ("period", "today", "first", "last"),
    [
        (Period.TODAY, "2026-03-01", "2026-03-01", "2026-03-01"),
        (Period.YESTERDAY, "2026-03-01", "2026-02-28", "2026-02-28"),
        (Period.WEEK, "2026-03-01", "2026-02-23", "2026-03-01"),
        (Period.MONTH, "2026-03-31", "2026-03-01", "2026-03-31"),
        (Period.LAST_MONTH, "2026-03-31", "2026-02-01", "2026-02-28"),
        (Period.LAST_MONTH, "2028-03-31", "2028-02-01", "2028-02-29"),
        (Period.LAST_MONTH, "2026-01-01", "2025-12-01", "2025-12-31"),
        (Period.YEAR, "2026-01-01", "2026-01-01", "2026-01-01"),
    ],
)
def test_its_first_and_its_last_day(period: Period, today: str, first: str, last: str) -> None:
    assert period.days(date.fromisoformat(today)) == (date.fromisoformat(first), date.fromisoformat(last))


@given(st.dates(date(2000, 2, 1), date(2199, 12, 31)))
def test_this_month_begins_where_the_last_one_ended(today: date) -> None:
    assert Period.LAST_MONTH.days(today)[1] + timedelta(days=1) == Period.MONTH.days(today)[0]
