"""A process that crashes leaves where it was, and the next start tells of it once."""

import faulthandler
import subprocess
import sys

from core.log.crash import LAST, NOW, UNTOLD, CrashFile, take_untold

CRASH = """
import faulthandler, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from core.log.crash import CrashFile
secret = "CANARY"
CrashFile(Path(sys.argv[1])).begin()
faulthandler._sigsegv()
"""


def crash(folder) -> int:
    from tests.e2e.machine import ROOT

    done = subprocess.run([sys.executable, "-c", CRASH.format(root=str(ROOT)), str(folder)], check=False, timeout=60)
    return done.returncode


def test_a_crash_is_kept_and_told_once(tmp_path):
    assert crash(tmp_path) < 0
    left = (tmp_path / NOW).read_text("utf-8")
    assert ("Segmentation fault" in left, "CANARY" in left, (tmp_path / NOW).stat().st_mode & 0o077) == (True, False, 0)
    this = CrashFile(tmp_path)
    this.begin()
    try:
        assert take_untold(tmp_path) == tmp_path / LAST
        assert take_untold(tmp_path) is None
        assert (tmp_path / LAST).read_text("utf-8") == left
    finally:
        this.end()
    assert (sorted(path.name for path in tmp_path.iterdir()), faulthandler.is_enabled()) == ([LAST], True)


def test_what_ends_as_it_should_leaves_nothing(tmp_path):
    this = CrashFile(tmp_path)
    this.begin()
    this.begin()
    this.end()
    this.end()
    assert (list(tmp_path.iterdir()), take_untold(tmp_path)) == ([], None)


def test_a_kill_is_no_crash_and_a_folder_that_fails_is_none_either(tmp_path):
    (tmp_path / NOW).touch()
    this = CrashFile(tmp_path)
    this.begin()
    this.end()
    assert not (tmp_path / UNTOLD).exists()
    CrashFile(tmp_path / "nowhere").begin()
