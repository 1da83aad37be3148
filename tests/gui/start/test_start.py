"""The whole program in its own process: it opens, closes with 0, and says plainly when it cannot start."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[3]

PROGRAM = """
import sys
from argparse import Namespace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from gui import app

def look():
    window = next(each for each in QApplication.topLevelWidgets() if each.objectName() == "main_window")
    close = window.findChild(QPushButton, "start_close")
    if close is not None:
        print(window.findChild(QLabel, "start_sentence").text())
        close.click()
    elif (label := window.findChild(QLabel, "status_text")) and label.text():
        print(label.text())
        window.close()

application = app.application()
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
folder = sys.argv[1]
sys.exit(app.run(Namespace(data_dir=folder, api_url=None, token_file=None, offline=False, clerk=None)))
"""


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def test_it_opens_and_closes(tmp_path):
    folder = tmp_path / "till"
    folder.mkdir()  # a folder that is there is no first start, which the assistant would begin
    done = run(folder)
    assert done.stdout.startswith("Sandbox · ")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_a_folder_that_is_a_file_is_told_and_ends_with_7(tmp_path):
    wrong = tmp_path / "till"
    wrong.write_text("not a folder")
    done = run(wrong)
    assert str(wrong) in done.stdout
    assert (done.returncode, "Traceback" in done.stderr) == (7, False), done.stderr
