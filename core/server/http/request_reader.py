"""Read a request from ASGI, within bounds of memory and time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope

from core.server.contract.refusals import RequestRefused, busy
from core.server.contract.request import Request
from core.server.data.api_keys import ApiClient

MOST_BODY = 8 * 1024 * 1024
"""Bytes of one body."""
MOST_BODIES = 6 * MOST_BODY
"""Bytes of all bodies in memory of one process."""
BODY_WAIT_S = 30.0
_MOST_ARGUMENTS = 100
Headers = Mapping[str, str]


class ClientGone(Exception):
    """The client has left in the middle of its request: nobody is there to be answered."""


class RequestReader:
    """Reads requests. `held` is how many bytes of bodies are in memory just now.

    `public_url` is what clients call the service by, "" for unknown. It is a setting: what a request says of it in
    `Host` is the client's word, and a link made of that could lead another client elsewhere.
    """

    def __init__(self, public_url: str = "") -> None:
        self.held = 0
        self._public_url = public_url

    async def read(self, scope: Scope, receive: Receive, headers: Headers, found: tuple[str, ApiClient]) -> Request:
        """Return the request; its body counts until `release_body`. `found`: the id in its path, and whose it is.

        Raises RequestRefused 400, 408, 413, 415 or 503, and ClientGone.
        """
        path_id, client = found
        arguments = _arguments(scope["query_string"])
        body = await self._body(receive, headers)
        self.hold_body(body)
        address = self._public_url + scope["path"]
        return Request(address, arguments, headers, path_id, body, client.client_id, client.scopes)

    def hold_body(self, body: bytes) -> None:
        """Count a body, until `release_body`."""
        self.held += len(body)

    def release_body(self, body: bytes) -> None:
        """Count a body no longer: its request has been carried out."""
        self.held -= len(body)

    async def read_body(self, receive: Receive) -> bytes:
        """Return a body, counted while it comes in. Raises RequestRefused 408, 413 or 503, and ClientGone."""
        try:
            async with asyncio.timeout(BODY_WAIT_S):
                return await self._read(receive)
        except TimeoutError:
            told = "The request body did not come in time."
            raise RequestRefused(408, told, code="request_timeout", Connection="close") from None

    async def _body(self, receive: Receive, headers: Headers) -> bytes:
        if "content-length" not in headers and "transfer-encoding" not in headers:
            return b""
        body = await self.read_body(receive)
        if body:
            _check_content_type(headers)
        return body

    async def _read(self, receive: Receive) -> bytes:
        """Read a body to its end even when it is too long, so that the client gets to read the 413.

        The parts are joined at the end: growing bodies side by side would fragment the memory.
        """
        parts: list[bytes] = []
        held, refusal = 0, None
        try:
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientGone
                part: bytes = message.get("body", b"")
                refusal = refusal or self._excess(held + len(part), len(part))
                if refusal is None:
                    parts.append(part)
                    self.held += len(part)
                    held += len(part)
                elif held:
                    parts.clear()
                    self.held, held = self.held - held, 0
                if not message.get("more_body", False):
                    break
        finally:
            self.held -= held
        if refusal is not None:
            raise refusal
        return b"".join(parts)

    def _excess(self, length: int, part: int) -> RequestRefused | None:
        if length > MOST_BODY:
            return RequestRefused(413, "The request body is too large.", code="body_too_large")
        if self.held + part > MOST_BODIES:
            return busy()
        return None


def _arguments(query: bytes) -> dict[str, str]:
    if not query:
        return {}
    try:
        pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=_MOST_ARGUMENTS)
    except ValueError:
        raise RequestRefused(400, "There are too many query parameters.", code="invalid_parameter") from None
    return dict(pairs)


def _check_content_type(headers: Headers) -> None:
    kind = headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json" or headers.get("content-encoding", "identity") != "identity":
        raise RequestRefused(415, "The request body must be application/json.", code="unsupported_media_type")


def headers_of(scope: Scope) -> dict[str, str]:
    """Return the headers by name in lower case; of several headers of one name the first."""
    return {name.decode("latin-1"): text.decode("latin-1") for name, text in reversed(list(scope["headers"]))}
