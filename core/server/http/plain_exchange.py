"""One plain request and its reply: uvicorn's cycle, without h11 between it and the transport.

The reply's head waits for the body, so that both are one write and one packet.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from h11 import LocalProtocolError
from uvicorn.protocols.http.h11_impl import RequestResponseCycle

if TYPE_CHECKING:
    from starlette.types import Message

_HEADERS = re.compile(rb"(?:[-!#$%&'*+.^_`|~0-9a-zA-Z]+: [^\x00\r\n]*\r\n)*")
_FIRST_LINES = {each.value: f"HTTP/1.1 {each.value} {each.phrase}\r\n".encode() for each in HTTPStatus}
_WITHOUT_BODY = (204, 304)


class PlainExchange(RequestResponseCycle):
    """A cycle whose request is plain (`plain_head`); its body comes by `take`."""

    head = b""
    """Of the reply, until its body comes."""
    left: int | None = None
    """Bytes of the reply's body that are still to come; None where its end is that of the connection."""

    def expect(self, length: int) -> None:
        """Wait for a body of that many bytes."""
        self.missing = length
        if not length:
            self.more_body = False
            self.message_event.set()

    def take(self, data: bytes) -> bytes:
        """Take what belongs to the body; return what came after it."""
        part = data[: self.missing]
        self.missing -= len(part)
        if not self.response_complete:
            self.body += part
        if not self.missing:
            self.more_body = False
        self.message_event.set()
        return data[len(part) :]

    @property
    def is_over(self) -> bool:
        """Return whether the next request may be read."""
        return self.response_complete and not self.missing

    async def send(self, message: Message) -> None:  # type: ignore[override]
        """Send a part of the reply. Raises LocalProtocolError for a head or a length that is none."""
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        if self.disconnected:
            return
        expected = "http.response.body" if self.response_started else "http.response.start"
        if message["type"] != expected or self.response_complete:
            raise RuntimeError(f"{expected} was expected, and not {message['type']}")
        if self.response_started:
            self._send_body(message.get("body", b""), more=message.get("more_body", False))
        else:
            self._begin(message["status"], list(message.get("headers", ())))

    def _begin(self, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        lines = b"".join([b"%b: %b\r\n" % (name, text) for name, text in headers])
        if lines.count(b"\n") != len(headers) or not _HEADERS.fullmatch(lines):
            raise LocalProtocolError("a header of the reply is none")
        self.response_started = True
        self.head = _FIRST_LINES[status] + lines
        named = {name.lower(): text for name, text in headers}
        length = b"0" if status in _WITHOUT_BODY else named.get(b"content-length")
        self.left = None if length is None else int(length)
        if named.get(b"connection", b"").lower() == b"close":
            self.keep_alive = False

    def _send_body(self, body: bytes, *, more: bool) -> None:
        if self.left is None and self.head and self.keep_alive:
            self.head += b"connection: close\r\n"
            self.keep_alive = False
        elif self.left is not None:
            self.left -= len(body)
            if self.left < 0 or (self.left and not more):
                raise LocalProtocolError("the body of the reply has another length than its head says")
        self.response_complete = not more
        data, self.head = (self.head + b"\r\n" + body if self.head else body), b""
        if data:
            self.transport.write(data)
        if more:
            return
        self.message_event.set()
        if not self.keep_alive:
            self.transport.close()
        self.on_response()
