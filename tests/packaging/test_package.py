"""`make package` says what it made and what it used again."""

from pathlib import Path

import package
import pytest


def test_what_was_done_and_what_was_left_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done: list[str] = []
    for wanted in ("first", "first", "second"):
        package.unless_done(tmp_path / "stamp", wanted, lambda wanted=wanted: done.append(wanted), "the programs")
    assert done == ["first", "second"]
    told = [line.partition(":")[2].split()[0] for line in capsys.readouterr().out.splitlines()]
    assert told == ["made", "as", "made"]


def test_what_failed_is_done_again(tmp_path: Path) -> None:
    def fail() -> None:
        raise RuntimeError("first")

    with pytest.raises(RuntimeError, match="first"):
        package.unless_done(tmp_path / "stamp", "first", fail, "the programs")
    assert not (tmp_path / "stamp").exists()
