"""A gateway for SMS on this machine: it answers what it is told to, and keeps what it was sent."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Gateway:
    """Where it is, what it answers next (200 after the last; 0 cuts the line), and what came: path, headers, body."""

    address: str = ""
    answers: list[tuple[int, str]] = field(default_factory=list)
    came: list[tuple[str, dict[str, str], str]] = field(default_factory=list)


@contextmanager
def sms_gateway(certificate: Path | None = None) -> Iterator[Gateway]:
    """Run one; with a certificate it speaks TLS."""
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            gateway.came.append((self.path, dict(self.headers.items()), body))
            status, told = gateway.answers.pop(0) if gateway.answers else (200, '{"state": "queued"}')
            if not status:
                self.close_connection = True
                return
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", gateway.address + "/elsewhere")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told.encode())

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    scheme = "http"
    if certificate is not None:
        context, scheme = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), "https"
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    gateway.address = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
