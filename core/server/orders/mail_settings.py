"""How mails are handed over: the server, the safety of the line, who signs in, and who they are from."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Any, Literal, get_args

from core.server.orders.private_file import read_private_toml, unusable

LineSafety = Literal["tls", "starttls", "none"]
_PORTS: dict[LineSafety, int] = {"tls": 465, "starttls": 587, "none": 25}
_NAMES = {"host", "port", "security", "user", "password", "sender", "reply_to", "authority"}
_OPTION = "--mail"
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
    content = read_private_toml(path, _NAMES, _OPTION)
    settings = MailSettings(**_checked(path, content))
    if settings.security == "none" and settings.host not in _LOCAL:
        raise unusable(_OPTION, path, "without TLS only a mail server on this machine is spoken to")
    if (settings.user is None) is not (settings.password is None):
        raise unusable(_OPTION, path, "user and password stand together")
    try:
        settings.tls()
    except OSError as error:
        raise unusable(_OPTION, path, f"authority: {error.strerror or error}") from error
    return settings


def _checked(path: str, content: dict[str, Any]) -> dict[str, Any]:
    found = {"security": "starttls", **content}
    if found["security"] not in get_args(LineSafety):
        raise unusable(_OPTION, path, f"security is one of {', '.join(get_args(LineSafety))}")
    found.setdefault("port", _PORTS[found["security"]])
    if type(found["port"]) is not int or not 0 < found["port"] < 65536:
        raise unusable(_OPTION, path, "port is a number from 1 to 65535")
    for name in ("host", "sender"):
        if not found.get(name):
            raise unusable(_OPTION, path, f"{name} is missing")
    for name in _NAMES - {"port", "security"}:
        if name in found and (type(found[name]) is not str or not found[name].isprintable()):
            raise unusable(_OPTION, path, f"{name} is a text of one line")
    for name in ("sender", "reply_to"):
        if name in found and "@" not in parseaddr(found[name])[1]:
            raise unusable(_OPTION, path, f"{name} is an address, like Harbour Books <cards@example.com>")
    return found
