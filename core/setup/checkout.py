"""Where this checkout keeps its .venv and its locks, and whether the one holds what the other says.

Standard library only, and plain strings for paths: pathlib alone costs more than the rest of a start.
"""

from __future__ import annotations

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")
RUN_LOCK = os.path.join(ROOT, "requirements.lock")
DEVELOPER_LOCK = os.path.join(ROOT, "requirements-dev.lock")
STAMP = os.path.join(VENV, "installed.lock")


def is_checkout() -> bool:
    """Return whether the sources lie in a checkout; else an installer put them beside all that they need."""
    return os.path.exists(RUN_LOCK)


def is_inside() -> bool:
    """Return whether this process runs on the Python of .venv."""
    return os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def is_open() -> bool:
    """Return whether every user of this computer may write into .venv."""
    return os.name != "nt" and os.path.exists(VENV) and bool(os.stat(VENV).st_mode & 0o002)


def is_ready(*, developer: bool) -> bool:
    """Return whether .venv holds what a lock file of this checkout says; the developer's set holds the other."""
    locks = [DEVELOPER_LOCK] if developer else [RUN_LOCK, DEVELOPER_LOCK]
    return os.path.exists(PYTHON) and read(STAMP) in map(stamp, locks)


def stamp(lock: str) -> str:
    """Return what is left in .venv after `lock` was installed. A new Python behind it makes it stale."""
    return f"# {os.path.realpath(PYTHON)}\n{read(lock)}"


def read(path: str) -> str:
    """Return the text of a file, empty when there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""
