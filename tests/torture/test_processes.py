"""The processes that the torture runs its cases in: forked, so from one of its own that has no threads."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
PROGRAM = """
import os, signal
from tests.torture.processes import Child
child = Child(lambda word: {work})
os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
child.go("a word")
print(child.result())
"""


@pytest.mark.parametrize(("work", "result"), [("5", "5"), ("os.kill(os.getpid(), signal.SIGKILL)", "None")])
def test_a_process_that_ended_before_its_word_came_gives_its_result(work: str, result: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(work=work)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout.strip(), done.stderr) == (result, "")
