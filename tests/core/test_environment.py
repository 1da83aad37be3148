"""What a start decides before .venv exists: whether it may paint, with which Python, and what it then says."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core import console, environment, installation

ROOT = Path(__file__).parents[2]


def loaded_after(statement: str) -> set[str]:
    """The modules that a bare Python, without any installed package, has loaded after `statement`."""
    code = f"import sys, json; sys.path.insert(0, '.'); {statement}; print(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def test_the_set_up_imports_the_standard_library_alone():
    loaded = loaded_after("import core.environment, core.installation") - loaded_after("pass")
    names = ("checkout", "environment", "installation", "installers", "system_libraries")
    ours = {name for name in loaded if name.split(".")[0] not in sys.stdlib_module_names}
    assert ours == {"core", *(f"core.{name}" for name in names)}


def test_a_ready_start_imports_nothing_heavy():
    heavy = {"pathlib", "subprocess", "ctypes", "hashlib", "venv", "re", "core.installation"}
    before = loaded_after("pass")
    assert not heavy & (loaded_after("import core.environment") - before)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], True),
        (["--offline"], True),
        (["tour"], True),
        (["search", "Ann"], False),
        (["--json", "redeem", "1", "5"], False),
        (["issue", "25"], False),
        (["issue", "25", "--print", "card.pdf"], True),
        (["issue", "25", "--print=card.pdf"], True),
        (["serve"], False),
        (["--help"], False),
    ],
)
def test_only_what_may_paint_asks_for_qts_libraries(words, expected):
    assert environment.paints(words) is expected


def test_an_unfit_python_is_told(monkeypatch, capsys):
    monkeypatch.setattr(installation, "OLDEST", (3, 98))
    monkeypatch.setattr(installation, "NEWEST", (3, 99))
    with pytest.raises(SystemExit) as stopped:
        installation._check_python()
    assert stopped.value.code == 7
    assert "Python 3.11 to 3.15 is needed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOSPC, "is full"), (errno.EROFS, "cannot be written"), (errno.EIO, "the set-up failed")],
)
def test_what_the_disk_refuses_is_said_in_a_sentence(number, expected):
    assert expected in installation._explain(OSError(number, os.strerror(number)))


@pytest.mark.parametrize("word", sorted(environment.SCREENLESS - {"-h", "--help", "--version"}))
def test_what_needs_no_screen_is_a_command_of_the_console(word, capsys):
    with pytest.raises(SystemExit) as stopped:
        console.parse([word, "--help"])
    assert stopped.value.code == 0
    assert f"main.py {word}" in capsys.readouterr().out
