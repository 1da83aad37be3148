"""The first frame pays for what it shows and no more; what is opened next is made while nobody waits."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.main_window import MainWindow
from tests.gui.shown import idle_desk

ROOT = Path(__file__).parents[2]
PANELS = ["redeem", "top_up", "adjust", "edit", "disable_view"]
LATER = (
    "core.bootstrap", "core.queries", "core.rows", "gui.frame.start_page", "gui.table_model",
    "gui.views.card.act_panel", "gui.views.card.act_stack", "gui.views.card.candidates",
    "gui.views.card.card_page", "gui.views.issue.issue",
    "requests", "sqlalchemy", "sqlite3",
)  # fmt: skip

PROGRAM = """
import os, sys, tempfile
from argparse import Namespace
from gui import app
from gui.main_window import MainWindow
from gui.work.worker import Desk

def painted(_desk):
    print(*sorted(sys.modules), flush=True)
    os._exit(0)

Desk.start = painted
app.run(Namespace(data_dir=tempfile.mkdtemp()))  # a folder that exists: no first start
"""


def made(window) -> list[str]:
    return [name for name in PANELS if window.findChild(QWidget, name) is not None]


def test_nothing_that_the_first_frame_does_not_show_is_imported_before_it():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    loaded = set(done.stdout.split())
    assert "gui.views.card.card" in loaded, done.stderr
    assert loaded.isdisjoint(LATER), loaded & set(LATER)


def test_every_panel_and_the_sale_are_ready_soon_after(qtbot, look):
    window = MainWindow(idle_desk())
    qtbot.addWidget(window)
    assert made(window) == []
    window.show()
    qtbot.waitUntil(lambda: made(window) == PANELS)
    qtbot.waitUntil(lambda: window.findChild(QWidget, "sell") is not None)
    assert window._stack.currentWidget().objectName() == "card_view"
    qtbot.waitUntil(lambda: not window._idle.isActive())


def test_nothing_is_made_between_the_keys_of_a_scan(qtbot, look):
    window = MainWindow(idle_desk())
    qtbot.addWidget(window)
    window.show()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_G, Qt.KeyboardModifier.NoModifier, "g")
    QApplication.sendEvent(window.windowHandle(), key)
    before = made(window)
    for _ in range(3):
        window._on_idle()
    assert made(window) == before
    qtbot.waitUntil(lambda: made(window) == PANELS)
