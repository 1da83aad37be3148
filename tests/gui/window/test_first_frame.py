"""The first frame pays for what it shows and no more; what is opened next is made while nobody waits."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.window.idle_steps import IdleSteps
from gui.window.main_window import MainWindow
from tests.gui.builders import idle_bridge

pytestmark = pytest.mark.unstyled

ROOT = Path(__file__).parents[3]
FIRST = ["redeem"]
PANELS = ["redeem", "top_up", "adjust", "edit", "disable_view"]
LATER = (
    "core.bootstrap", "core.domain.command", "core.domain.money", "core.domain.outcome",
    "core.data_folder.owner_socket", "core.printing", "core.queries", "core.rows", "core.sentences", "core.usecases",
    "gui.frame.start_page", "gui.widgets.lists.table_model",
    "gui.views.card.command_panel", "gui.views.card.command_stack", "gui.views.card.candidates", "gui.views.card.card",
    "gui.views.card.card_pane", "gui.views.issue.issue", "gui.window.parts", "gui.work.task_thread",
    "gui.wording.messages",
    "hashlib", "platformdirs", "qrcode", "requests", "sqlalchemy", "sqlite3",
)  # fmt: skip

LATER_OF_QT = {"QAction", "QMenu", "QMessageBox", "QStyle", "QStylePainter"}
"""A class of Qt is made when its name is first used, with all its constants: QStyle has six hundred."""

PROGRAM = """
import os, sys, tempfile
from argparse import Namespace
from PySide6 import QtGui, QtWidgets
from gui import app
from gui.window.main_window import MainWindow

def painted(_window):
    print(*sorted(sys.modules), *vars(QtGui), *vars(QtWidgets), flush=True)
    os._exit(0)

MainWindow.complete = painted
app.run(Namespace(data_dir=tempfile.mkdtemp()))  # a folder that exists: no first start
"""

ONLY_WHERE_ASKED = (
    "charset_normalizer", "core.queries.all_tills", "core.queries.reports", "core.server.http.openapi",
    "core.console.execute", "core.services.sharing.merge", "core.usecases.reports", "cryptography",
    "PySide6.QtPrintSupport", "gui.views.report_output", "gui.widgets.forms.calendar",
    "qrcode", "tarfile", "xlsxwriter",
)  # fmt: skip
"""What a till at its counter has no use for, and each start and each morning would pay."""

RESTING = """
import os, sys, tempfile
from argparse import Namespace
from PySide6.QtCore import QTimer
from gui import app
from gui.window.idle_steps import IdleSteps

stop = IdleSteps.stop
IdleSteps.settled_ms = 50

def at_rest(steps):
    stop(steps)
    QTimer.singleShot(100, look)

def look():
    if "core.services.outbox.dispatcher" not in sys.modules:
        return QTimer.singleShot(100, look)
    print(*sorted(sys.modules), flush=True)
    os._exit(0)

IdleSteps.stop = at_rest
app.run(Namespace(data_dir=tempfile.mkdtemp()))
"""


def made(window) -> list[str]:
    return [name for name in PANELS if window.findChild(QWidget, name) is not None]


@pytest.mark.slow
def test_nothing_that_the_first_frame_does_not_show_is_imported_before_it():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    loaded = set(done.stdout.split())
    assert loaded >= {"gui.frame.sidebar", "QPushButton", "QIcon"}, done.stderr
    assert loaded.isdisjoint(LATER), loaded & set(LATER)
    assert loaded.isdisjoint(LATER_OF_QT), loaded & LATER_OF_QT


@pytest.mark.slow
def test_a_window_at_rest_has_not_loaded_what_only_a_page_asks_for():
    done = subprocess.run(
        [sys.executable, "-c", RESTING], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    loaded = set(done.stdout.split())
    assert loaded >= {"core.bootstrap", "gui.views.card.sale_pane", "requests", "sqlalchemy"}, done.stderr
    assert loaded.isdisjoint(ONLY_WHERE_ASKED), loaded & set(ONLY_WHERE_ASKED)


@pytest.fixture
def soon(monkeypatch):
    """The first step comes at once; in life a start has the processor for itself before."""
    monkeypatch.setattr(IdleSteps, "settled_ms", 50)


def test_what_a_card_opens_with_is_ready_soon_after(qtbot, look, soon):
    window = MainWindow(idle_bridge())
    qtbot.addWidget(window)
    assert made(window) == []
    window.show()
    qtbot.waitUntil(lambda: made(window) == FIRST)
    assert window._stack.currentWidget().objectName() == "card_view"
    qtbot.waitUntil(lambda: not window._idle.isActive())


def test_what_is_asked_for_at_once_is_made_at_once(qtbot, look):
    window = MainWindow(idle_bridge())
    qtbot.addWidget(window)
    window.make_ready()
    assert made(window) == FIRST


def test_nothing_is_made_between_the_keys_of_a_scan(qtbot, look, soon):
    window = MainWindow(idle_bridge())
    qtbot.addWidget(window)
    window.show()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_G, Qt.KeyboardModifier.NoModifier, "g")
    QApplication.sendEvent(window.windowHandle(), key)
    before = made(window)
    for _ in range(3):
        window._idle.take_step()
    assert made(window) == before
    qtbot.waitUntil(lambda: made(window) == FIRST)
