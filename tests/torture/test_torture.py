"""A sample of the torture: half of the kinds of moments killed, some writes failed, some logs cut, a queue upgraded.

Writes fail in every second scene, and the power goes in every third.

In a process of its own, because it forks: that needs one without threads. In full by `make torture`.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")]
SAMPLES = {
    "kills": "from tests.torture.kills import each_moment_once as f; t = f(every=2)",
    "failing": "from tests.torture.write_failures import fail_each as f; t = f(S[::2], all_faults=0, every=40)",
    "power": "from tests.torture.power_cuts import cut_everywhere as f; t = f(S[1::3], every=24)",
}


def told(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=3600, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-8000:]
    return done.stdout


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_holds(name: str) -> None:
    ending = "print(t.line, *t.faults, sep='\\n'); raise SystemExit(bool(t.faults))"
    line = told(f"from tests.torture.scenes import SCENES as S; {SAMPLES[name]}; {ending}")
    assert int(line.split(" ", 1)[0]) >= 20


def test_a_queue_goes_on_after_an_upgrade() -> None:
    assert "the old file stayed each time" in told("from tests.torture.figures import upgraded; print(upgraded(60))")
