"""Check every request before an endpoint sees it: address, token, `Accept`; and the rate limit of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.types import Scope

from core.errors import CannotStart
from core.server.contract.refusals import RequestRefused, busy
from core.server.data.api_keys import ApiClient, ApiKeys
from core.server.data.key_use import KeyUse
from core.server.data.rate_limit import LeakyBucket

Network = IPv4Network | IPv6Network
SHOPIFY_TOKEN = "x-shopify-access-token"


def networks_of(texts: Sequence[str]) -> tuple[Network, ...]:
    """Return addresses and networks as people write them. Raises CannotStart."""
    try:
        return tuple(ip_network(text, strict=False) for text in texts)
    except ValueError as error:
        expected = "Write an address or a network like 10.0.0.0/8."
        raise CannotStart("start.setting", key="--allow", value=", ".join(texts), expected=expected) from error


@dataclass(frozen=True, slots=True)
class Doors:
    """By which ways requests may come: from which addresses, none is all; and whether in Shopify's dress too."""

    allowed: tuple[Network, ...] = ()
    alias: bool = False


class RequestGuard:
    """Refuses requests from other addresses, without a valid token, or for something else than JSON."""

    def __init__(self, keys: ApiKeys, use: KeyUse, limit: LeakyBucket, doors: Doors) -> None:
        self.limit = limit
        self.keys = keys
        self.use = use
        self._allowed = doors.allowed
        self._alias = doors.alias
        self._is_address_allowed = lru_cache(1000)(self._is_allowed)

    def check_address(self, scope: Scope) -> None:
        """Raise RequestRefused 403 for an address that may not use the service."""
        if self._allowed and not self._is_address_allowed(scope["client"][0] if scope["client"] else ""):
            raise RequestRefused(403, "This address may not use the service.", code="address_refused")

    def client(self, headers: Mapping[str, str]) -> ApiClient:
        """Return whose key the request carries.

        Raises RequestRefused 401; and 503 for an unknown key while the keys cannot be read: it may be a new one.
        """
        token = headers.get(SHOPIFY_TOKEN) if self._alias else None
        if token is None:
            scheme, _, token = headers.get("authorization", "").partition(" ")
            token = token.strip() if scheme.lower() == "bearer" else None
        client = self.keys.find(token) if token else None
        if client is None and token and self.keys.unread:
            raise busy()
        if client is None:
            raise RequestRefused(401, "Invalid access token.", WWW_Authenticate="Bearer")
        return client

    def check_accept(self, headers: Mapping[str, str]) -> None:
        """Raise RequestRefused 406 for a client that does not accept JSON."""
        accepted = headers.get("accept", "*/*")
        if not any(kind in accepted for kind in ("*/*", "application/*", "json")):
            raise RequestRefused(406, "Only application/json can be sent.")

    def _is_allowed(self, client: str) -> bool:
        try:
            address = ip_address(client)
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)  # an IPv4 client on an IPv6 socket
        return any((mapped or address) in network for network in self._allowed)
