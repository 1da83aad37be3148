"""A request as it comes in, made into a call. What it may cost in memory and in time is bounded here."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope

from core.server.calls import Call
from core.server.refusals import Refused

MOST_BODY = 8 * 1024 * 1024
MOST_BODIES = 8 * MOST_BODY
"""What all bodies of one process may hold together."""
BODY_WAIT_S = 30.0
_MOST_ARGUMENTS = 100
Headers = Mapping[str, str]
_HOST = re.compile(r"[A-Za-z0-9._:\[\]-]+", re.ASCII)


class Gone(Exception):
    """The client has left in the middle of its request: nobody is there to be answered."""


class Intake:
    """Reads calls. `held` is how many bytes of bodies are in memory just now."""

    def __init__(self) -> None:
        self.held = 0

    async def call(self, scope: Scope, receive: Receive, headers: Headers, path_id: str) -> Call:
        """The body counts until `let_go`. Raises Refused 400, 408, 413, 415 or 503, and Gone."""
        arguments = _arguments(scope["query_string"])
        body = await self._body(receive, headers)
        self.hold(body)
        return Call(_address(scope, headers), arguments, headers, path_id, body)

    def hold(self, body: bytes) -> None:
        """Count it, until `let_go`."""
        self.held += len(body)

    def let_go(self, body: bytes) -> None:
        """Its call has been carried out."""
        self.held -= len(body)

    async def whole(self, receive: Receive) -> bytes:
        """A body, in time. It counts while it comes in. Raises Refused 408, 413 or 503, and Gone."""
        try:
            async with asyncio.timeout(BODY_WAIT_S):
                return await self._read(receive)
        except TimeoutError:
            raise Refused(408, "The request body did not come in time.", Connection="close") from None

    async def _body(self, receive: Receive, headers: Headers) -> bytes:
        if "content-length" not in headers and "transfer-encoding" not in headers:
            return b""
        body = await self.whole(receive)
        if body:
            _check_kind(headers)
        return body

    async def _read(self, receive: Receive) -> bytes:
        """To its end even when it is too long, so that the client gets to read the 413.

        The parts stay apart until the last: bodies that grow side by side in one piece would leave holes in the memory.
        """
        parts: list[bytes] = []
        held, refusal = 0, None
        try:
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Gone
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

    def _excess(self, length: int, part: int) -> Refused | None:
        if length > MOST_BODY:
            return Refused(413, "The request body is too large.")
        if self.held + part > MOST_BODIES:
            return Refused(503, "The shop is busy. Try again.", Retry_After="1.0")
        return None


def _address(scope: Scope, headers: Headers) -> str:
    host = headers.get("host", "")
    if not _HOST.fullmatch(host):
        name, port = scope["server"]
        host = f"{name}:{port}"
    return f"{scope['scheme']}://{host}{scope['path']}"


def _arguments(query: bytes) -> dict[str, str]:
    if not query:
        return {}
    try:
        pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=_MOST_ARGUMENTS)
    except ValueError:
        raise Refused(400, "There are too many query parameters.") from None
    return dict(pairs)


def _check_kind(headers: Headers) -> None:
    kind = headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json" or headers.get("content-encoding", "identity") != "identity":
        raise Refused(415, "The request body must be application/json.")
