"""Connections that know two things urllib3 does not tell: has a byte of the request left, and how long it may all take.

Exceptions cannot answer the first: a TLS error, say, looks the same before the request and in its reply. And a time-out
of a socket bounds one wait, so that a peer that sends a byte now and then is never too slow for it.
"""

from __future__ import annotations

import io
import logging
import socket
import ssl
import threading
import time
from http.client import HTTPResponse
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, Retry
from urllib3.connection import HTTPConnection, HTTPSConnection

# urllib3 writes whole addresses into its log, and a search address may hold the code of a card.
logging.getLogger("urllib3").setLevel(logging.ERROR)


class _Exchange(threading.local):
    """The exchange that this thread is in. `until` is on the monotonic clock; times in seconds."""

    left = False
    until = 0.0
    wait = 0.0

    def begin(self, wait: float, total: float) -> None:
        self.left, self.wait, self.until = False, wait, time.monotonic() + total

    def allowed(self) -> float:
        """Return the seconds the next read may wait. Raises TimeoutError when all of the time is used up."""
        rest = self.until - time.monotonic()
        if rest <= 0:
            raise TimeoutError("the whole reply took too long")
        return min(self.wait, rest)


exchange = _Exchange()


class _TimedSource(io.RawIOBase):
    def __init__(self, sock: socket.socket, source: io.RawIOBase) -> None:
        self._sock = sock
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(exchange.allowed())
        return self._source.readinto(buffer)

    def close(self) -> None:
        self._source.close()
        super().close()


class _TimedReply(HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp = io.BufferedReader(_TimedSource(sock, self.fp.detach()))


class _Plain(HTTPConnection):
    response_class = _TimedReply

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        exchange.left = True
        super().send(data)


class _Secure(HTTPSConnection):
    response_class = _TimedReply

    def connect(self) -> None:
        try:
            super().connect()
        finally:
            exchange.left = False  # what a proxy was told on the way is not the request

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        exchange.left = True
        super().send(data)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


_POOLS: dict[str, type[HTTPConnectionPool]] = {"http": _PlainPool, "https": _SecurePool}


class CarefulAdapter(HTTPAdapter):
    """requests' transport on these connections, shared by all threads: it never sends anything twice.

    `trust` is what certificates are checked against; None where nothing but plain HTTP on this machine is spoken.
    """

    poolmanager: PoolManager

    def __init__(self, trust: ssl.SSLContext | None, connections: int = 8) -> None:
        self._trust = trust
        super().__init__(pool_connections=1, pool_maxsize=connections, max_retries=Retry(0, read=False))

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._trust, **options)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        through = super().proxy_manager_for(proxy, ssl_context=self._trust, **options)
        through.pool_classes_by_scheme = _POOLS
        return through

    def close(self) -> None:
        """Close the idle connections now: urllib3 leaves that to the garbage, and an error met before keeps them."""
        for manager in (self.poolmanager, *self.proxy_manager.values()):
            for key in manager.pools.keys():  # noqa: SIM118 - urllib3's container gives its keys only so
                manager.pools[key].close()
        super().close()

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002
        """Leave the certificates to our own context: requests would load its list again for each connection."""
        conn.cert_reqs = "CERT_REQUIRED"
