"""kill -9 before every statement of a close of day: the closing and its entry in the journal are there, or neither."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.store import journal
from tests.core.services.closing_till import DAY_S, ClosingTill

pytestmark = pytest.mark.slow


def test_a_till_that_is_killed_has_the_closing_with_its_entry_or_neither(tmp_path: Path) -> None:
    moments = _run(tmp_path / "alive", 0)
    assert moments is not None
    assert moments >= 15
    seen = {_after(tmp_path / str(deadly), deadly) for deadly in range(1, moments + 1)}
    assert seen == {(0, 0), (1, 1)}


def _run(folder: Path, deadly: int) -> int | None:
    """Close the day there; return how many moments passed, None when it was killed."""
    folder.mkdir()
    till = ClosingTill(folder)
    till.done("sold", 5000, kind="issue", payload={"sold_as": "sold"})
    till.database.close()
    words = [sys.executable, "-m", "tests.core.services.killed_closing", str(folder), str(deadly)]
    done = subprocess.run(words, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False)
    if done.returncode == -signal.SIGKILL:
        return None
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def _after(folder: Path, deadly: int) -> tuple[int, int]:
    """Return how many closings and entries are left, after a close that works has shown that the till is sound."""
    assert _run(folder, deadly) is None
    till = ClosingTill(folder)
    try:
        with till.database.reading() as conn:
            left = len(till.days.closings()), journal.head(conn).number
        till.clock.now += left[0] * DAY_S
        assert till.close().number == 1 + left[0]
    finally:
        till.database.close()
    return left
