"""Lays a folder out as a home of Python with one program in it: what both .spec files make on Linux.

PyInstaller finds what is needed; its own starter is left out. That one loads Python as a library, in which Debian's
Python takes a fifth longer for the same work than as a program, and it gets Qt ready for every console command.

    NAME                    a shell script that runs
    lib/NAME                the interpreter that the folder was built with, on
    lib/python3.11/NAME     the program
    lib/python3.11          all modules, compiled, and what else is packed
"""

from __future__ import annotations

import importlib.util
import os
import py_compile
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

LIBRARY = "lib"
OPTIMISATION = 2
"""Neither assertions nor docstrings: less to read at each start."""
Entry = tuple[str, str, str]
"""A file as PyInstaller lists it: where it goes, where it comes from, and its kind."""
_HOME = f"python{sys.version_info.major}.{sys.version_info.minor}"
_READ_WHEN_IMPORTED = ("anyio/__init__.py", "anyio/abc/__init__.py")
"""Finds in its own source what may be imported later; without it, all of anyio is imported at once."""
_STARTER = """\
#!/bin/sh
# Runs the program of this folder by the Python in it, which looks for nothing elsewhere.
file=$(readlink -f -- "$0")
home=${{file%/*}}
{settings}exec "$home/{library}/{name}" -I -S -{optimised} -B "$home/{library}/{python}/{name}" "$@"
"""
_SHARED = f"export LD_LIBRARY_PATH=$home/{LIBRARY}\n"
"""For a Python that is a library, as Debian's program is not: what a developer's machine builds for a test."""


def sources() -> list[tuple[str, str]]:
    """Return the modules of others whose source is packed too, each with the folder that it goes into."""
    anyio = distribution("anyio")
    return [(str(anyio.locate_file(path)), str(Path(path).parent)) for path in _READ_WHEN_IMPORTED]


def lay_out(packed: Iterable[Entry], script: str, made: Path) -> list[Entry]:
    """Return what goes into `lib` of a folder named as `made`, where the compiled script is kept."""
    entries = [entry for entry in packed if entry[2] != "SYMLINK"]  # nothing asks for a library at the top
    with_source = {path for path, _, _ in entries if path.endswith(".py")}
    interpreter = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
    shared = "libpython" in _needed(interpreter)
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    source = f"{made.name}.py"
    py_compile.compile(script, str(made), source, True, OPTIMISATION, unchecked)
    return [
        *((_place(path, with_source), source, kind) for path, source, kind in entries if not _is_python(path)),
        *(entry for entry in entries if shared and _is_python(entry[0])),
        (made.name, interpreter, "BINARY"),
        (f"{_HOME}/{made.name}", str(made), "DATA"),
    ]


def write_starter(folder: Path) -> None:
    """Write the script that starts the folder's program, in place of PyInstaller's starter."""
    shared = any(_is_python(path.name) for path in (folder / LIBRARY).iterdir())
    text = _STARTER.format(
        settings=_SHARED if shared else "",
        library=LIBRARY,
        name=folder.name,
        optimised="O" * OPTIMISATION,
        python=_HOME,
    )
    script = folder / folder.name
    script.write_text(text, "utf-8")
    script.chmod(0o755)


def _place(path: str, with_source: set[str]) -> str:
    """Return where a file goes: what is compiled stands where Python looks for it, by itself or below its source."""
    if path.startswith(f"{_HOME}/"):  # Python's own modules that are libraries
        return path
    source = path.removesuffix("c")
    if path.endswith(".pyc") and source in with_source:
        path = importlib.util.cache_from_source(source, optimization=OPTIMISATION)
    return f"{_HOME}/{path}"


def _is_python(path: str) -> bool:
    return path.startswith("libpython")


def _needed(program: str) -> str:
    told = subprocess.run(["readelf", "-d", "-W", program], capture_output=True, text=True, check=True).stdout
    return "".join(line for line in told.splitlines() if "(NEEDED)" in line)
