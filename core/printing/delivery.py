"""Bytes to a receipt or label printer, by network, device or queue: all of them, or PrinterFailed says why not."""

from __future__ import annotations

import os
import select
import socket
import time

from core.domain.printer import DevicePrinter, NetworkPrinter, Printer, QueuePrinter
from core.log import area
from core.printing import spooler
from core.printing.readiness import Delivered, PrinterFailed, ask, wait_printed

__all__ = ["PATIENCE_S", "Delivered", "PrinterFailed", "deliver"]

_log = area("printing")

PATIENCE_S = 4.0
"""A printer that takes nothing for so long is off, out of paper or gone."""
_KINDS = {NetworkPrinter: "network", QueuePrinter: "queue", DevicePrinter: "device"}


def deliver(content: bytes, printer: Printer, patience_s: float = PATIENCE_S, *, asks: bool = True) -> Delivered:
    """Send bytes to a printer; block for a few times `patience_s` at most. Raises PrinterFailed.

    A network printer is asked how it is before and after, unless `asks` is off: label printers speak otherwise.
    """
    began, kind = time.monotonic(), _KINDS[type(printer)]
    try:
        done = _delivered(content, printer, patience_s, asks=asks)
    except PrinterFailed as error:
        why = str(error.values["why"])
        _log.warning("not printed", printer=kind, ms=_ms_since(began), key=error.key, cause=why or None)
        raise
    _log.info("handed over", printer=kind, ms=_ms_since(began), bytes=len(content), confirmed=done.confirmed)
    return done


def _delivered(content: bytes, printer: Printer, patience_s: float, *, asks: bool) -> Delivered:
    try:
        if isinstance(printer, NetworkPrinter):
            return _over_network(content, printer, patience_s, asks=asks)
        if isinstance(printer, QueuePrinter):
            spooler.hand_over(content, printer)
        else:
            _through_device(content, printer, patience_s)
    except OSError as error:
        raise PrinterFailed(printer, _why(error)) from error
    return Delivered()


def _over_network(content: bytes, printer: NetworkPrinter, patience_s: float, *, asks: bool) -> Delivered:
    """Send over the network. Of a printer that does not answer it is known only that the last byte left the till."""
    with socket.create_connection((printer.host, printer.port), patience_s) as connection:
        before = ask(connection) if asks else None
        if before is not None and before.problem:
            raise PrinterFailed(printer, key=before.problem)
        connection.settimeout(patience_s)
        connection.sendall(content)
        if before is not None:
            return wait_printed(connection, printer)
        connection.shutdown(socket.SHUT_WR)
    return Delivered()


def _through_device(content: bytes, printer: DevicePrinter, patience_s: float) -> None:
    """Write to a device, and never make a file: a printer that is unplugged has no device."""
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


def _ms_since(began: float) -> float:
    return round((time.monotonic() - began) * 1000, 1)
