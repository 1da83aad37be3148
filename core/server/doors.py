"""Who gets in and how: addresses, the certificate, and what is written down about visits."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass

import uvicorn

from core.errors import CannotStart


@dataclass(frozen=True, slots=True)
class Doors:
    """Settings of one installation, not of the vendor's contract."""

    allow: tuple[str, ...] = ()
    """Addresses and networks that may call; none is all."""
    certificate: str | None = None
    """A PEM file; with it the service speaks TLS 1.2 or newer, and nothing else."""
    private_key: str | None = None
    """A PEM file; None when the certificate's holds it too."""
    proxy: str | None = None
    """The address of a proxy whose word on the client's address and scheme is taken; None takes nobody's."""
    access_log: str | None = None
    """A file, "-" for standard error, None for no log."""

    def settings(self) -> dict[str, object]:
        """What uvicorn needs to know of them. Raises CannotStart for a certificate that cannot be used."""
        told = {} if self.proxy is None else {"proxy_headers": True, "forwarded_allow_ips": self.proxy}
        if self.certificate is None:
            return told
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self.certificate, self.private_key)
        except (OSError, ssl.SSLError) as error:
            raise CannotStart(
                "start.setting", key="--certificate", value=self.certificate, expected=f"It cannot be used: {error}"
            ) from error
        return told | {
            "ssl_certfile": self.certificate,
            "ssl_keyfile": self.private_key,
            "ssl_context_factory": modern,
        }


def modern(_config: uvicorn.Config, default: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    """TLS 1.2 and 1.3 only."""
    context = default()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
