"""`--cases N` runs a few cases of every test, and of every test one."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CASES = """
import pytest

@pytest.mark.parametrize("number", range(40))
def test_many(number): pass

@pytest.mark.parametrize("number", [pytest.param(0, marks=pytest.mark.slow), 1])
def test_two(number): pass

def test_one(): pass
"""


def chosen(folder: Path, *words: str) -> list[str]:
    (folder / "test_numbers.py").write_text(CASES)
    asked: list[str | Path] = [
        sys.executable,
        "-m",
        *("pytest", "-c", "pyproject.toml"),
        "-p",
        "tests.conftest",
        "--collect-only",
        folder / "test_numbers.py",
        *words,
    ]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [line.rpartition("::")[2] for line in told.splitlines() if "::" in line]


@pytest.mark.slow
def test_of_each_test_so_many_cases_are_run_and_always_the_same(tmp_path: Path) -> None:
    few = chosen(tmp_path, "--cases", "3")
    assert sorted({case.partition("[")[0] for case in few}) == ["test_many", "test_one", "test_two"]
    assert len([case for case in few if case.startswith("test_many")]) == 3
    assert set(few) == set(chosen(tmp_path, "--cases", "3", "-p", "no:randomly"))


@pytest.mark.slow
def test_a_slow_case_takes_the_place_of_no_quick_one(tmp_path: Path) -> None:
    assert "test_two[1]" in chosen(tmp_path, "--cases", "1")


@pytest.mark.slow
def test_without_it_all_are_run(tmp_path: Path) -> None:
    assert len(chosen(tmp_path)) == 42
