"""Every page and panel, in every theme and at 200 %: a finger hits it, its words are whole, and it can be read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from gui import theme
from gui.main_window import MainWindow
from gui.tokens import ALL
from tests.gui import measured
from tests.gui.shown import idle_desk

ROOT = Path(__file__).parents[2]

PROGRAM = """
import sys
from gui.app import application
app = application()
from gui.main_window import MainWindow
from tests.gui import measured
from tests.gui.shown import idle_desk
window = MainWindow(idle_desk())
assert window.devicePixelRatio() == 2
window.show()
window.resize(*map(int, sys.argv[1:]))
for scene in measured.scenes(window):
    for fault in (*measured.too_small(window), *measured.cut_off(window)):
        print(scene, fault)
window.close()
"""


@pytest.fixture
def window(qtbot, look):
    made = MainWindow(idle_desk())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: not made._idle.isActive())
    yield made
    theme.choose("light")


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)], ids=str)
def test_a_finger_hits_everything_and_no_word_is_cut_off(window, size):
    window.resize(QSize(*size))
    faults = {
        scene: found
        for scene in measured.scenes(window)
        if (found := measured.too_small(window) + measured.cut_off(window))
    }
    assert faults == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_every_word_can_be_read_as_it_is_painted(window, name):
    theme.choose(name)
    assert {scene: found for scene in measured.scenes(window) if (found := measured.pale(window))} == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_the_focus_has_a_ring_wherever_it_is(window, name):
    theme.choose(name)
    assert {scene: found for scene in measured.scenes(window) if (found := measured.without_ring(window))} == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)], ids=str)
def test_at_200_percent_as_well(size):
    environment = {**os.environ, "QT_SCALE_FACTOR": "2"}
    asked = [sys.executable, "-W", "error", "-c", PROGRAM, *map(str, size)]
    done = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.returncode) == ("", 0), done.stderr
