"""What a receipt printer says of itself over the line that it prints from: its real-time status, DLE EOT.

A printer answers each question with one byte at once, even while it has no paper. Cheap ones never answer: silence
counts as ready. The bits are those of Epson's reference; others follow it.
"""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass

from core.domain.printer import Printer
from core.errors import KnownError

_STATUS = b"\x10\x04"
_QUESTIONS = b"".join(_STATUS + bytes((number,)) for number in (1, 2, 4))
"""The printer, the cause of its being off-line, and its paper."""
_WHEN_PRINTED = b"\x1dr\x01"
"""GS r 1 stands in the line with what is printed: it is answered once all before it was worked off."""
_FIXED, _FIXED_VALUE = 0b10010011, 0b00010010
"""Each answer to DLE EOT has these bits, so that nothing else is taken for one."""
_QUIET_S = 0.8
"""A printer that says nothing for so long does not answer such questions."""
_PRINTING_S = 8.0
"""The longest receipt is on paper by then."""


class PrinterFailed(KnownError):
    """The receipt is not on paper, or not all of it. `key` names the sentence that says why."""

    retryable = True

    def __init__(self, printer: Printer, why: object = "", key: str = "print.receipt_failed") -> None:
        super().__init__(key, printer=str(printer), why=why)


@dataclass(frozen=True, slots=True)
class Readiness:
    """`problem` is the key of a sentence, "" while it can print. `low`: the roll ends soon."""

    problem: str = ""
    low: bool = False


@dataclass(frozen=True, slots=True)
class Delivered:
    """How a receipt got there. `confirmed`: the printer itself said that it printed it; `low`: the roll ends soon."""

    confirmed: bool = False
    low: bool = False


def ask(connection: socket.socket, quiet_s: float = _QUIET_S) -> Readiness | None:
    """Return a printer's state, None when it does not answer in this language. Raises OSError."""
    connection.sendall(_QUESTIONS)
    answers = _answers(connection, 3, quiet_s)
    if len(answers) < 3:
        return None
    printer, cause, paper = answers
    low = bool(paper & 0x0C)
    if paper & 0x60 or cause & 0x20:
        return Readiness("print.no_paper", low)
    if cause & 0x04:
        return Readiness("print.cover_open", low)
    if cause & 0x40:
        return Readiness("print.printer_error", low)
    return Readiness("print.off_line" if printer & 0x08 else "", low)


def wait_printed(connection: socket.socket, printer: Printer, patience_s: float = _PRINTING_S) -> Delivered:
    """Wait, after the last byte, until a printer that answers has printed all. Raises PrinterFailed, OSError."""
    deadline = time.monotonic() + patience_s
    done = False
    while True:
        done = done or _is_through(connection, min(_QUIET_S, patience_s))
        now = ask(connection)
        if now is None:
            return Delivered()  # it answered before: whatever it has become, nothing says that it did not print
        if now.problem:
            raise PrinterFailed(printer, key=now.problem)
        if done or time.monotonic() >= deadline:
            return Delivered(confirmed=done, low=now.low)


def _is_through(connection: socket.socket, wait_s: float) -> bool:
    connection.sendall(_WHEN_PRINTED)
    connection.settimeout(wait_s)
    try:
        return any(byte & 0x90 == 0 for byte in connection.recv(8))
    except TimeoutError:
        return False


def _answers(connection: socket.socket, count: int, quiet_s: float) -> list[int]:
    """Return bytes that are answers; fewer where the printer is silent."""
    found: list[int] = []
    deadline = time.monotonic() + quiet_s
    while len(found) < count and (left := deadline - time.monotonic()) > 0:
        connection.settimeout(left)
        try:
            came = connection.recv(64)
        except TimeoutError:
            break
        if not came:
            break
        found += [byte for byte in came if byte & _FIXED == _FIXED_VALUE]
    return found[:count]
