"""From a line that the program logs to the file: nobody waits, nothing is lost in silence, no argument is written."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from core.errors import CannotStart
from core.log import area, flush
from core.log.file import NAME, LogFile
from core.log.writer import QueueLog, open_log

ROOT = Path(__file__).parents[3]


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / NAME).read_text("utf-8").splitlines()]


def events(folder: Path) -> list[str]:
    return [line["event"] for line in lines(folder)]


class Blocked(LogFile):
    """A disk that takes nothing until it is let go, and may refuse."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.begun, self.free = threading.Event(), threading.Event()
        self.full = False

    def append(self, line: str) -> None:
        self.begun.set()
        assert self.free.wait(30)
        if self.full:
            raise OSError(28, "No space left on device")
        super().append(line)


def record(event: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord("counterfoil.till", logging.INFO, "", 1, event, arguments, None)


def test_a_line_says_when_who_where_and_what(tmp_path: Path) -> None:
    with open_log(tmp_path, "console redeem"):
        area("remote").info("request", method="GET", status=200, code="7K2M")
    first, line, last = lines(tmp_path)
    assert (first["event"], last["event"]) == ("opened", "closed")
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "info",
        "area": "remote",
        "process": "console redeem",
        "event": "request",
        "method": "GET",
        "status": 200,
        "…": "…",
    }


def test_without_a_file_nothing_is_told_but_bugs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    area("remote").warning("request")
    assert not logging.getLogger("counterfoil.remote").isEnabledFor(logging.WARNING)
    with open_log(tmp_path, "window"):
        pass
    area("remote").warning("request")
    assert events(tmp_path) == ["opened", "closed"]
    assert capsys.readouterr() == ("", "")


def test_a_message_loses_its_arguments(tmp_path: Path) -> None:
    with open_log(tmp_path, "window"):
        # Of a name that no module has: those of modules leave out what they said less than a minute ago.
        logging.getLogger("core.server.test").warning("the database could not be used: %s", "7K2MP4Q9")
        logging.getLogger("counterfoil.till").warning("7K2MP4Q9 was scanned")
    assert events(tmp_path)[1:-1] == ["the database could not be used: …", "…"]


def test_an_error_that_ends_the_program_is_written(tmp_path: Path) -> None:
    with pytest.raises(CannotStart), open_log(tmp_path, "window"):
        raise CannotStart("start.url", url="https://secret.example")
    with pytest.raises(ZeroDivisionError), open_log(tmp_path, "window"):
        _ = 1 / 0
    _, known, _, bug = lines(tmp_path)
    assert (known["event"], known["key"]) == ("ended", "start.url")
    assert (bug["level"], bug["trace"][0]) == ("critical", "ZeroDivisionError: …")
    assert "secret" not in (tmp_path / NAME).read_text("utf-8")


def test_whoever_logs_never_waits_for_a_slow_disk_and_the_next_line_says_what_was_lost(tmp_path: Path) -> None:
    disk = Blocked(tmp_path)
    log = QueueLog(disk, "window", most_waiting=3)
    log.start()
    log.emit(record("one"))
    assert disk.begun.wait(30)
    for event in ("two", "three", "four", "lost", "lost as well"):
        log.emit(record(event))
    disk.free.set()
    log.flush()
    log.emit(record("last"))
    log.end()
    assert events(tmp_path) == ["one", "two", "three", "four", "last"]
    assert sum(line.get("lost", 0) for line in lines(tmp_path)) == 2


def test_a_full_disk_costs_lines_and_nothing_else(tmp_path: Path) -> None:
    disk = Blocked(tmp_path)
    disk.free.set()
    log = QueueLog(disk, "window")
    log.start()
    disk.full = True
    log.emit(record("one"))
    log.emit(record("two"))
    log.flush()
    disk.full = False
    log.emit(record("three"))
    log.end()
    assert [(line["event"], line.get("lost")) for line in lines(tmp_path)] == [("three", 2)]


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with open_log(tmp_path, "window"):
        area("remote").info("request")
        flush()
    assert list(tmp_path.rglob("*")) == [tmp_path / NAME]


def write_a_hundred() -> None:
    for _ in range(100):
        area("sync").info("page taken in")


def test_threads_may_log_at_once(tmp_path: Path) -> None:
    with open_log(tmp_path, "window"):
        threads = [threading.Thread(target=write_a_hundred) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert events(tmp_path).count("page taken in") == 400


@pytest.mark.parametrize("ending", ["flush(); os._exit(3)", "sys.exit(3)", "raise SystemExit(3)"])
def test_what_was_logged_is_in_the_file_however_the_program_ends(tmp_path: Path, ending: str) -> None:
    program = "\n".join(
        (
            "import os, sys",
            "from pathlib import Path",
            "from core.log import area, flush",
            "from core.log.writer import open_log",
            f"log = open_log(Path({str(tmp_path)!r}), 'window')",
            "log.__enter__()",
            f"area('till').info('the last words'); {ending}",
        )
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 3
    assert events(tmp_path)[:2] == ["opened", "the last words"]


def test_processes_that_have_the_folder_in_turn_write_one_file(tmp_path: Path) -> None:
    for process in ("console issue", "console redeem", "window"):
        with open_log(tmp_path, process):
            area("till").info("here")
    assert [line["process"] for line in lines(tmp_path) if line["event"] == "here"] == [
        "console issue",
        "console redeem",
        "window",
    ]
