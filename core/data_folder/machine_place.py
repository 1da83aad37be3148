"""Whether a till begins in a folder, and where the machine's file for that is (core/data_folder/machine_file.py)."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from core.errors import CannotStart

VARIABLE = "COUNTERFOIL_TILL_FILE"
"""Names another file; empty: none."""
_MARK = "set-up-begun"
_BOOKS = "*till*.db"


def file_path(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return where the file is on this system; None where there is to be none."""
    chosen = environment.get(VARIABLE)
    if chosen is not None:
        return Path(chosen).expanduser() if chosen else None
    if sys.platform == "win32":
        return Path(environment.get("PROGRAMDATA", r"C:\ProgramData"), "Counterfoil", "till.toml")
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Counterfoil/till.toml")
    return Path("/etc/counterfoil/till.toml")


def file_for(folder: Path, environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the file that counts for this start: a till begins here, or began and did not come to the end of it."""
    if not (is_fresh(folder) or (folder / _MARK).exists()):
        return None
    path = file_path(environment)
    return path if path is not None and path.exists() else None


def is_fresh(folder: Path) -> bool:
    """Tell whether no till ever worked here."""
    return not (folder / "service-url").exists() and next(folder.glob(_BOOKS), None) is None


def begin(folder: Path) -> None:
    """Note that the set-up began: a start that was killed goes on with it. Raises CannotStart."""
    try:
        (folder / _MARK).touch(mode=0o600)
    except OSError as error:
        raise CannotStart("start.folder", path=folder, why=error.strerror or error) from error


def end(folder: Path) -> None:
    """Let the file count no more for this folder."""
    with suppress(OSError):  # it counts for nothing where there is a manager
        (folder / _MARK).unlink(missing_ok=True)
