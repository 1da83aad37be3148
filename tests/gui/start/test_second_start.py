"""A second start brings the first window to the front; where that does not answer, it says so and goes on by itself."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from core.clock import Clock
from core.data_folder import owner_socket
from core.data_folder.ownership import Ownership
from gui.start.second_start import FolderClaim, brought_to_front
from gui.start.wait_page import WaitPage

pytestmark = pytest.mark.unstyled

ROOT = Path(__file__).parents[3]

SECOND = """
import sys
from argparse import Namespace
from PySide6.QtWidgets import QApplication
from gui import app
application = app.application()
shown = []
application.focusWindowChanged.connect(shown.append)
status = app.run(Namespace(data_dir=sys.argv[1], api_url=None, token_file=None, offline=False, clerk=None))
print(len(shown), len(QApplication.topLevelWidgets()))
sys.exit(status)
"""
OWNER = """
import sys
from pathlib import Path
from core.clock import Clock
from core.data_folder.ownership import Ownership
owner = Ownership(Path(sys.argv[1]), sys.argv[2], Clock())
print("owns", flush=True)
sys.stdin.read()
owner.release()
"""


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "till"
    path.mkdir()
    return path


@pytest.fixture
def hold(qapp, folder):
    made = FolderClaim(folder)
    assert made.take()
    made.listen()
    yield made
    made.release()


@pytest.fixture
def owned_by(folder):
    """Another process that has the folder and hears nobody."""
    started = []

    def start(purpose):
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        process = subprocess.Popen([sys.executable, "-c", OWNER, str(folder), purpose], cwd=ROOT, **pipes)
        started.append(process)
        assert process.stdout.readline() == "owns\n"
        return process

    yield start
    for process in started:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


@pytest.fixture
def window(qtbot, look):
    made = QWidget()
    made.setObjectName("main_window")
    qtbot.addWidget(made)
    made.show()
    return made


def in_thread(work, *arguments):
    """What `work` returns, while the event loop of the window goes on."""
    got = []
    thread = threading.Thread(target=lambda: got.append(work(*arguments)))
    thread.start()
    return thread, got


@pytest.mark.slow
def test_a_second_start_shows_nothing_of_its_own_and_brings_the_first_to_the_front(qtbot, hold, folder, window):
    window.showMinimized()
    qtbot.waitUntil(window.isMinimized)
    second = subprocess.Popen(
        [sys.executable, "-c", SECOND, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    told, trouble = second.communicate()
    assert (second.returncode, told.split()) == (0, ["0", "0"]), trouble
    assert not window.isMinimized()
    assert window.isActiveWindow()


def test_a_window_that_stands_still_is_busy_and_not_in_front(hold, folder, window):
    hold.answer_s = 0.1
    assert not brought_to_front(folder)  # this thread is the window's, and waits


def test_a_program_that_has_no_window_left_does_not_say_that_it_came(qtbot, hold, folder):
    thread, got = in_thread(brought_to_front, folder)
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=10_000)
    assert got == [False]


@pytest.mark.parametrize("do", ["sell", "", "raise\n"])
def test_what_is_not_known_is_refused(qtbot, hold, folder, window, do):
    thread, got = in_thread(owner_socket.ask, folder, do)
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=10_000)
    assert got[0]["error"] == "unknown"


def test_released_the_folder_is_free_and_nobody_listens(hold, folder):
    hold.release()
    Ownership(folder, "window", Clock(), patience_s=0).release()
    assert owner_socket.ask(folder, "raise") is None


def test_a_first_start_leaves_the_folder_to_the_assistant(qapp, tmp_path):
    hold = FolderClaim(tmp_path / "till")
    assert hold.take()
    assert not hold.owned
    assert not (tmp_path / "till").exists()


@pytest.mark.parametrize(
    ("purpose", "heading", "part"),
    [
        ("window", "Counterfoil is open already", "does not answer just now"),
        ("console sync", "One moment", "A command is at work"),
    ],
)
def test_a_start_that_must_wait_says_why_and_opens_when_the_folder_is_free(
    qtbot, look, folder, owned_by, purpose, heading, part
):
    other, hold = owned_by(purpose), FolderClaim(folder)
    seen = []

    def look_and_free():
        page = next(each for each in QApplication.topLevelWidgets() if isinstance(each, WaitPage))
        labels = [page.findChild(QLabel, name) for name in ("wait_heading", "wait_sentence", "wait_owner")]
        seen.append([label.text() for label in labels if label is not None])
        for key in (Qt.Key.Key_A, Qt.Key.Key_Return):
            QTest.keyClick(QApplication.focusWidget() or page, key)
        assert page.isVisible()
        other.stdin.close()

    QTimer.singleShot(0, look_and_free)
    assert hold.take()
    assert hold.owned
    assert seen[0][0] == heading
    assert part in seen[0][1]
    assert seen[0][2] == f"Process {other.pid}"
    hold.release()


def test_nobody_has_to_wait(qtbot, look, folder, owned_by):
    owned_by("window")
    hold = FolderClaim(folder)

    def leave():
        page = next(each for each in QApplication.topLevelWidgets() if isinstance(each, WaitPage))
        QTest.keyClick(page, Qt.Key.Key_Escape)

    QTimer.singleShot(0, leave)
    assert not hold.take()
    assert not hold.owned
