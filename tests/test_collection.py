"""What is collected does not depend on the order of a set: workers that disagree refuse to start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cpu_seconds import room

ROOT = Path(__file__).parents[1]


def collected(hash_seed: str) -> list[str]:
    """Return the names of all tests in the order in which a process with this seed finds them.

    Each worker of each run collects them all: a module that starts a process where it is imported fails here.
    """
    asked = [sys.executable, "-m", "pytest", "-p", "no:randomly", "-p", "tests.no_process", "-m", "", "--collect-only"]
    environ = {**os.environ, "PYTHONHASHSEED": hash_seed}
    told = subprocess.run(asked, cwd=ROOT, env=environ, capture_output=True, text=True, check=True).stdout
    return [line for line in told.splitlines() if "::" in line]


@pytest.mark.slow
def test_every_process_finds_the_same_tests_in_the_same_order() -> None:
    first = collected("1")
    assert len(first) > 4000
    assert collected("2") == first


@pytest.mark.parametrize(
    ("nodeid", "expected"),
    [
        ("tests/core/services/test_desk.py::test_x[a/b]", "core/services"),
        ("tests/core/protocol/worlds/test_x.py::test_y", "core/protocol"),
        ("tests/e2e/test_x.py::test_y", "e2e"),
        ("tests/test_x.py::test_y", "tests"),
    ],
)
def test_cpu_seconds_belong_to_the_folder_of_the_test(nodeid: str, expected: str) -> None:
    assert room(nodeid) == expected


def test_the_tests_of_the_window_stand_in_rooms_that_the_window_has() -> None:
    """Directly in tests/gui is what walks through the whole window, and what such tests stand on."""
    tests = ROOT / "tests" / "gui"
    rooms = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}
    assert [str(room) for room in sorted(rooms) if not (ROOT / "gui" / room / "__init__.py").is_file()] == []
