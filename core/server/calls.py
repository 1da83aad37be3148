"""A request, made into a call: what the carriers of core.server.shop get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.types import Scope

from core.server.refusals import not_found


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `address` is its absolute URL without the query; the names of `headers` are in lower case."""

    address: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    path_id: str = ""
    body: bytes = b""

    @property
    def card_id(self) -> int:
        """Raises Refused 404."""
        if not (self.path_id.isascii() and self.path_id.isdigit()) or int(self.path_id[:20]) >= 2**63:
            raise not_found()
        return int(self.path_id[:20])


def headers_of(scope: Scope) -> dict[str, str]:
    """By name in lower case; of several headers of one name the first."""
    return {name.decode("latin-1"): text.decode("latin-1") for name, text in reversed(list(scope["headers"]))}
