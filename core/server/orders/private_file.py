"""Files in TOML that hold a secret of the shop: read whole, by the service alone."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from core.errors import CannotStart


def read_private_toml(path: str, names: AbstractSet[str], option: str) -> dict[str, Any]:
    """Return what a file says, which nobody else may read. Raises CannotStart; `option` of `serve` names the file."""
    try:
        if os.name == "posix" and stat.S_IMODE(Path(path).stat().st_mode) & 0o077:
            raise PermissionError(1, "others may read it; it holds a password, so make it 0600")
        content = tomllib.loads(Path(path).read_bytes().decode("utf-8"))
    except (OSError, ValueError) as error:
        raise unusable(option, path, getattr(error, "strerror", None) or str(error)) from error
    if unknown := sorted(set(content) - names):
        raise unusable(option, path, f"it has {', '.join(unknown)}, which means nothing here")
    return content


def unusable(option: str, path: str, why: str) -> CannotStart:
    """Return what ends a start with a file that is of no use."""
    return CannotStart("start.setting", key=option, value=path, expected=f"It cannot be used: {why}.")
