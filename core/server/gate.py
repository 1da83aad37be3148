"""What every request passes before an endpoint sees it: address, token, `Accept`; and the bucket that all pour into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.types import Scope

from core.errors import CannotStart
from core.server.bucket import Bucket
from core.server.keys import Keys
from core.server.refusals import Refused

Network = IPv4Network | IPv6Network
SHOPIFY_TOKEN = "x-shopify-access-token"


def networks_of(texts: Sequence[str]) -> tuple[Network, ...]:
    """Addresses and networks as people write them. Raises CannotStart."""
    try:
        return tuple(ip_network(text, strict=False) for text in texts)
    except ValueError as error:
        expected = "Write an address or a network like 10.0.0.0/8."
        raise CannotStart("start.setting", key="--allow", value=", ".join(texts), expected=expected) from error


class Gate:
    """Refuses whoever comes from elsewhere, has no live token or does not want JSON."""

    def __init__(self, keys: Keys, bucket: Bucket, allowed: Sequence[Network] = (), *, alias: bool = False) -> None:
        self.bucket = bucket
        self._keys = keys
        self._allowed = allowed
        self._alias = alias
        self._is_near = lru_cache(1000)(self._is_allowed)

    def check_address(self, scope: Scope) -> None:
        """Raises Refused 403."""
        if self._allowed and not self._is_near(scope["client"][0] if scope["client"] else ""):
            raise Refused(403, "This address may not use the service.")

    def owner(self, headers: Mapping[str, str]) -> str:
        """The name of the key. Raises Refused 401."""
        token = headers.get(SHOPIFY_TOKEN) if self._alias else None
        if token is None:
            scheme, _, token = headers.get("authorization", "").partition(" ")
            token = token.strip() if scheme.lower() == "bearer" else None
        owner = self._keys.owner(token) if token else None
        if owner is None:
            raise Refused(401, "Invalid access token.", WWW_Authenticate="Bearer")
        return owner

    def check_kind(self, headers: Mapping[str, str]) -> None:
        """Raises Refused 406."""
        accepted = headers.get("accept", "*/*")
        if not any(kind in accepted for kind in ("*/*", "application/*", "json")):
            raise Refused(406, "Only application/json can be sent.")

    def _is_allowed(self, client: str) -> bool:
        try:
            address = ip_address(client)
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)  # an IPv4 client on an IPv6 socket
        return any((mapped or address) in network for network in self._allowed)
