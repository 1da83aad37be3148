"""Where a delivery may go: https to a public address, or to a private one that the owner has named.

A name is looked up for each connection, and the very address that was checked is connected to: a name that means
another address a moment later leads nowhere else.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import urlsplit

from core.errors import CannotStart
from core.server.contract.webhook_settings import WebhookSettings

LONGEST_ADDRESS = 1000
_ALLOWED = re.compile(r"https://[!#-;=?-\[\]_a-z~]+", re.IGNORECASE)
"""The letters of a URL (RFC 3986), and of them none that programs read in two ways."""
_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.?", re.IGNORECASE)
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 addresses as a NAT64 gateway has them (RFC 6052)."""
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class Target(NamedTuple):
    """A receiver: its host and port, and what stands in the line of the request."""

    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Return what `Host` says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == 443 else f"{host}:{self.port}"

    @property
    def masked(self) -> str:
        """Return what a log may say: a path or a query can have secrets in it."""
        return f"https://{self.authority}/…"


def target_of(address: str) -> Target:
    """Return where an address leads. Raises ValueError with what is wrong, in the words of a refusal."""
    if len(address) > LONGEST_ADDRESS:
        raise ValueError(f"is too long (maximum is {LONGEST_ADDRESS} characters)")
    if not _ALLOWED.fullmatch(address):
        raise ValueError("must begin with https:// and have only letters of a URL")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", 443 if parts.port is None else parts.port
    except ValueError:
        raise ValueError("is invalid") from None
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise ValueError("must have no user, no password and no fragment")
    if not port or not _is_host(host):
        raise ValueError("is invalid")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port, path)


def _is_host(host: str) -> bool:
    try:
        return not getattr(ip_address(host), "scope_id", None)
    except ValueError:
        return bool(_NAME.fullmatch(host)) and len(host) <= 253 and not _looks_like_number(host)


def _looks_like_number(host: str) -> bool:
    """Return whether a system would read the name as an IPv4 address in another notation, such as 0x7f.1."""
    last = host.rstrip(".").rpartition(".")[2]
    return last.isdigit() or last.lower().startswith("0x")


def networks_to_call(texts: Sequence[str]) -> tuple[Network, ...]:
    """Return private addresses and networks as people write them. Raises CannotStart."""
    try:
        return tuple(ip_network(text, strict=False) for text in texts)
    except ValueError as error:
        expected = "Write an address or a network like 10.0.0.0/8."
        raise CannotStart("start.setting", key="--webhook-allow", value=", ".join(texts), expected=expected) from error


def check_webhook_settings(settings: WebhookSettings) -> None:
    """Raise CannotStart for networks that are none, and for certificates that cannot be read."""
    networks_to_call(settings.allow)
    if settings.authorities is None:
        return
    try:
        ssl.create_default_context(cafile=settings.authorities)
    except OSError as error:  # also that of the certificates themselves
        expected = f"It cannot be used: {error.strerror or error}"
        raise CannotStart("start.setting", key="--webhook-ca", value=settings.authorities, expected=expected) from error


def may_be_called(text: str, allowed: Iterable[Network]) -> bool:
    """Return whether an address may be connected to. An IPv4 address inside an IPv6 one counts as itself."""
    try:
        address = _innermost(ip_address(text))
    except ValueError:
        return False
    if any(address in network for network in allowed):
        return True
    local = address.is_multicast or address.is_reserved or getattr(address, "is_site_local", False)
    return address.is_global and not local


def _innermost(address: Address) -> Address:
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _TRANSLATED:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        return inner or address
    return address
