"""Write replies, each with the service's own `Date`: clients measure their clock by it."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import formatdate

from starlette.types import Send

from core.server.contract.replies import Reply


class ResponseWriter:
    """Writes replies to ASGI. `clock` gives UTC epoch seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._second = -1
        self._date = b""

    async def write(self, reply: Reply, send: Send) -> None:
        """Send the whole reply."""
        content = [
            (b"content-type", reply.media_type.encode("latin-1")),
            (b"content-length", b"%d" % len(reply.body)),
        ]
        headers = [
            *([] if reply.status == 304 else content),  # its length would be that of what the client has already
            (b"date", self._date_header()),
            *((name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in reply.headers),
        ]
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        await send({"type": "http.response.body", "body": reply.body})

    def _date_header(self) -> bytes:
        """Return the value of `Date`. Formatting it takes longer than finding a card, so it is done once a second."""
        second = int(self._clock())
        if second != self._second:
            self._second, self._date = second, formatdate(second, usegmt=True).encode()
        return self._date
