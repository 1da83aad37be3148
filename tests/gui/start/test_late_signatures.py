"""PySide6 describes its functions when it is asked, and then as ever: else a wrong call would end the program."""

import re
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest
import shiboken6

from gui.start.late_signatures import LATE

ROOT = Path(__file__).parents[3]
BEGIN = "from gui.start import quick_imports\nquick_imports.begin()\n"
CALLS = """
import sys
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
app = QApplication(["calls", "-platform", "offscreen"])
label = QLabel("words")
calls = (
    lambda: label.setText(1), lambda: label.setAlignment("left"), lambda: label.resize(1, 2, 3, 4),
    lambda: QLabel(blurb=1), lambda: label.setFoo, lambda: QTimer.singleShot(), lambda: QPoint("a"),
)
for call in calls:
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
print(label.setText.__doc__, QWidget.__doc__)
print(repr(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), type(Qt.Key.Key_A).__mro__)
import PySide6.support.signature.lib.enum_sig as enum_sig
print(enum_sig.__name__, enum_sig.ExactEnumerator, hasattr(enum_sig, "nothing_of_it"))
"""
RUN = """
import sys
from PySide6 import QtWidgets
import gui.app
for package, names in {late!r}.items():
    for name in names:
        module = sys.modules[package + "." + name]
        print(name, type(module).__name__, len(vars(module)))
"""


def told(program: str) -> str:
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_none_has_run_when_the_window_is_imported():
    lines = told(BEGIN + RUN.format(late=LATE)).splitlines()
    assert len(lines) == 6
    for line in lines:
        _name, kind, names = line.split()
        assert (kind, int(names) < 12) == ("LateModule", True), line


@pytest.mark.slow
def test_a_wrong_call_is_told_as_without_it():
    usual = told(CALLS)
    assert "Supported signatures:" in usual
    assert told(BEGIN + CALLS) == usual


def test_a_chosen_kind_of_enums_leaves_pyside_as_it_is():
    chosen = "import sys\nsys.pyside6_option_python_enum = 0x40\n"
    program = chosen + BEGIN + "print(type(sys.modules['shibokensupport.signature.parser']).__name__)"
    assert told(program) == "module\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the names of the libraries differ")
def test_the_library_itself_reads_none_of_them():
    folders = [Path(module.__file__).parent for module in (PySide6, shiboken6)]
    libraries = [path for folder in folders for path in folder.glob("*.so*")]
    read = {name.decode() for path in libraries for name in re.findall(rb"shibokensupport[.\w]+", path.read_bytes())}
    assert "shibokensupport.signature.mapping" in read
    assert read.isdisjoint(f"{package}.{name}" for package, names in LATE.items() for name in names)
