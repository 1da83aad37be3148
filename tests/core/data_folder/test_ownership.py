"""One process owns a folder: a second waits, then names the owner; the lock dies with its process, however it ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.clock import Clock
from core.data_folder.ownership import Ownership
from core.errors import CannotStart

OWNER = """
import sys
from pathlib import Path
from core.clock import Clock
from core.data_folder.ownership import Ownership
owner = Ownership(Path(sys.argv[1]), sys.argv[2], Clock())
print("owns", flush=True)
sys.stdin.read()
owner.release()
"""


@contextmanager
def owning(folder: Path, purpose: str = "console serve") -> Iterator[subprocess.Popen[str]]:
    """Another process that owns the folder until its standard input ends."""
    command = [sys.executable, "-c", OWNER, str(folder), purpose]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "owns\n"
        yield process
        process.kill()


class CountingClock(Clock):
    """Time passes only by waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def wait(self, seconds: float) -> bool:
        self.now += seconds
        return True


def test_a_second_process_waits_and_then_names_the_owner(tmp_path: Path) -> None:
    clock = CountingClock()
    with owning(tmp_path) as other, pytest.raises(CannotStart) as failed:
        Ownership(tmp_path, "console sync", clock)
    assert clock.now == pytest.approx(10, abs=0.1)
    assert failed.value.exit_status == 7
    assert f"process {other.pid} (console serve)" in failed.value.sentence


def test_a_command_does_not_wait_for_an_open_window(tmp_path: Path) -> None:
    clock = CountingClock()
    with owning(tmp_path, "window"), pytest.raises(CannotStart) as failed:
        Ownership(tmp_path, "console sync", clock)
    assert clock.now < 1
    assert failed.value.exit_status == 7
    assert failed.value.sentence.startswith("Counterfoil is open on this till.")


def test_a_window_waits_for_another_window_that_is_closing(tmp_path: Path) -> None:
    clock = CountingClock()
    with owning(tmp_path, "window"), pytest.raises(CannotStart) as failed:
        Ownership(tmp_path, "window", clock)
    assert failed.value.key == "start.owner"
    assert clock.now == pytest.approx(10, abs=0.1)


def test_an_owner_that_leaves_in_time_is_followed(tmp_path: Path) -> None:
    with owning(tmp_path) as other:
        assert other.stdin is not None
        other.stdin.close()
        Ownership(tmp_path, "console sync", Clock()).release()


def test_the_lock_dies_with_a_killed_owner(tmp_path: Path) -> None:
    with owning(tmp_path) as other:
        other.kill()
        other.wait()
        Ownership(tmp_path, "console sync", Clock(), patience_s=0).release()


def test_a_closing_program_does_not_wait_for_the_folder(tmp_path: Path) -> None:
    clock = Clock()
    clock.stop()
    with owning(tmp_path), pytest.raises(CannotStart):
        Ownership(tmp_path, "window", clock, patience_s=3600)


def test_what_stands_in_the_lock_file_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "owner.lock").write_bytes(b"\xff\xfe broken")
    first = Ownership(tmp_path, "window", Clock())
    with pytest.raises(CannotStart):
        Ownership(tmp_path, "window", Clock(), patience_s=0)
    first.release()


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotStart) as failed:
        Ownership(tmp_path / "gone", "window", Clock())
    assert failed.value.key == "start.folder"
