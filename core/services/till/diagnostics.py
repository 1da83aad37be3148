"""A file for whoever helps the shop: how the till stands, and its log; nothing secret and nothing of a person.

What goes in is chosen by name. A value that may hold what somebody typed, or what the service said, stays out.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from core.about import NAME, VERSION
from core.data_folder.privacy import known_files
from core.domain import policy, retention, role_limits
from core.domain.backup_plan import KEEP
from core.errors import BadInput, StorageFailed
from core.log import crash, file
from core.rows.health import Finding
from core.store.revisions import HEAD

_TELLING = frozenset({"disk", "schema", "clock", "environment", "outbox", "offline"})
"""Checks of the doctor whose words are all our own: the others name cards, addresses and words of the service."""
_PLAIN = frozenset(
    {"shop.tills", "currency", "offline.per_sale", "offline.per_card_day", "offline.per_till", "offline.balance_days"}
    | set(role_limits.DEFAULTS)
    | {"alert.queue_hours", "alert.liability", "backup.when", *KEEP, *retention.KEEP, policy.PROFILE, policy.EXPIRY}
    | {"window.appearance"}
    | {
        "window.language",
        "window.sounds",
        "window.idle_lock",
        "pin.clerk",
        "pin.manager",
        "scan.pause",
        "scan.pace",
        "scan.terminator",
    }
    | {"scan.layout", "receipt.when", "receipt.paper", "receipt.drawer", "card.barcode", "sell.amounts"}
)
"""Settings that are a choice or a number; of all others it is told only whether they are set."""


def versions() -> dict[str, Any]:
    """Return what runs here: the program, Python, the system, SQLite and the libraries."""
    libraries = {each.name: each.version for each in metadata.distributions()}
    return {
        "program": f"{NAME} {VERSION}",
        "schema": HEAD,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "sqlite": sqlite3.sqlite_version,
        "libraries": dict(sorted(libraries.items())),
    }


def findings_told(findings: Iterable[Finding]) -> list[dict[str, str | None]]:
    return [
        {"check": each.check, "state": each.state, "text": each.text if each.check in _TELLING else None}
        for each in findings
    ]


def settings_told(values: Mapping[str, str]) -> dict[str, str]:
    return {key: value if key in _PLAIN else "set" if value else "not set" for key, value in values.items()}


def files_told(folder: Path) -> list[dict[str, Any]]:
    """Return the till's own files: name, bytes, mode, and when each was changed (epoch seconds)."""
    told = []
    for path in sorted(each for each in known_files(folder) if each.parent == folder):
        kept = path.lstat()
        told.append({"name": path.name, "bytes": kept.st_size, "mode": oct(kept.st_mode), "changed": kept.st_mtime})
    return told


def logs(folder: Path) -> dict[str, bytes]:
    """Return the log, which holds nothing secret (docs/log.md), and what a crash left without the home's name."""
    names = [file.NAME, *(f"{file.NAME}.{number}" for number in range(1, file.OLD_FILES + 1))]
    found = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    for name in (crash.NOW, crash.UNTOLD, crash.LAST):
        path = folder / name
        if path.is_file() and path.stat().st_size:
            home = os.fsencode(str(Path.home()))
            found[name] = path.read_bytes().replace(home, b"~")
    return found


def write(path: Path, told: Mapping[str, Any], logged: Mapping[str, bytes], *, replace: bool) -> None:
    """Write the file whole, for this user alone. Raises BadInput for one that is there, StorageFailed."""
    if path.exists() and not (replace and path.is_file()):
        raise BadInput("backup.exists", path=path)
    side = path.with_name(f"{path.name}.new")
    try:
        side.unlink(missing_ok=True)
        descriptor = os.open(side, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as opened, zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, value in told.items():
                archive.writestr(f"{name}.json", json.dumps(value, indent=1))
            for name, content in logged.items():
                archive.writestr(f"log/{name}", content)
        os.replace(side, path)
    except OSError as error:
        side.unlink(missing_ok=True)
        raise StorageFailed("diagnostics.unwritten", path=path, why=error.strerror or error) from error
