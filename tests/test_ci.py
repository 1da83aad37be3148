"""The shell functions under `.ci/run`: which Pythons are found, and what is said of a thing that cannot be had."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="NO BASH HERE")


def shell(script: str, **environ: str) -> subprocess.CompletedProcess[str]:
    asked = ["bash", "-c", f"source .ci/have; {script}"]
    return subprocess.run(asked, cwd=ROOT, env={**os.environ, **environ}, capture_output=True, text=True, check=False)


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of made-up programs, and the search path of nothing else."""
    (tmp_path / "bin").mkdir()
    for name in ("awk", "printf", "bash"):
        if found := shutil.which(name):
            (tmp_path / "bin" / name).symlink_to(found)
    return tmp_path / "bin"


def put(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


def test_each_python_is_found_once_wherever_it_is(programs: Path, tmp_path: Path) -> None:
    """A made-up Python says which version it is; a shim of a version that is not chosen fails."""
    works = 'case "$*" in *"(3, {minor})"*) exit 0;; esac; exit 1'
    put(programs, "python3", works.format(minor=14))
    put(programs, "python3.13", "exit 127")
    kept = put(tmp_path / "pyenv/versions/3.13.9/bin", "python3", works.format(minor=13))
    elsewhere = {"PYENV_ROOT": str(tmp_path / "pyenv"), "SYSTEM_PYTHONS": str(tmp_path)}
    told = shell("pythons", PATH=str(programs), **elsewhere).stdout.splitlines()
    assert told == [f"13 {kept}", "14 python3"]


@pytest.mark.slow
def test_the_python_of_these_tests_is_found() -> None:
    minor = sys.version_info[1]
    folder = Path(getattr(sys, "_base_executable", sys.executable)).parent
    told = shell("pythons", PATH=f"{folder}{os.pathsep}{os.environ['PATH']}").stdout.splitlines()
    assert [line for line in told if line.startswith(f"{minor} ")] != []


def test_what_cannot_be_had_is_said_loudly_with_its_packages_and_stops_nothing(programs: Path) -> None:
    done = shell('absent() { false; }; have "print queue" absent cups cups-client; echo on', PATH=str(programs))
    assert (done.returncode, done.stdout) == (0, "on\n")
    assert done.stderr == (
        "!! NO PRINT QUEUE HERE: its tests are skipped. On Debian: apt-get install cups cups-client\n"
    )


def test_what_is_here_is_not_installed(programs: Path, tmp_path: Path) -> None:
    put(programs, "apt-get", f"touch {tmp_path}/asked")
    done = shell('here() { programs bash; }; have "shell" here bash', PATH=str(programs))
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "asked").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root installs")
def test_root_installs_what_is_missing_and_lists_are_fetched_once(programs: Path, tmp_path: Path) -> None:
    put(programs, "apt-get", f'echo "$1" >>{tmp_path}/asked')
    shell("absent() { false; }; have one absent a; have two absent b", PATH=str(programs))
    assert (tmp_path / "asked").read_text().split() == ["update", "install", "install"]
