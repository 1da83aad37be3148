"""What a start decides before .venv exists: whether it may paint, with which Python, and what it then says."""

import errno
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import main
from core import about, console
from core.setup import environment, installation

ROOT = Path(__file__).parents[3]


def loaded_after(statement: str) -> set[str]:
    """The modules that a bare Python, without any installed package, has loaded after `statement`."""
    code = f"import sys, json; sys.path.insert(0, '.'); {statement}; print(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def test_the_set_up_imports_the_standard_library_alone():
    statement = "import core.setup.environment, core.setup.installation; core.setup.environment.paints([])"
    loaded = loaded_after(statement) - loaded_after("pass")
    names = ["about", "console", "console.answers", "console.arguments", "console.command_line"]
    names += [f"console.{path.stem}" for path in (ROOT / "core/console").glob("*_arguments.py")]
    names += ["setup", "setup.checkout", "setup.environment", "setup.installation", "setup.installers"]
    names += ["setup.system_libraries"]
    ours = {name for name in loaded if name.split(".")[0] not in sys.stdlib_module_names}
    assert ours == {"core", *(f"core.{name}" for name in names)}


def test_a_ready_start_imports_nothing_heavy():
    heavy = {"pathlib", "subprocess", "ctypes", "hashlib", "venv", "re", "core.setup.installation"}
    before = loaded_after("pass")
    assert not heavy & (loaded_after("import core.setup.environment") - before)


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
        (["replace", "L1", "--print", "card.pdf"], True),
        (["replace", "L1"], False),
        (["freeze", "L1"], False),
        (["unfreeze", "L1"], False),
        (["staff", "list"], False),
        (["receipts", "list"], False),
        (["receipts", "retry", "1"], True),
        (["serve"], False),
        (["search", "--", "--print"], False),
    ],
)
def test_only_what_may_paint_asks_for_qts_libraries(words, expected):
    assert environment.paints(words) is expected


@pytest.mark.parametrize(
    "words",
    [
        ["issue", "25"],
        ["replace", "L1"],
        ["issue", "25", "--print", "card.pdf"],
        ["report", "activity", "--pdf", "r.pdf"],
    ],
)
def test_only_a_command_that_paints_is_given_the_painters(words, monkeypatch):
    """So a new command that paints cannot work before `paints` knows of it, on a machine with or without Qt."""
    given = []
    monkeypatch.setattr(main, "enter", lambda _words: None)  # else it would go on in .venv, in place of the tests
    monkeypatch.setattr(console, "run", lambda _options, *painters: given.extend(painters) or 0)
    assert main.main(words) == 0
    assert bool(given) is environment.paints(words)


def version(*words: str) -> str:
    done = subprocess.run([sys.executable, "main.py", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def test_the_version_is_told_without_a_token_and_without_a_screen():
    assert version("--version") == f"Counterfoil {about.VERSION}\n"
    told = {"code": "done", "name": "Counterfoil", "version": about.VERSION}
    assert json.loads(version("--json", "--version")) == told


def test_the_program_and_its_project_file_tell_the_same():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project, version = told["project"], told["tool"]["hatch"]["version"]
    assert (about.NAME.casefold(), about.PURPOSE, about.LICENCE) == (
        project["name"],
        project["description"],
        project["license"],
    )
    assert project["dynamic"] == ["version"], "it stands in core/about.py alone"
    read = re.search(version["pattern"], (ROOT / version["path"]).read_text("utf-8"))
    assert read is not None
    assert read["version"] == about.VERSION
    assert f"Copyright (c) {about.COPYRIGHT}" in (ROOT / "LICENSE").read_text("utf-8")


def test_an_unfit_python_is_told(monkeypatch, capsys):
    monkeypatch.setattr(installation, "OLDEST", (3, 98))
    monkeypatch.setattr(installation, "NEWEST", (3, 99))
    with pytest.raises(SystemExit) as stopped:
        installation._check_python()
    assert stopped.value.code == 7
    assert "Python 3.11 to 3.15 is needed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "is full"),
        (errno.EROFS, "on a disk that cannot be written. Copy the program to a folder of yours"),
        (errno.EACCES, "cannot be written. Start once as the owner of"),
        (errno.EIO, "the set-up failed"),
    ],
)
def test_what_the_disk_refuses_is_said_in_a_sentence(number, expected):
    assert expected in installation._explain(OSError(number, os.strerror(number)))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_under_sudo_no_venv_of_root_is_left_in_a_users_checkout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.chown(tmp_path, 1000, 1000)
    with pytest.raises(SystemExit) as ended:
        installation.leave_to_owner(str(tmp_path), {"SUDO_UID": "1000"})
    assert ended.value.code == 7
    assert "start again without sudo" in capsys.readouterr().err
    installation.leave_to_owner(str(tmp_path), {})  # a container's root, over a folder that is mounted into it
    os.chown(tmp_path, 0, 0)
    installation.leave_to_owner(str(tmp_path), {"SUDO_UID": "1000"})
