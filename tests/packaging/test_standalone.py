"""What a folder on Linux looks like: a home of Python, a program in it, and a script that starts it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
import standalone

from tests.packaging import built_here

HOME = f"python{sys.version_info.major}.{sys.version_info.minor}"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not shutil.which("readelf"), reason="NO PROGRAM OF LINUX CAN BE READ HERE"
)


def places(tmp_path: Path, *packed: standalone.Entry) -> dict[str, str]:
    script = tmp_path / "main.py"
    script.write_text("print('started')\n", "utf-8")
    return {path: source for path, source, _ in standalone.lay_out(packed, str(script), tmp_path / "desk")}


def test_all_that_is_packed_stands_where_python_looks_for_it(tmp_path: Path) -> None:
    found = places(
        tmp_path,
        ("core/about.pyc", "a", "DATA"),
        (f"{HOME}/lib-dynload/_ssl.so", "b", "EXTENSION"),
        ("resources/icons/logo.svg", "c", "DATA"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
    )
    assert found[f"{HOME}/core/about.pyc"] == "a"
    assert found[f"{HOME}/lib-dynload/_ssl.so"] == "b"
    assert found[f"{HOME}/resources/icons/logo.svg"] == "c"
    assert not [path for path in found if "libQt6Core" in path]
    assert Path(found["desk"]).samefile(getattr(sys, "_base_executable", sys.executable))


def test_what_is_packed_with_its_source_is_compiled_below_it(tmp_path: Path) -> None:
    found = places(tmp_path, ("anyio/__init__.py", "a", "DATA"), ("anyio/__init__.pyc", "b", "DATA"))
    compiled = cache_from_source("anyio/__init__.py", optimization=standalone.OPTIMISATION)
    assert (found[f"{HOME}/anyio/__init__.py"], found[f"{HOME}/{compiled}"]) == ("a", "b")


def test_the_sources_that_are_read_at_a_start_are_there() -> None:
    for source, place in standalone.sources():
        assert source.endswith(f"{place}/__init__.py")
        assert "install_lazy_importer" in Path(source).read_text("utf-8")


def test_the_starter_runs_the_program_by_the_python_in_the_folder(tmp_path: Path) -> None:
    """Whatever the folder is called, through a link, and with every word as it was typed."""
    folder = tmp_path / "a folder" / "desk"
    library = folder / standalone.LIBRARY
    library.mkdir(parents=True)
    (library / "desk").write_text('#!/bin/sh\nprintf "%s|" "$@"\n', "utf-8")
    (library / "desk").chmod(0o755)
    standalone.write_starter(folder)
    link = tmp_path / "link"
    link.symlink_to(folder / "desk")
    told = subprocess.run([str(link), "issue", "a b", "$1"], capture_output=True, text=True, check=True).stdout
    assert told == f"-I|-S|-OO|-B|{library}/{HOME}/desk|issue|a b|$1|"


@pytest.mark.slow
def test_a_folder_needs_nothing_of_what_stands_around_it(tmp_path: Path) -> None:
    """Moved, and with an environment that leads every other Python astray."""
    if why := built_here.why_none():
        pytest.skip(f"NO PROGRAM IS BUILT HERE: {why}")
    moved = tmp_path / "counterfoil"
    shutil.copytree(built_here.folder() / "counterfoil", moved, symlinks=True)
    astray = {"PYTHONHOME": "/nowhere", "PYTHONPATH": str(Path(__file__).parent)}
    own = {"PATH": os.defpath, "HOME": str(tmp_path), **astray}
    command = [str(moved / "counterfoil"), "search", "--limit", "1"]
    done = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", 1)
