"""A receipt printer on loopback, as the manual of ESC/POS has it: answers its status at once, prints what it can.

One that is `silent` answers nothing, as cheap ones do. `fault` may change while it works, as paper that ends.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from core.domain.printer import NetworkPrinter

ANSWERS = {"": (0x12, 0x12, 0x12), "no paper": (0x1A, 0x32, 0x7E), "cover": (0x1A, 0x16, 0x12)}
ANSWERS |= {"off-line": (0x1A, 0x12, 0x12), "knife": (0x1A, 0x52, 0x12), "low": (0x12, 0x12, 0x1E)}
"""To DLE EOT 1, 2 and 4."""


@dataclass
class CounterPrinter:
    """A printer whose state is given by its fields."""

    silent: bool = False
    fault: str = ""
    fault_after: int | None = None
    """So many bytes of print data are taken, then the paper ends."""
    asked: int = 0
    noise: bytes = b""
    """Sent before each answer: what other printers chatter."""
    _taken: int = 0
    _papers: list[bytes] = field(default_factory=list)
    _working: threading.Lock = field(default_factory=threading.Lock)
    _listener: socket.socket = field(init=False)

    @property
    def papers(self) -> list[bytes]:
        """What was printed, one entry a connection that printed; the one it works for is waited for."""
        with self._working:
            return list(self._papers)

    @property
    def address(self) -> NetworkPrinter:
        return NetworkPrinter("127.0.0.1", self._listener.getsockname()[1])

    @contextmanager
    def listening(self) -> Iterator[CounterPrinter]:
        self._listener = socket.create_server(("127.0.0.1", 0))
        serving = threading.Thread(target=self._serve)
        serving.start()
        try:
            yield self
        finally:
            self._listener.shutdown(socket.SHUT_RDWR)
            serving.join()
            self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._working, connection:
                self._work(connection)

    def _work(self, connection: socket.socket) -> None:
        printed, rest = b"", b""
        while came := connection.recv(4096):
            rest += came
            rest, more = self._step(connection, rest)
            printed += more
        if printed:
            self._papers.append(printed)

    def _step(self, connection: socket.socket, content: bytes) -> tuple[bytes, bytes]:
        """What is left for later, and what went on paper."""
        printed = b""
        while content:
            if content[:2] == b"\x10\x04" and len(content) > 2:
                self._answer(connection, {1: 0, 2: 1, 4: 2}[content[2]])
                content = content[3:]
            elif content[:3] == b"\x1dr\x01":
                if self.fault in {"", "low"} and not self.silent:
                    connection.sendall(b"\x00")
                content = content[3:]
            elif content in {b"\x10", b"\x10\x04", b"\x1d", b"\x1dr"}:
                break
            else:
                self._taken += 1
                if self._taken == self.fault_after:
                    self.fault = "no paper"
                printed += content[:1] if self.fault in {"", "low"} else b""
                content = content[1:]
        return content, printed

    def _answer(self, connection: socket.socket, which: int) -> None:
        self.asked += 1
        if not self.silent:
            connection.sendall(self.noise + bytes((ANSWERS[self.fault][which],)))
