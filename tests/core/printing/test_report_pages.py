"""A chart and the pages of a report: everything has its place, nothing is lost, and the figures are to scale."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.console.english_writing import EnglishWriting
from core.domain.outcome import Message
from core.printing.chart import ChartPlace, draw_chart, tick_values
from core.printing.layout import Area, Box, Text, mirrored
from core.printing.report_pages import HEIGHT, WIDTH, ReportPaper, report_pages
from core.rows.report import (
    CellKind,
    Drawn,
    Report,
    ReportColumn,
    ReportSeries,
    ReportTable,
    ReportWord,
    SeriesLine,
)

PAGE = Area(0, 0, WIDTH, HEIGHT)
PLACE = ChartPlace(Area(15, 40, 180, 60))


class Writing(EnglishWriting):
    def tick(self, minor, currency):
        return self.cell(minor, CellKind.MONEY, currency)

    def label(self, cell, kind):
        return self.cell(cell, kind, "")


def series(*lines, drawn=Drawn.BARS):
    labels = tuple(f"name {number}" for number in range(len(lines[0])))
    keys = ("activity.put_on", "activity.taken_off")
    return ReportSeries(drawn, CellKind.TEXT, labels, tuple(map(SeriesLine, keys, lines)))


def bars_of(drawing, colour):
    legend = PLACE.area.y + PLACE.line
    boxes = (each for each in drawing.elements if isinstance(each, Box) and each.colour == colour)
    return [box.area for box in boxes if box.area.bottom > legend]


@given(st.lists(st.integers(-(10**12), 10**12)))
def test_the_axis_holds_every_value_and_nothing_in_few_round_steps(values):
    ticks = tick_values(values)
    assert ticks[0] <= min([0, *values]) <= max([0, *values]) <= ticks[-1]
    assert 0 in ticks
    assert 2 <= len(ticks) <= 7
    steps = {after - before for before, after in pairwise(ticks)}
    assert len(steps) == 1
    assert str(steps.pop()).rstrip("0") in {"1", "2", "5"}


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=40))
def test_a_bar_is_as_high_as_its_figure(values):
    drawing = draw_chart(series(tuple(values)), "USD", PLACE, Writing())
    ticks = tick_values(values)
    a_minor_unit = drawing.plot.height / (ticks[-1] - ticks[0])
    heights = [bar.height for bar in bars_of(drawing, PLACE.colours.first)]
    shown = [abs(value) * a_minor_unit for value in values if value]
    assert heights == pytest.approx([max(height, PLACE.pixel) for height in shown], abs=1.1 * PLACE.pixel)


@pytest.mark.parametrize("drawn", Drawn)
@pytest.mark.parametrize("count", [1, 2, 31, 92, 400])
def test_all_of_a_chart_is_in_its_place_and_no_label_stands_on_another(drawn, count):
    lines = tuple(range(-5, count - 5)), tuple(range(count, 0, -1))
    drawing = draw_chart(series(*lines, drawn=drawn), "USD", PLACE, Writing())
    wide = Area(PLACE.area.x - 0.5, PLACE.area.y - 3, PLACE.area.width + 1, PLACE.area.height + 6)
    assert all(wide.holds(each.area) for each in drawing.elements)
    texts = [each for each in drawing.elements if isinstance(each, Text)]
    assert [(one.text, other.text) for one, other in combinations(texts, 2) if one.area.meets(other.area)] == []
    assert sum(text.text.startswith("name ") for text in texts) >= 1


def test_the_second_figures_are_told_apart_without_colours():
    drawing = draw_chart(series((100, 200), (100, 200)), "USD", PLACE, Writing())
    assert len(bars_of(drawing, PLACE.colours.ground)) == 2  # hollow
    steps = draw_chart(series((100, 100), (200, 200), drawn=Drawn.STEPS), "USD", PLACE, Writing())
    first, second = (bars_of(steps, colour)[0] for colour in (PLACE.colours.first, PLACE.colours.second))
    assert first.height > 2 * second.height


def test_a_mirrored_page_begins_at_the_right():
    text = Text(Area(15, 10, 50, 5), "x", 8)
    turned, box = mirrored([text, Box(Area(0, 0, 10, 1), "#000000")], WIDTH)
    assert turned == Text(Area(WIDTH - 65, 10, 50, 5), "x", 8, align="right")
    assert box.area.right == WIDTH
    assert mirrored([turned], WIDTH) == (text,)


def report(rows: int, currencies: tuple[str, ...] = ("USD",)) -> Report:
    columns = (
        ReportColumn("clerk", "activity.clerk", CellKind.TEXT),
        ReportColumn("acts", "activity.acts", CellKind.COUNT),
        ReportColumn("net", "activity.net", CellKind.MONEY),
    )
    cells = tuple((f"clerk {number}", number, number * 100) for number in range(rows))
    totals = (ReportWord("", "report.total"), rows, 12345)
    tables = tuple(ReportTable(each, columns, cells, totals, series=series((1,))) for each in currencies)
    title, source = Message("activity.title"), (Message("report.source_till"),)
    return Report("activity", title, Message("report.nothing"), "2026-11-01", "2026-11-30", source, tables)


def texts_of(pages):
    return [element.text for page in pages for element in page.elements if isinstance(element, Text)]


@pytest.mark.parametrize("rows", [0, 1, 27, 28, 29, 30, 31, 400])
def test_every_row_is_on_a_page_once_and_inside_of_it(rows):
    pages = report_pages(report(rows, ("USD", "EUR")), ReportPaper("Corner Books", "now"), Writing())
    texts = texts_of(pages)
    for number in range(rows):
        assert texts.count(f"clerk {number}") == 2
    assert texts.count("Total") == 2
    assert all(PAGE.holds(element.area) for page in pages for element in page.elements)
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in texts_of([page])
        rows_here = [each for each in page.elements if isinstance(each, Text)]
        met = [(one.text, other.text) for one, other in combinations(rows_here, 2) if one.area.meets(other.area)]
        assert met == []
        if any(text.startswith("clerk ") for text in texts_of([page])):
            assert "Clerk" in texts_of([page]), "a page of rows has their heading"


def test_a_report_of_nothing_is_one_page_that_says_so():
    (page,) = report_pages(report(0, ()), ReportPaper("", "now"), Writing())
    assert "Nothing was done in these days." in texts_of([page])
    assert page.title == "Activity 2026-11-01 2026-11-30"


def test_a_long_note_is_written_whole_on_lines_of_its_own():
    note = Message("liability.known_from", {"day": "2026-11-30"})
    (page,) = report_pages(replace(report(1), notes=(note,)), ReportPaper("", "now"), Writing())
    lines = [each for each in page.elements if isinstance(each, Text) and each.text in Writing().say(note)]
    assert " ".join(each.text for each in lines if len(each.text) > 10) == Writing().say(note)
    assert not any(one.area.meets(other.area) for one, other in combinations(lines, 2))
