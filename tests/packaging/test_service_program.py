"""The service's own program: it calls itself by its name, and keeps the console's contract (docs/console.md)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.about import SERVICE_PROGRAM, VERSION
from core.console.arguments import parse
from core.console.serve_arguments import parse_service

PROGRAM = Path(__file__).parents[2] / "packaging" / "service.py"


def service(*words: str, code: int = 0, **environment: str) -> tuple[str, str]:
    """Run it as its package does, up to the interpreter; return what it prints and what it says of trouble."""
    settings = {**os.environ, "PYTHONPATH": str(PROGRAM.parents[1]), **environment}
    command = [sys.executable, str(PROGRAM), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=settings)
    assert done.returncode == code, done.stderr
    return done.stdout, done.stderr


def test_it_calls_itself_by_the_name_that_was_typed() -> None:
    told, _ = service("--help")
    assert told.startswith(f"usage: {SERVICE_PROGRAM} [-h] ")
    assert "main.py" not in told
    assert f"{SERVICE_PROGRAM}: error: " in service("--prot", "1", code=2)[1]


def test_it_tells_its_version() -> None:
    assert service("--version") == (f"Counterfoil {VERSION}\n", "")
    assert json.loads(service("--version", "--json")[0]) == {"code": "done", "name": "Counterfoil", "version": VERSION}


@pytest.mark.slow
def test_with_json_each_answer_is_an_object_with_a_code(tmp_path: Path) -> None:
    here = ("--json", "--data-dir", str(tmp_path))
    made = json.loads(service(*here, "--add-key", "till 1")[0])
    assert (made["code"], made["name"], len(made["key"])) == ("done", "till 1", 43)
    assert json.loads(service(*here, "--list-keys")[0])["name"] == "till 1"
    assert json.loads(service(*here, "--retire-key", "till 2", code=6)[0])["code"] == "start.setting"
    assert json.loads(service("--port", "1e3", "--json", code=2)[0])["code"] == "usage"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_what_it_writes_is_its_users_alone(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    service("--add-key", "till 1", COUNTERFOIL_DATA_DIR=str(place))
    assert [path.name for path in place.iterdir() if path.stat().st_mode & 0o077] == []
    assert (place / "service.db").exists()


def test_it_means_by_its_words_what_serve_means_by_them() -> None:
    words = ["--port", "0", "--sandbox", "--allow", "10.0.0.0/8", "--switch", "etags=on"]
    own, desk = vars(parse_service(["--json", *words])), vars(parse(["--json", "serve", *words]))
    assert own == {word: desk[word] for word in own}
    assert {word: value for word, value in desk.items() if word not in own and value} == {}
