"""A report with many columns stands side by side on a small screen too, and large again where there is room."""

from dataclasses import replace

import pytest

from core.rows.activity import ActivityBy, ActivityDays, ActivityLine, ActivitySums, activity_report
from gui.views.reports.report_kinds import report_kinds
from gui.views.reports.report_page import ReportPage

SMALL, LARGE = 776, 1500
"""px of the page in a window of 1024, and in one of a large screen."""
FIGURES = {
    name: 1_234_56 * (-1 if name in {"redeemed", "cashed_out"} else 1)
    for name in ("sold", "topped_up", "redeemed", "cashed_out", "replaced")
}


def read(_core, _asked):
    lines = (ActivityLine("USD", f"2026-11-{day:02}", ActivitySums(acts=12, **FIGURES)) for day in range(1, 20))
    return activity_report(ActivityBy.DAY, ActivityDays("2026-11-01", "2026-11-30"), lines)


@pytest.fixture
def page(qtbot, look, bridge):
    made = ReportPage(bridge)
    qtbot.addWidget(made)
    made.resize(SMALL, 560)
    made.show()
    made.show_kind(replace(report_kinds()[0], read=read))
    qtbot.waitUntil(lambda: made.shown == "activity")
    return made


def scrolls(page):
    return page.findChild(object, "report_table").horizontalScrollBar().maximum()


def test_eight_columns_need_no_scrolling_sideways_at_1024(qtbot, page):
    table = page.findChild(object, "report_table")
    assert table.model().columnCount() == 8
    qtbot.waitUntil(lambda: scrolls(page) == 0)
    assert table.property("dense")
    assert table.columnWidth(0) >= 70
    page.resize(LARGE, 800)
    qtbot.waitUntil(lambda: not page.findChild(object, "report_table").property("dense"))
    assert scrolls(page) == 0


def test_in_german_as_well(qtbot, german, page):
    qtbot.waitUntil(lambda: scrolls(page) == 0)
