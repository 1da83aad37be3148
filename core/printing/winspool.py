"""A RAW job for the spooler of Windows, by its own library. Written after its reference; not tried on Windows."""

from __future__ import annotations

import ctypes
import sys

from core.domain.printer import QueuePrinter
from core.printing.readiness import PrinterFailed

if sys.platform == "win32":

    class _Document(ctypes.Structure):
        """DOC_INFO_1W."""

        _fields_ = [("name", ctypes.c_wchar_p), ("file", ctypes.c_wchar_p), ("kind", ctypes.c_wchar_p)]

    def hand_over(content: bytes, printer: QueuePrinter) -> None:
        """Hand bytes to a queue. Raises PrinterFailed with what Windows says."""
        library = ctypes.WinDLL("winspool.drv", use_last_error=True)
        handle = ctypes.c_void_p()
        if not library.OpenPrinterW(ctypes.c_wchar_p(printer.name), ctypes.byref(handle), None):
            raise PrinterFailed(printer, key="print.queue_missing")
        try:
            document = _Document("Counterfoil", None, "RAW")
            if not library.StartDocPrinterW(handle, 1, ctypes.byref(document)):
                raise _failed(printer)
            written = ctypes.c_ulong()
            whole = library.WritePrinter(handle, content, len(content), ctypes.byref(written))
            if not library.EndDocPrinter(handle) or not whole or written.value != len(content):
                raise _failed(printer)
        finally:
            library.ClosePrinter(handle)

    def _failed(printer: QueuePrinter) -> PrinterFailed:
        return PrinterFailed(printer, ctypes.FormatError(ctypes.get_last_error()).strip())
