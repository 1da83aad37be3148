"""The chart of a report: it is read by eyes in every theme and direction, by keys, and by a screen reader."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest

from core.rows.report import CellKind, Drawn, ReportSeries, SeriesLine
from gui.look import theme, tokens
from gui.widgets.charts.chart import Chart
from gui.wording.report_writing import ReportTexts

SERIES = ReportSeries(
    Drawn.BARS,
    CellKind.DATE,
    ("2026-11-01", "2026-11-02", "2026-11-03"),
    (SeriesLine("activity.put_on", (1000, 0, 5050)), SeriesLine("activity.taken_off", (0, 700, -200))),
)


@pytest.fixture
def chart(qtbot, light):
    made = Chart("report_chart", ReportTexts())
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show_series(SERIES, "USD", "Activity by day, USD")
    made.show()
    qtbot.waitExposed(made)
    return made


def colours(chart) -> set[str]:
    image = chart.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}


def test_a_screen_reader_hears_what_is_drawn_and_where_the_most_is(chart):
    spoken = QAccessible.queryAccessibleInterface(chart)
    assert spoken.text(QAccessible.Text.Name) == "Chart: Activity by day, USD"
    assert spoken.text(QAccessible.Text.Description) == (
        "3 labels; the arrow keys read one after the other. Put on cards: at most $50.50, 3 Nov 2026. "
        "Taken off cards: at most $7.00, 2 Nov 2026. The table has every figure."
    )


def test_the_arrow_keys_go_from_label_to_label_and_say_each_with_its_figures(chart):
    told = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home):
        QTest.keyClick(chart, key)
        told.append(chart.told)
    first, second, third = (
        "1 Nov 2026: Put on cards $10.00, Taken off cards $0.00",
        "2 Nov 2026: Put on cards $0.00, Taken off cards $7.00",
        "3 Nov 2026: Put on cards $50.50, Taken off cards −$2.00",
    )
    assert told == [first, second, third, third, first]


def test_the_mouse_reads_what_it_is_over(chart):
    before = chart.grab().toImage()
    QTest.mouseMove(chart, QPoint(chart.width() - 20, chart.height() // 2))
    assert chart.told.startswith("3 Nov 2026")
    assert chart.grab().toImage() != before


def test_read_from_right_to_left_it_begins_at_the_right_and_so_do_the_keys(chart, qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        QTest.keyClick(chart, Qt.Key.Key_Left)
        assert "1 Nov 2026" in chart.told
        QTest.mouseMove(chart, QPoint(20, chart.height() // 2))
        assert "3 Nov 2026" in chart.told
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("look", tokens.ALL)
def test_it_has_the_colours_of_each_theme(chart, look):
    theme.choose(look)
    shades = theme.tokens()
    assert shades.name == look
    seen = colours(chart)
    for wanted in (shades.accent, shades.warn, shades.line):
        assert QColor(wanted).name() in seen


def test_a_chart_of_nothing_draws_and_says_nothing(qtbot):
    empty = Chart("report_chart", ReportTexts())
    qtbot.addWidget(empty)
    empty.show()
    QTest.keyClick(empty, Qt.Key.Key_Right)
    assert empty.told == ""
