"""While the window starts nothing reads the sources of what is imported: that was a sixth of the time of an import."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROGRAM = """
import gc, linecache
from gui.start import quick_imports
quick_imports.begin()
import gui.app, sqlalchemy
assert not gc.isenabled()
print([name for name in linecache.cache if name.endswith(".py") and ("gui" in name or "sqlalchemy" in name)])
"""


@pytest.mark.slow
def test_no_source_is_read_for_an_import():
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "[]\n", done.stderr
