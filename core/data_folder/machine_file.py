"""What a machine brings along for the first start of a till on it: one file, the same on fifty machines.

It names the service, the settings and the first manager, and holds no secret: every user of the machine may read it.
Token and PIN stand in files of their own, which it names (docs/unattended.md, docs/decisions/0048).
"""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from core.data_folder import machine_place
from core.domain.batch import Problem
from core.domain.outcome import Message
from core.domain.settings_file import MOST_BYTES, FileSettings, line_of, parse, settings_of
from core.errors import CannotStart
from core.sentences import sentence

SETTINGS = "settings."
_NAMED = ("service.url", "service.token_file", "service.client_id", "manager.name", "manager.pin_file")
_SECRET = {
    "service.token": "service.token_file",
    "service.client_secret": "service.token_file",
    "manager.pin": "manager.pin_file",
}
"""What has no place in the file, and what stands there instead."""
_HOST = "{hostname}"
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS_READ = stat.S_IROTH


@dataclass(frozen=True, slots=True)
class MachineFile:
    """What the file says; `manager` "": the window asks for the first one."""

    path: Path
    url: str
    token_file: Path
    settings: FileSettings
    manager: str = ""
    pin_file: Path | None = None
    client_id: str = ""
    """The client whose secret `token_file` holds; "" where that is a token."""


def find(folder: Path, environment: Mapping[str, str] = os.environ) -> MachineFile | None:
    """Return what the file says, where there is one and a till begins in this folder. Raises CannotStart."""
    path = machine_place.file_for(folder, environment)
    return None if path is None else read(path)


def read(path: Path) -> MachineFile:
    """Return what the file says. Raises CannotStart for one that others may write, or with anything wrong in it."""
    _check_writers(path)
    with _reading(path), path.open("rb") as file:
        text = file.read(MOST_BYTES + 1).decode("utf-8-sig")
    found, fault = parse(text)
    check(path, () if fault is None else (fault,))
    named = {key: found.pop(key) for key in _NAMED if key in found}
    own = {key.removeprefix(SETTINGS): found.pop(key) for key in [*found] if key.startswith(SETTINGS)}
    settings = settings_of(own, text, SETTINGS)
    check(path, (*_odd(found, text), *_faults(named, text), *settings.problems))
    host = socket.gethostname().partition(".")[0]
    values = {key: value.replace(_HOST, host) for key, value in settings.values.items()}
    pin_file = named.get("manager.pin_file")
    return MachineFile(
        path,
        str(named["service.url"]),
        path.parent / str(named["service.token_file"]),
        replace(settings, values=values),
        str(named.get("manager.name", "")),
        path.parent / str(pin_file) if pin_file else None,
        str(named.get("service.client_id", "")).replace(_HOST, host),
    )


def check(path: Path, problems: tuple[Problem, ...]) -> None:
    """Raise CannotStart with all that is wrong in the file, each with its line."""
    if problems:
        told = (f"line {each.line}: {sentence(each.message.key, each.message.values)}" for each in problems)
        raise CannotStart("machine.problems", path=path, why=" ".join(told))


def read_secret(path: Path) -> str:
    """Return the one line of a file that not every user may read. Raises CannotStart."""
    _check_writers(path)
    with _reading(path):
        if os.name != "nt" and path.stat().st_mode & _OTHERS_READ:
            raise CannotStart("machine.secret_open", path=path)
        line = path.read_text(encoding="utf-8").strip()
    if not line or "\n" in line:
        raise CannotStart("machine.secret_shape", path=path)
    return line


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Raise CannotStart where the file cannot be read, or is no text."""
    try:
        yield
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text in UTF-8"
        raise CannotStart("machine.unreadable", path=path, why=why) from error


def _check_writers(path: Path) -> None:
    """Raise CannotStart where anybody but root and this user could have written the file, or put another in its place.

    Windows' own folder for it is an administrator's; its rights are not looked at.
    """
    if os.name == "nt":
        return
    for place in (path, path.parent):
        try:
            kept = place.stat()
        except OSError as error:
            raise CannotStart("machine.unreadable", path=path, why=error.strerror or error) from error
        sticky = place != path and kept.st_mode & stat.S_ISVTX
        if kept.st_uid not in {0, os.geteuid()} or (kept.st_mode & _OTHERS_WRITE and not sticky):
            raise CannotStart("machine.writable", path=place)


def _odd(found: Mapping[str, object], text: str) -> Iterator[Problem]:
    for key in found:
        if key in _SECRET:
            yield Problem(line_of(text, key), Message("machine.secret_here", {"key": key, "instead": _SECRET[key]}))
        else:
            yield Problem(line_of(text, key), Message("machine.unknown", {"key": key}))


def _faults(named: Mapping[str, object], text: str) -> Iterator[Problem]:
    """Yield what is missing or no text. A manager's name and PIN file go together."""
    needed = ["service.url", "service.token_file"]
    needed += ["service.client_id"] if "service.client_id" in named else []
    needed += ["manager.name", "manager.pin_file"] if any(key.startswith("manager.") for key in named) else []
    for key in needed:
        if not isinstance(named.get(key), str) or not named[key]:
            yield Problem(line_of(text, key), Message("machine.missing", {"key": key}))
