"""A request as the endpoints get it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.server.contract.refusals import not_found
from core.server.contract.scopes import ALL_SCOPES

OUR_CLIENT_ID = 755357713
"""`api_client_id` of the start key; other keys have later numbers."""
TRANSACTION_BASE = 204_959_973_000
"""Added to the row number: transaction ids are larger than 2^32 as well."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request. The names of `headers` are in lower case.

    `address` is its URL without the query: absolute where the service knows its own, else from the root.
    """

    address: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    path_id: str = ""
    body: bytes = b""
    client_id: int = OUR_CLIENT_ID
    """Whose key it carries."""
    scopes: frozenset[str] = ALL_SCOPES
    """What that key may do."""

    @property
    def card_id(self) -> int:
        """Return the id in the path. Raises RequestRefused 404 when it is none."""
        if not (self.path_id.isascii() and self.path_id.isdigit()) or int(self.path_id[:20]) >= 2**63:
            raise not_found()
        return int(self.path_id[:20])
