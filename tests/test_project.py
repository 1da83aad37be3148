"""What pyproject.toml and the hooks before a commit say of the program: what is installed, and what is checked."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import main
from core import about
from core.setup import checkout, environment

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
HOOKS = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")


def test_all_that_runs_is_installed_and_nothing_else() -> None:
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert included == ["main.py", "core", "gui", "resources"]
    assert all((ROOT / name).exists() for name in included)


@pytest.mark.parametrize("kind", ["scripts", "gui-scripts"])
def test_each_command_starts_the_program(kind: str) -> None:
    assert set(PROJECT["project"][kind].values()) == {"main:start"}
    assert callable(main.start)


@pytest.mark.parametrize(
    ("started", "program", "typed"),
    [
        ("/opt/till/bin/counterfoil", "counterfoil", "counterfoil"),
        ("counterfoil-window.exe", "counterfoil", "counterfoil"),
        ("/home/anna/counterfoil/main.py", "main.py", "python3 main.py"),
    ],
)
def test_it_calls_itself_as_it_was_started(
    started: str, program: str, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", [started, "--help"])
    assert (about.program(), about.typed()) == (program, typed)


def test_an_installed_program_makes_no_environment_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert checkout.is_checkout()
    monkeypatch.setattr(checkout, "RUN_LOCK", str(tmp_path / "requirements.lock"))
    monkeypatch.setattr(checkout, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(environment, "prepare", lambda *_: pytest.fail("it set something up"))
    environment.enter([])


def test_a_commit_is_checked_by_the_tools_of_the_checkout_alone() -> None:
    assert set(re.findall(r"repo: (\S+)", HOOKS)) == {"local"}
    assert "://" not in HOOKS
    lint = (ROOT / "Makefile").read_text("utf-8")
    for tool in ("ruff format", "ruff check", "mypy"):
        assert f".venv/bin/python -m {tool}" in HOOKS
        assert f"-m {tool}" in lint
    assert "lint_imports_command as check; check()" in HOOKS
