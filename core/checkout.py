"""Where this checkout keeps its .venv and its locks, and whether the one holds what the other says.

Standard library only, and plain strings for paths: pathlib alone costs more than the rest of a start.
"""

from __future__ import annotations

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")
RUN_LOCK = os.path.join(ROOT, "requirements.lock")
DEVELOPER_LOCK = os.path.join(ROOT, "requirements-dev.lock")
STAMP = os.path.join(VENV, "installed.lock")


def is_inside() -> bool:
    """Whether this process runs on the Python of .venv."""
    return os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def is_ready(*, developer: bool) -> bool:
    """Whether .venv holds what a lock file of this checkout says; the developer's set holds the other."""
    locks = [DEVELOPER_LOCK] if developer else [RUN_LOCK, DEVELOPER_LOCK]
    return os.path.exists(PYTHON) and read(STAMP) in map(stamp, locks)


def stamp(lock: str) -> str:
    """What is left in .venv after `lock` was installed. A new Python behind the same .venv makes it stale."""
    return f"# {os.path.realpath(PYTHON)}\n{read(lock)}"


def read(path: str) -> str:
    """The text of a file, empty when there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""
