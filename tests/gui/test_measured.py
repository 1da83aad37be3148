"""Every page and panel, in every theme and at 200 %: a finger hits it, its words are whole, and it can be read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.look import theme
from gui.look.tokens import ALL
from gui.window.main_window import MainWindow
from tests.gui import measurements
from tests.gui.builders import idle_bridge

ROOT = Path(__file__).parents[2]

PROGRAM = """
import sys
from gui.app import application
app = application()
from PySide6.QtCore import QSize
from gui.window.main_window import MainWindow
from tests.gui import measurements
from tests.gui.builders import idle_bridge
window = MainWindow(idle_bridge())
assert window.devicePixelRatio() == 2
window.show()
size = QSize(*map(int, sys.argv[1:]))
window.fit(size)
window.resize(size)
for scene in measurements.scenes(window):
    for fault in (*measurements.too_small(window), *measurements.cut_off(window)):
        print(scene, fault)
    if window.size() != size:
        print(scene, "is larger than the screen", window.size().toTuple())
window.close()
"""


@pytest.fixture
def window(qtbot, look):
    made = MainWindow(idle_bridge())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.make_ready()
    yield made
    theme.choose("light")


@pytest.mark.slow
@pytest.mark.parametrize("size", [pytest.param((1280, 800), marks=pytest.mark.slow), (1024, 700)], ids=str)
def test_a_finger_hits_everything_and_no_word_is_cut_off(window, size):
    window.resize(QSize(*size))
    faults = {
        scene: found
        for scene in measurements.scenes(window)
        if (found := measurements.too_small(window) + measurements.cut_off(window))
    }
    assert faults == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_every_word_can_be_read_as_it_is_painted(window, name):
    theme.choose(name)
    assert {scene: found for scene in measurements.scenes(window) if (found := measurements.pale(window))} == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_the_focus_has_a_ring_wherever_it_is(window, name):
    theme.choose(name)
    assert {scene: found for scene in measurements.scenes(window) if (found := measurements.without_ring(window))} == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (640, 400)], ids=str)
def test_at_200_percent_as_well(size):
    """Sizes in units of the program: a screen of 1280 x 800 has only 640 x 400 of them, and the window scrolls."""
    environment = {**os.environ, "QT_SCALE_FACTOR": "2"}
    asked = [sys.executable, "-W", "error", "-c", PROGRAM, *map(str, size)]
    done = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


@pytest.mark.slow
def test_on_a_small_screen_what_has_the_focus_is_in_sight(qtbot, window):
    window.fit(QSize(640, 400))
    window.resize(640, 400)
    assert window.size() == QSize(640, 400)
    window.show_page("settings")
    measurements.settle()
    for handle in ("go_settings", "scan_field", "open_palette"):
        control = window.findChild(QWidget, handle)
        control.setFocus()
        measurements.settle()
        shown = control.visibleRegion().boundingRect().size()
        assert shown.height() == control.height(), handle
        assert shown.width() >= min(control.width(), 300), handle


def test_a_window_that_fits_does_not_scroll(window):
    window.fit(QSize(1280, 800))
    assert window.findChild(QWidget, "small_screen") is None


@pytest.mark.slow
def test_tab_comes_round_to_every_control_and_back(qtbot, window):
    for scene in measurements.scenes(window):
        if scene == "palette":
            continue
        began = window.findChild(QWidget, "scan_field")
        began.setFocus()
        seen = [began]
        while len(seen) < 200:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            if QApplication.focusWidget() is began:
                break
            seen.append(QApplication.focusWidget())
        assert len(seen) < 200, scene
        assert len(seen) == len(set(seen)), scene
        missed = {each.objectName() for each in measurements.focusable(window)} - {each.objectName() for each in seen}
        assert missed == set(), scene
