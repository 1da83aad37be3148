"""Bytes as they are ("RAW") to a print queue of the system: by `lp` on Linux and macOS, by the spooler on Windows.

The queue keeps what it took. Of the printer behind it no more is known than that the queue is there and not stopped.
"""

from __future__ import annotations

import os
import subprocess
import sys

from core.domain.printer import QueuePrinter
from core.printing.readiness import PrinterFailed

_PATIENCE_S = 15.0
"""CUPS starts the program behind a queue before it answers."""


def hand_over(content: bytes, printer: QueuePrinter) -> None:
    """Hand bytes to a queue. Raises PrinterFailed: no such queue, a stopped one, or no print system."""
    if sys.platform == "win32":
        from core.printing import winspool  # noqa: PLC0415 - of Windows alone

        winspool.hand_over(content, printer)
        return
    if " disabled since " in _run(["lpstat", "-p", printer.name], printer):
        raise PrinterFailed(printer, key="print.queue_stopped")
    _run(["lp", "-d", printer.name, "-o", "raw", "-t", "Counterfoil"], printer, content)


def _run(command: list[str], printer: QueuePrinter, content: bytes = b"") -> str:
    """Return what it printed, in English."""
    environment = os.environ | {"LC_ALL": "C"}
    try:
        ended = subprocess.run(
            command, input=content, env=environment, capture_output=True, timeout=_PATIENCE_S, check=False
        )
    except FileNotFoundError as error:
        raise PrinterFailed(printer, "this computer has no print system (CUPS)") from error
    except subprocess.TimeoutExpired as error:
        raise PrinterFailed(printer, "it takes nothing") from error
    if ended.returncode:
        raise PrinterFailed(printer, key="print.queue_missing")
    return ended.stdout.decode("utf-8", "replace")
