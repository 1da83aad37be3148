"""How mails are handed over: the server, the safety of the line, who signs in, and who they are from."""

from __future__ import annotations

import os
import ssl
import stat
import tomllib
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal, get_args

from core.errors import CannotStart

LineSafety = Literal["tls", "starttls", "none"]
_PORTS: dict[LineSafety, int] = {"tls": 465, "starttls": 587, "none": 25}
_NAMES = {"host", "port", "security", "user", "password", "sender", "reply_to", "authority"}
_LOCAL = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class MailSettings:
    """One mail server. `sender` and `reply_to` are as in a header; `authority` is a PEM file of its issuer."""

    host: str
    port: int
    security: LineSafety
    sender: str
    reply_to: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    authority: str | None = None

    @property
    def domain(self) -> str:
        """Return the domain that mails come from."""
        return parseaddr(self.sender)[1].rpartition("@")[2]

    def tls(self) -> ssl.SSLContext:
        """Return what checks the server's certificate: TLS 1.2 or newer. Raises OSError for a file of no issuer."""
        context = ssl.create_default_context(cafile=self.authority)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context


def read_mail_file(path: str) -> MailSettings:
    """Return the settings of a TOML file, which nobody else may read. Raises CannotStart."""
    try:
        check_private(path)
        content = tomllib.loads(Path(path).read_bytes().decode("utf-8"))
    except (OSError, ValueError) as error:
        raise _unusable(path, getattr(error, "strerror", None) or str(error)) from error
    if unknown := sorted(set(content) - _NAMES):
        raise _unusable(path, f"it has {', '.join(unknown)}, which means nothing here")
    settings = MailSettings(**_checked(path, content))
    if settings.security == "none" and settings.host not in _LOCAL:
        raise _unusable(path, "without TLS only a mail server on this machine is spoken to")
    if (settings.user is None) is not (settings.password is None):
        raise _unusable(path, "user and password stand together")
    try:
        settings.tls()
    except OSError as error:
        raise _unusable(path, f"authority: {error.strerror or error}") from error
    return settings


def check_private(path: str) -> None:
    """Raise OSError for a file that others may read: it holds a password."""
    if os.name == "posix" and stat.S_IMODE(Path(path).stat().st_mode) & 0o077:
        raise PermissionError(1, "others may read it; it holds a password, so make it 0600")


def _checked(path: str, content: dict[str, Any]) -> dict[str, Any]:
    found = {"security": "starttls", **content}
    if found["security"] not in get_args(LineSafety):
        raise _unusable(path, f"security is one of {', '.join(get_args(LineSafety))}")
    found.setdefault("port", _PORTS[found["security"]])
    if type(found["port"]) is not int or not 0 < found["port"] < 65536:
        raise _unusable(path, "port is a number from 1 to 65535")
    for name in ("host", "sender"):
        if not found.get(name):
            raise _unusable(path, f"{name} is missing")
    for name in _NAMES - {"port", "security"}:
        if name in found and (type(found[name]) is not str or not found[name].isprintable()):
            raise _unusable(path, f"{name} is a text of one line")
    for name in ("sender", "reply_to"):
        if name in found and "@" not in parseaddr(found[name])[1]:
            raise _unusable(path, f"{name} is an address, like Harbour Books <cards@example.com>")
    return found


def _unusable(path: str, why: str) -> CannotStart:
    return CannotStart("start.setting", key="--mail", value=path, expected=f"It cannot be used: {why}.")
