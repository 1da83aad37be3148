"""Set up uvicorn for the embedded and the stand-alone service."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import uvicorn

from core.errors import CannotStart
from core.server.data.quiet_log import quiet
from core.server.http.connection import MOST_HEAD, ConnectionLimits, HttpConnection

KEEP_ALIVE_S = 75
"""Longer than a till keeps a connection open: it must not send on one that is being closed."""

HANDSHAKE_S = 10.0
"""How long a handshake of TLS may take."""
_STOP_WAIT_S = 5
"""How long a reply under way may still take when the service stops."""


class _Loop(asyncio.SelectorEventLoop):
    """The event loop of the service: a handshake of TLS takes as long as a head at most, and not a minute."""

    async def create_server(self, *positional: Any, **named: Any) -> asyncio.Server:
        if named.get("ssl") is not None:
            named["ssl_handshake_timeout"] = HANDSHAKE_S
        return await super().create_server(*positional, **named)


def make_loop() -> asyncio.AbstractEventLoop:
    """Return the event loop of a process of the service."""
    return _Loop()


def uvicorn_config(app: Callable[..., Any], limits: ConnectionLimits | None = None, **more: Any) -> uvicorn.Config:
    """Return uvicorn's configuration. `Date` is written by ResponseWriter: uvicorn's own may be a second old."""
    quiet(logging.getLogger("uvicorn.error"))
    settings: dict[str, Any] = {
        "http": partial(HttpConnection, limits=limits or ConnectionLimits(), open_from=Counter[str]()),
        "h11_max_incomplete_event_size": MOST_HEAD,
        "ws": "none",
        "lifespan": "on",
        "loop": "core.server.http.listener:make_loop",
        "interface": "asgi3",
        "log_config": None,
        "log_level": "warning",
        "access_log": False,
        "date_header": False,
        "server_header": False,
        "proxy_headers": False,  # a client could claim any address
        "timeout_keep_alive": KEEP_ALIVE_S,
        "timeout_graceful_shutdown": _STOP_WAIT_S,
    }
    return uvicorn.Config(app, **(settings | more))


def bind_socket(host: str, port: int) -> socket.socket:
    """Return a socket that is bound and not listening: connections to it are refused. Raises CannotStart."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio switches Nagle's algorithm off: without it every reply takes 40 ms.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if hasattr(socket, "AF_UNIX"):  # elsewhere this option would let two programs share the port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except (OSError, OverflowError) as error:
        bound.close()
        raise CannotStart("start.port", port=port, why=getattr(error, "strerror", None) or error) from error
    return bound


class BackgroundServer(uvicorn.Server):
    """Serves in a daemon thread, and can refuse connections for a while on the same port."""

    def __init__(self, config: uvicorn.Config, bound: socket.socket) -> None:
        super().__init__(config)
        self._bound = bound
        self._address = bound.getsockname()[:2]
        self._up = threading.Event()
        self._thread = threading.Thread(target=self.run, args=([bound],), name="gift-card-service", daemon=True)

    def start(self) -> None:
        """Serve; return when requests can be sent."""
        self._thread.start()
        self._up.wait()

    def stop(self) -> None:
        """Stop, once replies under way are sent."""
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    def refuse(self, refusing: bool) -> None:
        """Cut every connection and refuse new ones, or listen again; return when it is so."""
        asyncio.run_coroutine_threadsafe(self._refuse(refusing), self._loop).result()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        await super().startup(sockets)
        self._up.set()

    async def main_loop(self) -> None:
        await self._ended.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002
        """Shut down as uvicorn does it, without its fixed tenth of a second."""
        for server in self.servers:
            server.close()
        self._bound.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        deadline = time.monotonic() + _STOP_WAIT_S
        while (self.server_state.connections or self.server_state.tasks) and time.monotonic() < deadline:
            await asyncio.sleep(0.001)
        for task in self.server_state.tasks:
            task.cancel()
        await self.lifespan.shutdown()

    async def _refuse(self, refusing: bool) -> None:
        if refusing is not self._is_refusing():
            await (self._close() if refusing else self._listen())

    def _is_refusing(self) -> bool:
        return not self.servers

    async def _close(self) -> None:
        for server in self.servers:
            server.close()
        self.servers = []
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        self._bound = bind_socket(*self._address)  # keeps the port ours

    async def _listen(self) -> None:
        def connect() -> asyncio.Protocol:
            kind: Callable[..., asyncio.Protocol] = self.config.http_protocol_class
            return kind(config=self.config, server_state=self.server_state, app_state={})

        loop = asyncio.get_running_loop()
        self.servers = [await loop.create_server(connect, sock=self._bound, backlog=self.config.backlog)]
