"""A receiver of webhooks for tests: real TLS on loopback, which answers, fails, hangs, drops or redirects as told."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

HANG, DROP = "hang", "drop"
Answer = int | str
"""A status, or one of the above."""


class Received(NamedTuple):
    """A request: its headers by lower-case names, its body, and what it got."""

    path: str
    headers: dict[str, str]
    body: bytes
    answer: Answer

    @property
    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.body)
        return content

    @property
    def type(self) -> str:
        return str(self.content["type"])


class Receiver:
    """Listens on a port of its own. `answers` decides what each request gets; it is called in the order of arrival."""

    def __init__(self, certificate: Path, answers: Callable[[Received], Answer] = lambda _got: 200) -> None:
        self.answers = answers
        self.got: list[Received] = []
        self.connections = 0
        self._changed = threading.Condition()
        self._released = threading.Event()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._server = _Server(self, context)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}/hooks?shop=1"

    def close(self) -> None:
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def release(self) -> None:
        """Let what hangs go on, and be closed without an answer."""
        self._released.set()
        self._released = threading.Event()

    def wait_for(self, enough: Callable[[list[Received]], bool], seconds: float = 30) -> list[Received]:
        """Return what was received once it is enough."""
        with self._changed:
            assert self._changed.wait_for(lambda: enough(self.got), seconds), [each.content for each in self.got]
            return list(self.got)

    def take(self, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """Note a request and return what it gets; a hanging one is held until it is released."""
        with self._changed:
            answer = self.answers(Received(path, headers, body, 0))
            self.got.append(Received(path, headers, body, answer))
            released = self._released
            self._changed.notify_all()
        if answer == HANG:
            released.wait(60)
        return answer

    def good(self) -> list[Received]:
        """Return what was answered well."""
        with self._changed:
            return [each for each in self.got if isinstance(each.answer, int) and each.answer < 300]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, receiver: Receiver, context: ssl.SSLContext) -> None:
        self.receiver = receiver
        self._context = context
        super().__init__(("127.0.0.1", 0), _Handler)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands in the thread of the connection."""
        try:
            with self._context.wrap_socket(request, server_side=True) as wrapped:
                self.receiver.connections += 1
                super().finish_request(wrapped, client_address)
        except (OSError, ssl.SSLError):
            pass  # the client has left

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that leaves is no error here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): text for name, text in self.headers.items()}
        answer = self.server.receiver.take(self.path, headers, body)
        if not isinstance(answer, int):
            self.close_connection = True
            return
        self.send_response(answer)
        if 300 <= answer < 400:
            self.send_header("Location", self.server.receiver.address)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name
        """Write no log."""
