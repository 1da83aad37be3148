"""A sample of the torture: every kind of moment killed once, some writes failed, some logs cut, a small queue upgraded.

In a process of its own, because it forks: that needs one without threads. In full by `make torture`.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")]
SAMPLES = {
    "kills": "from tests.torture.kills import each_moment_once as f; t = f(); n = len(t.killed)",
    "failing": "from tests.torture.write_failures import fail_each as f; t = f(all_faults=0, every=18); n = t.cases",
    "power": "from tests.torture.power_cuts import cut_everywhere as f; t = f(every=100); n = t.cuts",
}


def told(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=3600, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-8000:]
    return done.stdout


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_holds(name: str) -> None:
    ending = "print(n, t.line, *t.faults, sep='\\n'); raise SystemExit(bool(t.faults))"
    count = told(f"{SAMPLES[name]}; {ending}").split("\n", 1)[0]
    assert int(count) >= 40


def test_a_queue_goes_on_after_an_upgrade() -> None:
    assert "the old file stayed each time" in told("from tests.torture.figures import upgraded; print(upgraded(60))")
