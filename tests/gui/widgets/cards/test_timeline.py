"""The past of a card, however long: what is in sight at once, the rest in small steps, and what stays is kept."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QLabel

from core.domain.operation import State
from core.rows import TimelineRow
from gui.widgets.cards.timeline import Timeline
from tests.gui import measurements
from tests.gui.builders import NOW

pytestmark = pytest.mark.unstyled

ROWS = tuple(
    TimelineRow(NOW - at * 86_400, "redeem", -100, 90_000 - at, State.DONE, "Anna", "Till 2", f"reason {at}", str(at))
    for at in range(130)
)


@pytest.fixture
def timeline(qtbot, look):
    made = Timeline()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    measurements.settle()
    return made


def told(timeline) -> list[str]:
    labels = sorted(
        timeline.findChildren(QLabel, "timeline_more"), key=lambda each: each.mapTo(timeline, each.pos()).y()
    )
    return [each.text().removeprefix("Reason: reason ") for each in labels if each.isVisibleTo(timeline)]


def all_told(qtbot, timeline, rows) -> None:
    wanted = [row.operation_id for row in rows[:100]]
    qtbot.waitUntil(lambda: told(timeline) == wanted)


@pytest.mark.slow
def test_what_is_in_sight_is_there_at_once_and_the_rest_soon(qtbot, timeline):
    timeline.show_rows(ROWS, "USD")
    measurements.settle()
    at_once = timeline.findChildren(QLabel, "timeline_more")
    assert timeline.viewport().height() // 60 <= len(at_once) <= 20
    all_told(qtbot, timeline, ROWS)
    assert [each.text() for each in timeline.findChildren(QLabel) if each.isVisible() and "Older" in each.text()]


class Squeezed(QObject):
    """Notes every paint at which a line has less height than it needs."""

    def __init__(self, timeline):
        super().__init__()
        self.timeline, self.seen = timeline, []
        timeline.viewport().installEventFilter(self)

    def eventFilter(self, _watched, event):
        if event.type() == QEvent.Type.Paint:
            lines = [each for each in self.timeline._lines if each.isVisible()]
            self.seen += [line for line in lines if line.height() < line.heightForWidth(line.width())]
        return False


@pytest.mark.slow
def test_no_line_is_squeezed_in_any_paint(qtbot, timeline):
    squeezed = Squeezed(timeline)
    for rows in (ROWS[40:44], ROWS[39:44], ROWS[:3], ROWS):
        timeline.show_rows(rows, "USD")
        all_told(qtbot, timeline, rows)
    assert squeezed.seen == []
    assert timeline.widget().height() >= 100 * 40


@pytest.mark.slow
def test_one_more_line_makes_one_line(qtbot, timeline):
    timeline.show_rows(ROWS[1:], "USD")
    all_told(qtbot, timeline, ROWS[1:])
    before = set(timeline._lines)
    timeline.show_rows(ROWS, "USD")
    all_told(qtbot, timeline, ROWS)
    assert len(set(timeline._lines) - before) == 1


def test_a_line_that_reads_differently_is_the_only_one_made_anew(qtbot, timeline):
    waiting = replace(ROWS[0], state=State.WAITING)
    timeline.show_rows((waiting, *ROWS[1:20]), "USD")
    all_told(qtbot, timeline, ROWS[:20])
    before = set(timeline._lines)
    timeline.show_rows(ROWS[:20], "USD")
    all_told(qtbot, timeline, ROWS[:20])
    assert len(set(timeline._lines) - before) == 1


def test_another_card_begins_at_the_top(qtbot, timeline):
    timeline.show_rows(ROWS[:50], "USD")
    all_told(qtbot, timeline, ROWS[:50])
    timeline.verticalScrollBar().setValue(500)
    timeline.show_rows(ROWS[60:90], "USD")
    all_told(qtbot, timeline, ROWS[60:90])
    assert timeline.verticalScrollBar().value() == 0


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(ROWS[:14]), max_size=14, unique=True), min_size=1, max_size=5))
def test_whatever_came_before_it_tells_what_it_is_shown(qtbot, timeline, lists):
    for rows in lists:
        timeline.show_rows(tuple(rows), "USD")
    all_told(qtbot, timeline, rows)


def test_no_frame_shows_its_lines_squeezed(timeline):
    timeline.resize(600, 170)
    measurements.settle()
    timeline.show_rows(tuple(replace(row, can_be_taken_back=True) for row in ROWS[:3]), "USD")
    measurements.settle()
    timeline.show_rows(ROWS[:4], "USD")
    timeline.grab()  # the next frame, before the event loop has turned
    lines = [each for each in timeline.findChildren(QFrame, "timeline_line") if each.isVisible()]
    assert len(lines) == 4
    assert [each.height() for each in lines] == [each.heightForWidth(each.width()) for each in lines]


def test_amounts_stand_in_one_column_with_and_without_an_icon(timeline):
    rows = tuple(replace(row, can_be_taken_back=at % 2 == 0) for at, row in enumerate(ROWS[:4]))
    timeline.show_rows(rows, "USD")
    measurements.settle()
    amounts = [each for each in timeline.findChildren(QLabel) if each.text() == "−$1.00"]
    assert len({each.mapTo(timeline, each.rect().topRight()).x() for each in amounts}) == 1
    assert len(amounts) == 4
