"""The counter from 1024 to 2560 px and at 200 %, in English and German, with a band and a message: it grows, and
nothing of it is cut off.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from core.domain.card import Match, Status
from core.rows import CardDetails, FreezeRow
from gui.widgets.layout import small_screen
from gui.window.main_window import MainWindow
from tests.gui import measurements
from tests.gui.builders import NOW, card, idle_bridge, status, timeline
from tests.gui.window_parts import card_session, message_bar

ROOT = Path(__file__).parents[4]
SIZES = [(1024, 700), (1280, 800), (1600, 1000), (2560, 1440)]
NOTE = "For grandma's birthday, the ribbon is red; give her the large card and the blue envelope, please. " * 3
SAID = "The service did not answer. The balance was confirmed three minutes ago; it is read again by itself, shortly."
CARDS = {
    "plain": card(),
    "note": card(note=NOTE, pending=-4000, unsettled=1),
    "rich": card(balance=11_000_000_130, confirmed_balance=11_000_000_130, note=NOTE),
    "frozen": card(frozen=FreezeRow("reported lost", "Anna", "Till 2", NOW), missing_at=NOW),
    "over": card(status=Status.EXPIRED, expires_on="2026-10-01", days_left=-9, note=NOTE),
    "off": card(status=Status.DISABLED),
}

PROGRAM = """
import sys
from gui.app import application
app = application()
from PySide6.QtCore import QSize
from gui.wording import languages
languages.use(app, sys.argv[1])
from gui.window.main_window import MainWindow
from tests.gui.views.card import test_counter_growth as growth
from tests.gui.builders import idle_bridge
window = MainWindow(idle_bridge())
assert window.devicePixelRatio() == 2
window.show()
size = QSize(*map(int, sys.argv[2:]))
window.fit(size)
window.resize(size)
for scene, faults in growth.walk(window).items():
    print(scene, faults)
window.end()
"""


def walk(window: MainWindow) -> dict[str, list[str]]:
    """What is too small, cut off or covered, by card and by what is done with it."""
    window._bridge._status = status(connection="offline", offline_since=0.0, pending=1, needs_attention=2)
    window._bridge.status_changed.emit(window._bridge.status)
    message_bar(window).show_message(SAID, "warn")
    view, found = window._counter(), {}
    for name, row in CARDS.items():
        view._leave_card()
        view._match = Match.LIKELY
        card_session(view)._on_read(card_session(view)._ticket, CardDetails(row, timeline()))
        for tile in [each for each in view._side.page.action_bar.tiles() if each.isEnabled()]:
            tile.click()
            panel = view._right.currentWidget()
            panel.show_problem(SAID)
            measurements.settle()
            faults = [*measurements.too_small(window), *measurements.cut_off(window), *covered(window)]
            if faults:
                found[f"{name}, {tile.objectName()}"] = faults
    return found


def covered(window: MainWindow) -> list[str]:
    """Controls that the message lies over, or that lie over each other. What scrolls is scrolled out from under it."""
    if small_screen.is_small(window):
        return []
    bar = message_bar(window)
    over = QRect(bar.mapTo(window, QPoint()), bar.size())
    buttons = [
        each for each in measurements.clicked(window._counter()) if each.visibleRegion().boundingRect().isValid()
    ]
    places = {each: QRect(each.mapTo(window, QPoint()), each.size()) for each in buttons}
    hidden = [each for each, place in places.items() if over.intersects(place)]
    pairs = [(one, other) for one in buttons for other in buttons if id(one) < id(other)]
    crossed = [f"{a.objectName()} over {b.objectName()}" for a, b in pairs if places[a].intersects(places[b])]
    return [f"the message covers {each.objectName()}" for each in hidden] + crossed


@pytest.mark.parametrize("size", [pytest.param(size, marks=pytest.mark.slow) for size in SIZES], ids=str)
def test_nothing_is_cut_off_at_any_size(window, size):
    window.resize(QSize(*size))
    assert walk(window) == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", [SIZES[0], pytest.param(SIZES[1], marks=pytest.mark.slow)], ids=str)
def test_nothing_is_cut_off_in_german(qtbot, german, size):
    made = MainWindow(idle_bridge())
    qtbot.addWidget(made)
    made.show()
    made.resize(QSize(*size))
    assert walk(made) == {}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("size", [(1024, 700), (640, 400)], ids=str)
def test_nothing_is_cut_off_at_200_percent(language, size):
    environment = {**os.environ, "QT_SCALE_FACTOR": "2"}
    asked = [sys.executable, "-W", "error", "-c", PROGRAM, language, *map(str, size)]
    done = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def measure(window: MainWindow, size: tuple[int, int]) -> dict[str, int]:
    window.resize(QSize(*size))
    measurements.settle()
    view = window._counter()
    card_session(view)._on_read(card_session(view)._ticket, CardDetails(card(), timeline()))
    measurements.settle()
    sizes = {
        "letters of the balance": view.findChild(QLabel, "card_balance").font().pixelSize(),
        "the panel": view._right.width(),
        "a key": view._right.currentWidget().findChild(QAbstractButton, "key_5").height(),
    }
    if view.findChild(QWidget, "past").isVisible():
        sizes["the card"] = view.findChild(QWidget, "card_face").height()  # without its past it takes that room as well
    return sizes


def test_it_grows_with_the_window_up_to_a_widest_line(window):
    sizes = [measure(window, size) for size in SIZES]
    for what in sizes[-1]:
        grown = [size[what] for size in sizes if what in size]
        assert grown == sorted(grown), what
        assert grown[-1] > grown[0] * 1.3, (what, grown)
    view = window._counter()
    assert view._right.width() <= 560
    assert view._side.width() <= 1200
    beside = view._side.mapTo(view, QPoint()).x(), view.width() - view._right.mapTo(view, QPoint()).x() - 560
    assert beside[0] == beside[1] > 24, "a page as wide as a glance takes in stands in the middle"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["redeem", "adjust", "edit", "cash_out"])
def test_what_is_said_in_a_panel_moves_no_button(window, name):
    view = window._counter()
    card_session(view)._on_read(card_session(view)._ticket, CardDetails(card(), timeline()))
    view._right.open(name)
    panel = view._right.currentWidget()
    measurements.settle()

    def places() -> dict[str, QRect]:
        return {
            each.objectName(): QRect(each.mapTo(panel, QPoint()), each.size()) for each in measurements.clicked(panel)
        }

    before = places()
    for text in ("Short.", SAID, ""):
        panel.show_problem(text)
        measurements.settle()
        assert places() == before, text
    panel.set_busy(True)
    measurements.settle()
    assert places() == before
    panel.set_busy(False)
