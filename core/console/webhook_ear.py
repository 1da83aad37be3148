"""The back office's ear: deliveries of webhooks that come to a port, verified before anything is done.

A verified delivery has its card read again from the service, and nothing else: what a delivery says is never data. It
listens on loopback; a proxy with a certificate stands before it.
"""

from __future__ import annotations

import queue
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from core.bootstrap import Core
from core.domain.webhook import MOST_BYTES, WebhookSecrets, verify
from core.errors import KnownError
from core.log import area
from core.usecases import webhooks

_log = area("agent")
_HOST = "127.0.0.1"
_SLOW_S = 5.0
"""For a whole request: the vendor waits six."""
_AT_ONCE = 16
_MOST_WAITING = 1000
"""Cards that wait to be read; what comes beyond is read by the next pull."""


class WebhookEar:
    """Listens from the start until `close`."""

    def __init__(self, core: Core, secrets: WebhookSecrets, port: int) -> None:
        """Listen. Raises OSError where the port is taken."""
        self._core = core
        self._secrets = secrets
        self._cards: queue.Queue[int | None] = queue.Queue(_MOST_WAITING)
        self._asked: set[int] = set()
        self._lock = threading.Lock()
        self._server = _Server(self, port)
        self._threads = (
            threading.Thread(target=self._server.serve_forever, name="webhooks", daemon=True),
            threading.Thread(target=self._read_cards, name="webhook cards", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def close(self) -> None:
        """Hear nothing more; the card that is being read is finished."""
        self._server.shutdown()
        self._server.server_close()
        with self._lock, suppress(queue.Empty):
            while True:
                self._cards.get_nowait()
        self._cards.put(None)
        for thread in self._threads:
            thread.join()

    def hear(self, headers: dict[str, str], body: bytes) -> int:
        """Take a delivery in; return the status of the answer. 204 for one that was heard before, too."""
        found = verify(headers, body, self._secrets, time.time())
        if found is None:
            _log.warning("webhook refused")
            return 401
        try:
            is_new = webhooks.note_delivery(self._core, found.name)
        except KnownError as error:
            _log.warning("webhook not kept", key=error.key)
            return 503  # it comes again
        if is_new and found.card_id is not None:
            self._ask_for(found.card_id)
        return 204

    def _ask_for(self, card_id: int) -> None:
        with self._lock:
            if card_id in self._asked:
                return  # it is not read yet, so it will be read as it is by then
            with suppress(queue.Full):
                self._cards.put_nowait(card_id)
                self._asked.add(card_id)

    def _read_cards(self) -> None:
        while (card_id := self._cards.get()) is not None:
            with self._lock:
                self._asked.discard(card_id)
            try:
                changed = webhooks.read_card_again(self._core, card_id)
            except KnownError as error:
                _log.warning("webhook card", key=error.key)
            else:
                _log.info("webhook card", changed=int(changed))


class _Server(ThreadingHTTPServer):
    """So many connections at once; whoever comes beyond is let go, and the sender tries again."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, ear: WebhookEar, port: int) -> None:
        self.ear = ear
        self._free = threading.BoundedSemaphore(_AT_ONCE)
        super().__init__((_HOST, port), _Delivery)

    def process_request(self, request: object, client_address: object) -> None:
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)  # type: ignore[arg-type]
        else:
            self.shutdown_request(request)  # type: ignore[arg-type]

    def process_request_thread(self, request: object, client_address: object) -> None:
        try:
            super().process_request_thread(request, client_address)  # type: ignore[arg-type]
        finally:
            self._free.release()

    def handle_error(self, _request: object, _client_address: object) -> None:
        """Do nothing: whoever sent has gone, or was too slow."""


class _Delivery(BaseHTTPRequestHandler):
    timeout = _SLOW_S
    server: _Server
    server_version, sys_version = "counterfoil", ""

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 9):
            self._answer(411)
        elif int(length) > MOST_BYTES:
            self._answer(413)
        else:
            body = self._read(int(length))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self._answer(400 if body is None else self.server.ear.hear(headers, body))

    def _read(self, length: int) -> bytes | None:
        deadline, got = time.monotonic() + _SLOW_S, b""
        while len(got) < length:
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            self.connection.settimeout(left)
            part = self.rfile.read1(length - len(got))
            if not part:
                return None
            got += part
        return got

    def _answer(self, status: int) -> None:
        self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Write nothing to standard error: the log of the till has it."""
