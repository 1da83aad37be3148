"""Who may connect and how: addresses, the certificate, the access log."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import uvicorn

from core.errors import CannotStart
from core.server.http.connection import ConnectionLimits

_HOST = re.compile(r"[A-Za-z0-9._:\[\]-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """Settings of one installation; they are no part of the vendor's contract."""

    allow: tuple[str, ...] = ()
    """Addresses and networks that may call; none is all."""
    certificate: str | None = None
    """A PEM file; with it the service speaks TLS 1.2 or newer, and nothing else."""
    private_key: str | None = None
    """A PEM file; None when the certificate's holds it too."""
    proxy: str | None = None
    """The address of a proxy that is trusted to name the client's address and scheme; None trusts nobody."""
    access_log: str | None = None
    """A file, "-" for standard error, None for no log."""

    public_url: str = ""
    """What clients call the service by, like https://cards.example; "" where nobody said it: links are relative."""

    most_connections: int = 900
    """In one process."""

    def connection_limits(self) -> ConnectionLimits:
        """Return what each process allows; half of the connections for one address, but for a trusted proxy's."""
        return ConnectionLimits(self.most_connections, max(self.most_connections // 2, 1), trusted=self.proxy)

    def check_public_url(self) -> None:
        """Raise CannotStart for what is no address of a service."""
        parts = urlsplit(self.public_url)
        sound = (
            parts.scheme in ("http", "https")
            and parts.hostname
            and self.public_url == f"{parts.scheme}://{parts.netloc}"
        )
        if self.public_url and not (sound and _HOST.fullmatch(parts.netloc)):
            expected = "Write it like https://cards.example, without a path."
            raise CannotStart("start.setting", key="--public-url", value=self.public_url, expected=expected)

    def uvicorn_settings(self) -> dict[str, Any]:
        """Return uvicorn's arguments. Raises CannotStart for a certificate that cannot be used."""
        proxied: dict[str, Any] = (
            {} if self.proxy is None else {"proxy_headers": True, "forwarded_allow_ips": self.proxy}
        )
        if self.certificate is None:
            return proxied
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self.certificate, self.private_key)
        except (OSError, ssl.SSLError) as error:
            raise CannotStart(
                "start.setting", key="--certificate", value=self.certificate, expected=f"It cannot be used: {error}"
            ) from error
        return proxied | {
            "ssl_certfile": self.certificate,
            "ssl_keyfile": self.private_key,
            "ssl_context_factory": _tls_context,
        }


def _tls_context(_config: uvicorn.Config, default: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    """Return uvicorn's own context, for TLS 1.2 and 1.3 only."""
    context = default()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
