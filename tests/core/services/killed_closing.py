"""Closes a day and kills itself with SIGKILL before the n-th statement; run as a process by test_killed_closing.py."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from tests.core.services.closing_till import ClosingTill


def main(folder: Path, deadly: int) -> None:
    till = ClosingTill(folder)
    passed = 0

    def moment(*_given: Any) -> None:
        nonlocal passed
        passed += 1
        if passed == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    with till.database.reading() as conn:
        engine = conn.engine
    event.listen(engine, "connect", lambda raw, _record: raw.set_trace_callback(moment))
    engine.dispose()
    till.close()
    moment()
    till.database.close()
    print(passed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
