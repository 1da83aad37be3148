"""kill -9 before everything that a scheduled backup does to a file: whatever looks whole is whole, and none is lost."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.server.sandbox.embedded import EmbeddedService
from core.services.till.backup_file import read_backup
from tests.builders import NOON, StoppedClock
from tests.core.services.backup_shop import PASSWORD, Shop

pytestmark = pytest.mark.slow
DAY_S = 86_400.0


@pytest.fixture
def root(service: EmbeddedService, tmp_path: Path) -> Path:
    """A till whose plan keeps one backup, which is there; another one is due."""
    root = tmp_path / "root"
    root.mkdir()
    shop = Shop(service, root)
    (root / "stick").mkdir()
    (root / "state-till").mkdir()
    till = shop.open(clock=StoppedClock(NOON - DAY_S))
    few = {"backup.latest": "1", "backup.days": "0", "backup.weeks": "0", "backup.months": "0"}
    till.preferences.set_all({"backup.folder": str(root / "stick"), "backup.when": "6h", **few})
    till.backups.set_password(PASSWORD)
    till.backups.step()
    till.close()
    (root / "state-till").rename(root / "state")
    return root


def test_a_killed_backup_leaves_no_file_that_looks_whole_and_is_not(root: Path, service: EmbeddedService) -> None:
    kept = root.with_name("kept")
    shutil.copytree(root, kept)
    moments = _run(root, service.url, 0)
    assert moments is not None
    assert moments >= 8
    (old,) = (path.name for path in (kept / "stick").iterdir())
    seen = {_left(root, kept, service.url, deadly) - {old} == set() for deadly in range(1, moments + 1)}
    assert seen == {True, False}, "killed both before the new one was whole, and after"


def _left(root: Path, kept: Path, url: str, deadly: int) -> set[str]:
    """Return the backups that are there after a kill; each opens, and the next run mends all."""
    shutil.rmtree(root)
    shutil.copytree(kept, root)
    assert _run(root, url, deadly) is None
    left = {path.name for path in (root / "stick").glob("*.backup")}
    assert left
    for name in left:
        assert read_backup(root / "stick" / name, PASSWORD).facts.entries
    assert _run(root, url, 0, NOON + DAY_S) is not None
    (whole,) = (root / "stick").iterdir()
    assert whole.name not in left
    return left


def _run(root: Path, url: str, deadly: int, at: float = NOON) -> int | None:
    """Make one that is due there; return how many moments passed, None when it was killed."""
    words = [sys.executable, "-m", "tests.core.services.killed_backup", str(root), url, str(deadly), str(at)]
    done = subprocess.run(words, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False)
    if done.returncode == -signal.SIGKILL:
        return None
    assert done.returncode == 0, done.stderr
    return int(done.stdout)
