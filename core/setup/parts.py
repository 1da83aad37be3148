"""What the program stands on: each part by name, with its version and its licence, as the parts themselves tell it."""

from __future__ import annotations

import platform
import re
import sqlite3
from dataclasses import dataclass
from importlib import metadata

from core.about import LICENCE, NAME, VERSION

DIRECT = (
    "PySide6-Essentials",
    "sqlalchemy",
    "alembic",
    "requests",
    "qrcode",
    "python-barcode",
    "cryptography",
    "platformdirs",
    "keyring",
    "argon2-cffi",
    "starlette",
    "uvicorn",
    "h11",
    "psycopg",
    "XlsxWriter",
    "tzdata",
)
"""The dependencies of pyproject.toml; a test holds the two together. What they need themselves is found from here."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_CLASSIFIER = "License :: OSI Approved :: "
_MOST = 80


@dataclass(frozen=True, slots=True)
class SoftwarePart:
    """`licence` is an SPDX expression where the part gives one."""

    name: str
    version: str
    licence: str


def parts() -> tuple[SoftwarePart, ...]:
    """Return the program, what comes with it and what is installed, by name. Takes some ten milliseconds."""
    with_it = (
        SoftwarePart("Python", platform.python_version(), "PSF-2.0"),
        SoftwarePart("SQLite", sqlite3.sqlite_version, "Public domain"),
        SoftwarePart("Inter", "", "OFL-1.1"),
        SoftwarePart("Lucide", "", "ISC"),
    )
    rest = sorted((*parts_of_python(), *with_it), key=lambda part: part.name.casefold())
    return (SoftwarePart(NAME, VERSION, LICENCE), *rest)


def parts_of_python() -> tuple[SoftwarePart, ...]:
    """Return what pip installs for the program, without the program."""
    found: dict[str, SoftwarePart] = {}
    for name in DIRECT:
        _find(name, found)
    return tuple(found.values())


def _find(name: str, found: dict[str, SoftwarePart]) -> None:
    """Add the part and what it needs here; what belongs to another system or an extra is not installed."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in found:
        return
    try:
        told = metadata.metadata(name)
        needs = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    found[key] = SoftwarePart(re.sub(r"_", "-", told["Name"]), told["Version"], _licence(told))
    for need in needs:
        wanted = _NAME.match(need)
        if wanted and "extra ==" not in need:
            _find(wanted.group(), found)


def _licence(told: metadata.PackageMetadata) -> str:
    for field in ("License-Expression", "License"):
        stated = str((told.get_all(field) or [""])[0]).strip().partition("\n")[0]
        if 0 < len(stated) <= _MOST:
            return stated
    named = [line for line in told.get_all("Classifier") or [] if line.startswith(_CLASSIFIER)]
    return ", ".join(line.removeprefix(_CLASSIFIER) for line in named)
