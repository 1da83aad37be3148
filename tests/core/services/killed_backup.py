"""Makes a scheduled backup and kills itself with SIGKILL before the n-th thing it does to a file of the folder.

Run as a process by test_killed_backup.py.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path
from typing import Any

from core.bootstrap import open_core
from core.settings import Settings
from tests.builders import StoppedClock


class HalvedFile(io.FileIO):
    """Writes a part, then the rest: whoever is killed in between leaves a file that was cut."""

    def write(self, content: Any, /) -> int:
        part = bytes(content)
        super().write(part[: len(part) // 2])
        sys.audit("test.half", "stick")
        super().write(part[len(part) // 2 :])
        return len(part)


def main(root: Path, url: str, deadly: int, at: float) -> None:
    till = open_core(Settings(root / "till", url, quarantine_s=0.0, state_dir=root / "state"), "test", StoppedClock(at))
    passed = 0

    def moment(event: str, given: tuple[object, ...]) -> None:
        nonlocal passed
        if event in {"open", "os.rename", "os.remove", "os.scandir", "test.half"} and "stick" in str(given[0]):
            passed += 1
            if passed == deadly:
                os.kill(os.getpid(), signal.SIGKILL)

    os.fdopen = HalvedFile  # type: ignore[assignment]
    sys.addaudithook(moment)
    till.backups.step()
    count = passed
    till.close()
    print(count)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
