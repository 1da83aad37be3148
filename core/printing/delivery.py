"""Bytes to a receipt printer, over the network or through its device: all of them, or PrinterFailed says why not."""

from __future__ import annotations

import os
import select
import socket
import time

from core.domain.printer import DevicePrinter, NetworkPrinter, Printer
from core.errors import KnownError

PATIENCE_S = 4.0
"""A printer that takes nothing for so long is off, out of paper or gone."""


class PrinterFailed(KnownError):
    """The receipt is not on paper, or not all of it."""

    retryable = True

    def __init__(self, printer: Printer, why: object) -> None:
        super().__init__("print.receipt_failed", printer=str(printer), why=why)


def deliver(content: bytes, printer: Printer, patience_s: float = PATIENCE_S) -> None:
    """Blocks for `patience_s` at most, give or take one system call. Raises PrinterFailed."""
    try:
        if isinstance(printer, NetworkPrinter):
            _over_network(content, printer, patience_s)
        else:
            _through_device(content, printer, patience_s)
    except OSError as error:
        raise PrinterFailed(printer, _why(error)) from error


def _over_network(content: bytes, printer: NetworkPrinter, patience_s: float) -> None:
    """The last byte has left the till then; a raw port tells no more than that."""
    with socket.create_connection((printer.host, printer.port), patience_s) as connection:
        connection.settimeout(patience_s)
        connection.sendall(content)
        connection.shutdown(socket.SHUT_WR)


def _through_device(content: bytes, printer: DevicePrinter, patience_s: float) -> None:
    """Never makes a file: a printer that is unplugged has no device."""
    flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    device = os.open(printer.path, flags | getattr(os, "O_BINARY", 0))
    try:
        _write_all(device, content, time.monotonic() + patience_s)
    finally:
        os.close(device)


def _write_all(device: int, content: bytes, deadline: float) -> None:
    rest = memoryview(content)
    while rest:
        try:
            rest = rest[os.write(device, rest) :]
        except BlockingIOError:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([], [device], [], left)[1]:
                raise TimeoutError from None


def _why(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "it takes nothing"
    return error.strerror or str(error) or type(error).__name__
