"""kill -9 at every moment of printing: what was kept comes, and never twice without a mark."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.services.paper.receipts import ReceiptQueue
from core.services.people.preferences import Preferences
from core.store.database import Database
from tests.builders import VirtualClock
from tests.core.printing.counter_printer import CounterPrinter

pytestmark = pytest.mark.slow
MOMENTS = 6
"""Before and after: the receipt is kept, it is printed, it is let go."""


@pytest.mark.parametrize("moment", range(MOMENTS + 1))
def test_a_program_that_is_killed_loses_no_receipt_and_doubles_none_unmarked(moment: int, tmp_path: Path) -> None:
    with CounterPrinter().listening() as printer:
        database = Database(tmp_path / "till.db")
        Preferences(database).set("receipt.printer", str(printer.address))
        database.close()
        command = [sys.executable, "-m", "tests.core.services.killed_printing", str(tmp_path), str(moment)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == (-signal.SIGKILL if moment else 0), done.stderr
        assert moment or int(done.stdout) == MOMENTS
        database, clock = Database(tmp_path / "till.db"), VirtualClock()
        queue = ReceiptQueue(database, Preferences(database), clock)
        for _ in range(10):
            clock.wait(queue.step(lambda *_given: pytest.fail("nothing to draw")))
        assert queue.waiting() == ()
        database.close()
    late = [b"LATE COPY" in paper for paper in printer.papers]
    kept = moment != 1  # before its first commit nothing is kept, and the books still have the sale
    assert late.count(False) == (0 if moment in {1, 2, 3} else 1)
    assert late.count(True) == (1 if kept and moment in {2, 3, 4, 5} else 0)
