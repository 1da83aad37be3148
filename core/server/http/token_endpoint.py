"""`POST /oauth/token`: a bearer for a client that names its key and knows its secret (RFC 6749 4.4).

Replies have the form of that page whatever the switches say, and no cache may keep one.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote_plus

from core.server.contract.refusal_codes import CODE_HEADER, TokenCode
from core.server.contract.refusals import RequestRefused, busy
from core.server.contract.replies import Reply, as_json
from core.server.contract.scopes import ordered
from core.server.data.api_keys import ApiKey, ApiKeys
from core.server.data.bearers import KeptBearers

GRANT = "client_credentials"
_FORM = "application/x-www-form-urlencoded"
_MOST_BODY = 16 * 1024
_MOST_FIELDS = 50
_NO_STORE = (("Cache-Control", "no-store"), ("Pragma", "no-cache"))
Headers = Mapping[str, str]


class TokenRefused(Exception):
    """A request for a bearer that is not carried out: the name of RFC 6749 5.2, and what a person reads."""

    def __init__(self, error: TokenCode, told: str) -> None:
        super().__init__(error, told)
        self.error = error
        self.told = told


class TokenAsked(NamedTuple):
    """A request for a bearer that is in order: of which key, with which scopes."""

    key: ApiKey
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class TokenEndpoint:
    """Gives bearers."""

    keys: ApiKeys
    bearers: KeptBearers

    def read(self, headers: Headers, body: bytes) -> TokenAsked:
        """Return what is asked for. Raises TokenRefused, and RequestRefused 503 while the keys cannot be read."""
        form = _form(headers, body)
        if "grant_type" not in form:
            raise TokenRefused("invalid_request", "grant_type is missing.")
        key = self._key(_clients(headers, form))
        if form["grant_type"] != GRANT:
            raise TokenRefused("unsupported_grant_type", f"Only {GRANT} is known here.")
        return TokenAsked(key, _scopes(form.get("scope", ""), key))

    def give(self, asked: TokenAsked) -> Reply:
        """Make the bearer and return it. Raises DBAPIError."""
        made = self.bearers.make(asked.key, asked.scopes)
        told = {"access_token": made.token, "token_type": "Bearer", "expires_in": made.lasts_s}
        return Reply(200, as_json(told | {"scope": " ".join(ordered(made.scopes))}), _NO_STORE)

    def _key(self, clients: Iterable[tuple[str, str]]) -> ApiKey:
        """Return the key of that name, or that number, and that secret."""
        for name, secret in clients:
            key = self.keys.holding(secret)
            if key is not None and name in (key.name, str(key.client_id)) and self.bearers.may_stand_for(key):
                return key
        if self.keys.unread:
            raise busy()
        raise TokenRefused("invalid_client", "There is no such key, its secret is another, or it is retired.")


def refused_token(refused: TokenRefused) -> Reply:
    """Return the refusal as RFC 6749 5.2 has it."""
    body = as_json({"error": refused.error, "error_description": refused.told, "code": refused.error})
    headers = ((CODE_HEADER, refused.error), *_NO_STORE)
    if refused.error == "invalid_client":
        return Reply(401, body, (("WWW-Authenticate", 'Basic realm="oauth"'), *headers))
    return Reply(400, body, headers)


def refused_request(refused: RequestRefused) -> Reply:
    """Return what has nothing to do with tokens, as too many requests, in the same form."""
    told = {"error": "temporarily_unavailable" if refused.status in (429, 503) else "invalid_request"}
    body = as_json(told | {"error_description": refused.errors, "code": refused.code})
    return Reply(refused.status, body, (*refused.headers, (CODE_HEADER, refused.code), *_NO_STORE))


def _form(headers: Headers, body: bytes) -> dict[str, str]:
    """Return the fields of the body; those without a value are left out. Raises TokenRefused."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise TokenRefused("invalid_request", f"The body must be {_FORM}.")
    if len(body) > _MOST_BODY:
        raise TokenRefused("invalid_request", "The body is too long.")
    try:
        pairs = parse_qsl(body.decode("ascii"), errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise TokenRefused("invalid_request", "The body cannot be read.") from None
    if len(dict(pairs)) < len(pairs):
        raise TokenRefused("invalid_request", "A parameter is there twice.")
    return dict(pairs)


def _clients(headers: Headers, form: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what id and secret may be, of `Authorization` or the body. Raises TokenRefused for both, or neither."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme:
        if scheme.lower() != "basic":
            raise TokenRefused("invalid_client", "Only Basic is known here.")
        found = _basic(given.strip())
        if "client_secret" in form or form.get("client_id", found[0][0]) not in {name for name, _ in found}:
            raise TokenRefused("invalid_request", "The client is named twice.")
        return found
    if "client_id" not in form or "client_secret" not in form:
        raise TokenRefused("invalid_client", "client_id or client_secret is missing.")
    return [(form["client_id"], form["client_secret"])]


def _basic(given: str) -> list[tuple[str, str]]:
    """Return id and secret of `Basic`, read both ways: RFC 6749 2.3.1 quotes them, and many clients leave that out."""
    try:
        name, colon, secret = base64.b64decode(given, validate=True).decode().partition(":")
    except ValueError:
        raise TokenRefused("invalid_client", "Authorization cannot be read.") from None
    if not colon:
        raise TokenRefused("invalid_client", "Authorization cannot be read.")
    return [(unquote_plus(name), unquote_plus(secret)), (name, secret)]


def _scopes(text: str, key: ApiKey) -> frozenset[str]:
    """Return the scopes that are asked for; none named are all of the key's. Raises TokenRefused."""
    wanted = frozenset(text.split(" ")) - {""}
    if wanted - key.scopes:
        raise TokenRefused("invalid_scope", f"This key has the scopes {' '.join(ordered(key.scopes))}.")
    return wanted or key.scopes
