"""From the sandbox to a real service without leaving the window, and to another token; what is wrong is said there."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.server.sandbox.embedded import EmbeddedService

ROOT = Path(__file__).parents[3]
TOKEN = "restart-token-7712"


@pytest.fixture
def service(tmp_path: Path):
    made = EmbeddedService(tmp_path / "service.db", TOKEN, seed=3)
    made.start()
    yield made
    made.stop()


@pytest.mark.slow
def test_a_till_that_trained_is_connected_and_leaves_its_training_behind(service, data_dir: Path) -> None:
    data_dir.mkdir()
    command = [sys.executable, "-m", "tests.gui.work.restart_program", str(data_dir), service.url, TOKEN]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert done.stdout.splitlines() == [
        "None",
        "is not the address of a service True True",
        "cannot be reached True True",
        "does not accept this token True True",
        "asked what is printed: True",
        f"{service.url} False 0",
        "still online",
        "swapped ''",
    ]
    content = b"".join(path.read_bytes() for path in data_dir.rglob("*") if path.is_file())
    assert TOKEN.encode() not in content
    with closing(sqlite3.connect(data_dir / "sandbox-till.db")) as trained:  # it stays in training
        assert trained.execute("SELECT want FROM operations").fetchall() == [(2500,)]
    assert (data_dir / "service-url").read_text().strip() == service.url
