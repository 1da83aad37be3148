"""One connection: how many there may be, how long a head may take, and which heads are refused.

All of it comes before the token: whoever reaches the port can do this much, and no more.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from core.server.contract.refusal_codes import CODE_HEADER, RefusalCode
from core.server.contract.replies import as_json
from core.server.data.quiet_log import quiet
from core.server.http.reply_transport import ReplyTransport
from core.server.http.request_head import head_fault

MOST_HEAD = 32 * 1024
"""Bytes of a request's head."""
_log = quiet(logging.getLogger(__name__))


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """What one process allows. `trusted` is the address of a proxy, whose connections are those of many clients."""

    in_all: int = 900
    """A process may have 1,024 files open where nobody says otherwise."""
    per_address: int = 450
    """A shop's tills may share one address, with up to eight connections each."""
    head_s: float = 10.0
    """Seconds until a request's head is there; a connection on which nothing comes is closed after them too."""
    trusted: str | None = None


class HttpConnection(H11Protocol):
    """One connection. The state of its requests has its transport, so that an injected fault can cut it, and `lost`.

    `lost` is a future that is done when the connection is: nobody waits for the reply of a read any more.
    """

    def __init__(self, *positional: Any, limits: ConnectionLimits, open_from: Counter[str], **named: Any) -> None:
        """Make one of many: `open_from` counts the open connections of the process by their address."""
        super().__init__(*positional, **named)
        self._limits = limits
        self._open_from = open_from
        self._head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Add to the state of every request; refuse the connection where there are enough."""
        self._lost: asyncio.Future[None] = self.loop.create_future()
        self.app_state = {**self.app_state, "transport": transport, "lost": self._lost}
        super().connection_made(ReplyTransport(transport, self.conn))  # type: ignore[arg-type]
        self._open_from[self._address()] += 1
        if self._is_too_many():
            _log.warning("there are too many connections; one more was refused, from %s", self._address())
            told = "There are too many connections. Try again."
            self._refuse(503, told, "too_many_connections", (b"retry-after", b"1.0"))
        else:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting for a head and what is read for the client, and count no longer."""
        self._stop_waiting()
        address = self._address()
        self._open_from[address] -= 1
        if not self._open_from[address]:
            del self._open_from[address]
        self._lost.set_result(None)
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Look at each head before it is read."""
        waiting = self.conn.their_state is h11.IDLE
        if waiting and (fault := head_fault(self.conn.trailing_data[0])):
            self.send_400_response(fault)
            return
        super().handle_events()
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self.conn.trailing_data[0] and self._head_timer is None:
            self._await_head()

    def send_400_response(self, msg: str) -> None:
        """Refuse as uvicorn does it, but in JSON like every other refusal."""
        _log.warning("a request that is no sound HTTP was refused: %s", msg)
        self._refuse(400, msg, "invalid_request")

    def _is_too_many(self) -> bool:
        if len(self.connections) > self._limits.in_all:
            return True
        address = self._address()
        return address != self._limits.trusted and self._open_from[address] > self._limits.per_address

    def _address(self) -> str:
        return self.client[0] if self.client else ""

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(self._limits.head_s, self._head_is_late)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _head_is_late(self) -> None:
        self._head_timer = None
        if self.conn.trailing_data[0]:
            _log.warning("a request's head did not come in time, from %s", self._address())
            self._refuse(408, "The request did not come in time.", "request_timeout")
        else:
            self.transport.close()

    def _refuse(self, status: int, text: str, code: RefusalCode, *more: tuple[bytes, bytes]) -> None:
        body = as_json({"errors": text, "code": code})
        head = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", b"%d" % len(body))]
        head.append((CODE_HEADER.encode(), code.encode()))
        answer = (
            h11.Response(status_code=status, headers=[*head, (b"connection", b"close"), *more]),
            h11.Data(data=body),
        )
        for event in (*answer, h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
