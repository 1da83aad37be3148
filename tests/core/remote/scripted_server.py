"""A service that answers byte for byte what a test wrote down, over a real socket, and keeps what it was asked."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

Answer = bytes | Callable[[socket.socket, threading.Event], None]
"""Bytes to send, or what to do with the connection; the event says that the test is over."""

CARD: dict[str, object] = {
    "id": 42,
    "balance": "100.00",
    "created_at": "2026-01-14T10:26:56-05:00",
    "updated_at": "2026-02-14T10:26:56-05:00",
    "currency": "USD",
    "initial_value": "100.00",
    "disabled_at": None,
    "line_item_id": None,
    "api_client_id": None,
    "user_id": None,
    "customer_id": None,
    "note": None,
    "expires_on": None,
    "template_suffix": None,
    "last_characters": "0d0d",
    "order_id": None,
}
TRANSACTION: dict[str, object] = {
    "id": 204959973622,
    "gift_card_id": 42,
    "number": 1,
    "amount": "-15.00",
    "processed_at": "2026-02-14T10:26:56-05:00",
}
JSON = "application/json; charset=utf-8"


def reply(status: int, body: object = b"", headers: str = "", content_type: str = JSON) -> bytes:
    """A whole reply; a body that is not bytes is written as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\nContent-Length: {len(content)}\r\n{headers}\r\n"
    return head.encode("latin-1") + content


def card_with(**changes: object) -> dict[str, object]:
    return {"gift_card": CARD | changes}


def transaction_with(**changes: object) -> dict[str, object]:
    return TRANSACTION | changes


def without(fields: dict[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in fields.items() if key != name}


def hold(connection: socket.socket, over: threading.Event) -> None:
    """Never answers."""
    over.wait(10)


def reset(connection: socket.socket, over: threading.Event) -> None:
    """Cuts the connection without a word (RST)."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def drip(text: bytes) -> Answer:
    """Sends `text`, then a byte now and then, each well within any single time-out."""

    def dripping(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(text)
        with suppress(OSError):
            while not over.wait(0.01):
                connection.sendall(b" ")

    return dripping


class ScriptedServer:
    """One answer for each request, the last one for ever. `requests` holds head and body of each, as received."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[bytes] = []
        self.connections = 0
        self._over = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    @property
    def url(self) -> str:
        return f"{self.origin}/api/external"

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection = self._listening.accept()[0]
                self.connections += 1
                self._open.append(connection)
                self._threads.append(threading.Thread(target=self._serve, args=(connection,)))
                self._threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            while request := _request(connection):
                self.requests.append(request)
                answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
                if callable(answer):
                    answer(connection, self._over)
                    return
                connection.sendall(answer)
                if b"Content-Length" not in answer and b"chunked" not in answer:
                    return


def _request(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(65536)
        if not more:
            return b""
        received += more
    head, _, body = received.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while len(body) < int(lengths[0] if lengths else 0):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
