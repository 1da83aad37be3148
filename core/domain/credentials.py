"""What a till shows to its service: a token as it is, or a client and its secret, for bearers (RFC 6749 4.4).

A client is one text, kept and given wherever a token is: no token has a colon in it (RFC 6750 2.1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from core.errors import BadInput

SCOPES = frozenset({"read", "issue", "redeem", "manage"})
"""What a key of the service may be for; a till does all of it."""
OWNER_SCOPE = "manage"
"""Who proves to be the owner has a key that may do this, where the service tells."""
_HEAD = "oauth2-client:"


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks for bearers."""

    client_id: str
    secret: str = field(repr=False)


def client_text(client_id: str, secret: str) -> str:
    """Return the text of a client. Raises BadInput where one of both is missing."""
    if not client_id.strip() or not secret.strip():
        raise BadInput("connect.client_half")
    return f"{_HEAD}{quote(client_id.strip(), safe='')}:{quote(secret.strip(), safe='')}"


def given_text(client_id: str, secret: str) -> str:
    """Return what a person gave as one text: a token where no client is named, else a client. Raises BadInput."""
    return client_text(client_id, secret) if client_id.strip() else secret


def client_of(text: str) -> Client | None:
    """Return the client that a text is, None for a token."""
    if not text.startswith(_HEAD):
        return None
    client_id, _, secret = text.removeprefix(_HEAD).partition(":")
    return Client(unquote(client_id), unquote(secret))
