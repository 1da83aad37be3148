"""Replies on their way out: the service's own `Date` on each, by which clients measure their skew."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import formatdate

from starlette.types import Send

from core.server.refusals import Reply


class Sender:
    """Sends replies over ASGI. `clock` gives UTC epoch seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._second = -1
        self._date = b""

    async def send(self, reply: Reply, send: Send) -> None:
        headers = [
            (b"content-type", reply.media_type.encode("latin-1")),
            (b"content-length", b"%d" % len(reply.body)),
            (b"date", self.date()),
            *((name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in reply.headers),
        ]
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        await send({"type": "http.response.body", "body": reply.body})

    def date(self) -> bytes:
        """Written once a second: it takes longer than finding a card."""
        second = int(self._clock())
        if second != self._second:
            self._second, self._date = second, formatdate(second, usegmt=True).encode()
        return self._date
