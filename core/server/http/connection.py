"""One connection: how many there may be, how long a head may take, and which heads are refused.

All of it comes before the token: whoever reaches the port can do this much, and no more.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import h11
from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT
from uvicorn.protocols.http.h11_impl import H11Protocol

from core.server.contract.refusal_codes import CODE_HEADER, RefusalCode
from core.server.contract.replies import as_json
from core.server.data.quiet_log import quiet
from core.server.http.plain_exchange import PlainExchange
from core.server.http.plain_head import PlainHead, read_plain_head
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
        self._exchange: PlainExchange | None = None
        self._later = b""
        self._idle_since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Add to the state of every request; refuse the connection where there are enough."""
        self._lost: asyncio.Future[None] = self.loop.create_future()
        self.app_state = {**self.app_state, "transport": transport, "lost": self._lost}
        self._line = transport
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
        self._unset_keepalive_if_required()
        address = self._address()
        self._open_from[address] -= 1
        if not self._open_from[address]:
            del self._open_from[address]
        self._lost.set_result(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read a plain request here, and leave any other to h11. One is answered before the next one is read."""
        if self._exchange is not None:
            self._take(self._exchange, data)
        elif self._is_between() and (head := read_plain_head(data, MOST_HEAD)):
            self._stop_waiting()
            self._exchange = self._begin(head)
            self._take(self._exchange, data[head.size :])
        else:
            super().data_received(data)

    def _is_between(self) -> bool:
        """Return whether nothing of a request is with h11."""
        conn = self.conn
        return conn.their_state is h11.IDLE and conn.our_state is h11.IDLE and not conn.trailing_data[0]

    def _begin(self, head: PlainHead) -> PlainExchange:
        """Let the application answer, as uvicorn does it."""
        raw_path, _, query = head.target.partition(b"?")
        self.scope = {
            "type": "http",
            "asgi": {"version": self.asgi_version, "spec_version": "2.3"},
            "http_version": "1.1",
            "server": self.server,
            "client": self.client,
            "scheme": self.scheme,  # type: ignore[typeddict-item]
            "method": head.method,
            "root_path": self.root_path,
            "path": self.root_path + unquote(raw_path.decode("ascii")),
            "raw_path": self.root_path.encode("ascii") + raw_path,
            "query_string": query,
            "headers": head.headers,
            "state": self.app_state.copy(),
        }
        self.cycle = exchange = PlainExchange(
            scope=self.scope,
            conn=self.conn,
            transport=self._line,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=False,
            default_headers=[],
            message_event=asyncio.Event(),
            on_response=self.on_response_complete,
        )
        exchange.expect(head.length)
        task = self.loop.create_task(exchange.run_asgi(self.app))
        task.add_done_callback(self.tasks.discard)
        self.tasks.add(task)
        return exchange

    def _take(self, exchange: PlainExchange, data: bytes) -> None:
        """Give the request under way what belongs to it; what comes after it waits."""
        if exchange.missing:
            data = exchange.take(data)
            if len(exchange.body) > HIGH_WATER_LIMIT:
                self.flow.pause_reading()
        if data:
            self._later += data
            self.flow.pause_reading()
        if exchange.is_over:  # it was answered before its body was there
            self._go_on()

    def on_response_complete(self) -> None:
        """Go on with what came after a plain request that is answered."""
        if self._exchange is None:
            super().on_response_complete()
            return
        self.server_state.total_requests += 1
        if self._exchange.is_over:
            self._go_on()

    def _go_on(self) -> None:
        self._exchange = None
        if self._line.is_closing():
            return
        self.flow.resume_reading()
        self._idle_since = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self._await_next(self.timeout_keep_alive)
        if self._later:
            later, self._later = self._later, b""
            self.data_received(later)

    def _await_next(self, seconds: float) -> None:
        """Wait for a request for so long. The timer goes on over many requests: to set one for each took its time."""
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self._is_idle_for_long)

    def _is_idle_for_long(self) -> None:
        self.timeout_keep_alive_task = None
        left = self._idle_since + self.timeout_keep_alive - self.loop.time()
        if self._exchange is not None or left > 0:
            self._await_next(max(left, 1.0))
        elif self._is_between():
            self.timeout_keep_alive_handler()

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
