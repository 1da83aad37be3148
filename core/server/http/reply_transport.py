"""Write a reply's head together with what follows: one packet and one call of the system instead of two.

uvicorn writes both apart, and each write wakes the client.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11


class ReplyTransport:
    """The transport of a connection, which keeps the head of a reply until its body comes or the connection ends."""

    def __init__(self, transport: asyncio.Transport, conn: h11.Connection) -> None:
        self._transport = transport
        self._conn = conn
        self._head = b""
        self._is_body = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send `data`, and the head before it; a head alone is kept."""
        if self._conn.our_state is not h11.SEND_BODY:
            self._is_body = False
        elif not self._is_body:
            self._is_body, self._head = True, data
            return
        self._send(data)

    def close(self) -> None:
        """Send what is kept and end the connection."""
        self._send(b"")
        self._transport.close()

    def _send(self, data: bytes) -> None:
        if self._head:
            data, self._head = self._head + data, b""
        if data:
            self._transport.write(data)
