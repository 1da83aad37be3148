"""What is left open fails the test that made it, and nobody else."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CASES = """
import gc, os, sqlite3, threading
from contextlib import closing
from pathlib import Path
import pytest
from sqlalchemy import create_engine, text
from tests import leaks

leaks.PATIENCE_S = 0.3  # what is left here never ends, and each waits so long for it
kept = []

@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('standing')}/shop.db")
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    yield engine
    engine.dispose()

@pytest.fixture(scope="module")
def careless(tmp_path_factory):
    return sqlite3.connect(tmp_path_factory.mktemp("careless") / "shop.db")

@pytest.fixture
def database(tmp_path):
    return create_engine(f"sqlite:///{tmp_path}/till.db")

def test_engine_not_disposed_of(database):
    with database.connect() as connection:
        connection.execute(text("SELECT 1"))
    kept.append(database)

def test_connection_collected(tmp_path):
    sqlite3.connect(tmp_path / "till.db")
    gc.collect()

def test_connection_in_a_circle(tmp_path):
    circle = [sqlite3.connect(tmp_path / "till.db")]
    circle.append(circle)

def test_connection_of_a_thread(tmp_path):
    thread = threading.Thread(target=lambda: kept.append(sqlite3.connect(":memory:", check_same_thread=False)))
    thread.start()
    thread.join()

def test_thread():
    threading.Thread(target=threading.Event().wait, name="for ever", daemon=True).start()

def test_file(tmp_path):
    kept.append(os.open(tmp_path / "paper", os.O_CREAT))

def test_fails_and_leaves(tmp_path):
    kept.append(sqlite3.connect(tmp_path / "till.db"))
    assert False

def test_good_closes_all(tmp_path):
    with closing(sqlite3.connect(tmp_path / "till.db")), open(tmp_path / "paper", "w"):
        thread = threading.Thread(target=int)
        thread.start()
    thread.join()

def test_good_opens_one_more_for_the_module(standing):
    with standing.connect(), standing.connect() as connection:
        connection.execute(text("SELECT 1"))

def test_good_though_its_module_is_careless(careless):
    pass
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of the cases, without the warnings of Python 3.13 for what is collected."""
    file = tmp_path_factory.mktemp("cases") / "test_cases.py"
    file.write_text(CASES)
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.leaks",
        "-p",
        "no:randomly",
        "-W",
        "default",
        file,
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False).stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("case", "what"),
    [
        ("engine_not_disposed_of", "a connection to .*till.db"),
        ("connection_collected", r"a connection to .*till.db, dropped without close\(\)"),
        ("connection_in_a_circle", "a connection to .*till.db"),
        ("connection_of_a_thread", "a connection to :memory:"),
        ("thread", "the thread for ever"),
        pytest.param(
            *("file", "the file .*paper"),
            marks=pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells of open files"),
        ),
        ("fails_and_leaves", "a connection to .*till.db"),
    ],
)
def test_what_is_left_open_is_named_with_the_test_that_made_it(case: str, what: str, told: str) -> None:
    assert re.search(rf"test_cases.py::test_{case} left open: {what}", told), told


@pytest.mark.slow
def test_what_a_module_left_open_is_named_once_and_its_tests_are_not_blamed(told: str) -> None:
    assert re.search(r"The fixtures of \S*test_cases.py left open: a connection to .*careless", told), told
    blamed = [line for line in told.splitlines() if "left open" in line and not line.startswith("ERROR")]
    assert not [line for line in blamed if "test_good" in line]  # the summary names the test at whose end it was seen


@pytest.mark.slow
def test_the_good_ones_pass(told: str) -> None:
    assert re.search(r"1 failed, 9 passed, 8 errors", told), told
