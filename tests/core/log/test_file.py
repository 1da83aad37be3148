"""The files of the log: private, rotated, and never a reason for the program to stop."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from core.log.file import NAME, OLD_FILES, LogFile


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def written(folder: Path) -> list[list[str]]:
    """The lines of each file, the newest file first."""
    paths = [folder / NAME, *(folder / f"{NAME}.{number}" for number in range(1, OLD_FILES + 2))]
    return [path.read_text("utf-8").splitlines() for path in paths if path.exists()]


def test_a_line_is_appended_to_a_file_that_only_this_user_can_read(folder: Path) -> None:
    (folder / NAME).write_text("an older line\n", "utf-8")
    (folder / NAME).chmod(0o644)
    log = LogFile(folder)
    log.append("one")
    log.append("zwei ä")
    log.close()
    assert written(folder) == [["an older line", "one", "zwei ä"]]
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600


def test_full_files_move_on_and_the_oldest_goes(folder: Path) -> None:
    log = LogFile(folder, most_bytes=30)
    for number in range(20):
        log.append(f"line {number:05d}")  # eleven bytes with its end: two to a file
    log.close()
    newest = [[f"line {number:05d}" for number in (at, at + 1)] for at in (18, 16, 14, 12, 10)]
    assert written(folder) == newest
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_line_longer_than_a_file_is_written_all_the_same(folder: Path) -> None:
    log = LogFile(folder, most_bytes=10)
    log.append("x" * 100)
    log.append("y")
    log.close()
    assert written(folder) == [["y"], ["x" * 100]]


def test_half_a_line_on_a_full_disk_spoils_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log, write, room = LogFile(folder), os.write, 4

    def on_full_disk(file: int, content: memoryview) -> int:
        nonlocal room
        if not room:
            raise OSError(28, "No space left on device")
        taken, room = write(file, content[:room]), 0
        return taken

    monkeypatch.setattr(os, "write", on_full_disk)
    with pytest.raises(OSError, match="No space"):
        log.append("half of this")
    monkeypatch.setattr(os, "write", write)
    log.append("a whole line")
    log.close()
    assert written(folder) == [["half", "a whole line"]]


def test_a_folder_that_is_gone_is_told_and_tried_again(folder: Path) -> None:
    log = LogFile(folder / "gone")
    with pytest.raises(FileNotFoundError):
        log.append("one")
    (folder / "gone").mkdir()
    log.append("two")
    log.close()
    assert (folder / "gone" / NAME).read_text("utf-8").split() == ["two"]
