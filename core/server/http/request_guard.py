"""Check every request before an endpoint sees it: address, token, `Accept`; and the rate limit of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import NamedTuple

from starlette.types import Scope

from core.errors import CannotStart
from core.server.contract.refusals import RequestRefused, busy
from core.server.data.api_keys import ApiClient, ApiKeys
from core.server.data.bearers import KeptBearers
from core.server.data.key_use import KeyUse
from core.server.data.rate_limit import LeakyBucket
from core.server.http.attempts import Attempts

Network = IPv4Network | IPv6Network
SHOPIFY_TOKEN = "x-shopify-access-token"


def networks_of(texts: Sequence[str]) -> tuple[Network, ...]:
    """Return addresses and networks as people write them. Raises CannotStart."""
    try:
        return tuple(ip_network(text, strict=False) for text in texts)
    except ValueError as error:
        expected = "Write an address or a network like 10.0.0.0/8."
        raise CannotStart("start.setting", key="--allow", value=", ".join(texts), expected=expected) from error


def address_of(scope: Scope) -> str:
    """Return the address of whoever asks, "" for an unknown one."""
    return str(scope["client"][0]) if scope["client"] else ""


@dataclass(frozen=True, slots=True)
class Doors:
    """By which ways requests may come: from which addresses, none is all; and whether in Shopify's dress too."""

    allowed: tuple[Network, ...] = ()
    alias: bool = False


class KeyRing(NamedTuple):
    """What is known of keys, of the bearers that stand for them, and of who tries some."""

    keys: ApiKeys
    bearers: KeptBearers
    use: KeyUse
    attempts: Attempts


class RequestGuard:
    """Refuses requests from other addresses, without a valid token, or for something else than JSON."""

    def __init__(self, ring: KeyRing, limit: LeakyBucket, doors: Doors) -> None:
        self.limit = limit
        self.keys, self.bearers, self.use, self.attempts = ring
        self._allowed = doors.allowed
        self._alias = doors.alias
        self._is_address_allowed = lru_cache(1000)(self._is_allowed)

    def check_address(self, scope: Scope) -> None:
        """Raise RequestRefused 403 for an address that may not use the service."""
        if self._allowed and not self._is_address_allowed(address_of(scope)):
            raise RequestRefused(403, "This address may not use the service.", code="address_refused")

    def token(self, headers: Mapping[str, str]) -> str:
        """Return the token that a request carries, "" for none."""
        token = headers.get(SHOPIFY_TOKEN) if self._alias else None
        if token is None:
            scheme, _, given = headers.get("authorization", "").partition(" ")
            token = given.strip() if scheme.lower() == "bearer" else ""
        return token

    def find(self, token: str) -> ApiClient | None:
        """Return whose key it is, of those that this process knows."""
        return self.keys.find(token) or self.bearers.find(token)

    def look_up(self, token: str, address: str) -> ApiClient | None:
        """Return whose bearer it is, which another process may have made.

        Raises DBAPIError, and RequestRefused 429 for an address that has tried too many.
        """
        self.attempts.check(address)
        client = self.bearers.load(token)
        if client is None:
            self.attempts.count(address)
        return client

    def refused(self, token: str) -> RequestRefused:
        """Return why nobody is behind the token: 401, or 503 while the keys cannot be read: it may be a new one."""
        if token and self.keys.unread:
            return busy()
        return RequestRefused(401, "Invalid access token.", code="invalid_token", WWW_Authenticate="Bearer")

    def check_accept(self, headers: Mapping[str, str], *more: str) -> None:
        """Raise RequestRefused 406 for a client that accepts neither JSON nor one of `more` kinds."""
        accepted = headers.get("accept", "*/*")
        if "*/*" in accepted or "json" in accepted:
            return
        if not any(kind in accepted for kind in ("application/*", *more)):
            raise RequestRefused(406, "Only application/json can be sent.", code="not_acceptable")

    def _is_allowed(self, client: str) -> bool:
        try:
            address = ip_address(client)
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)  # an IPv4 client on an IPv6 socket
        return any((mapped or address) in network for network in self._allowed)
