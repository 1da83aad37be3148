"""Where a receipt or label printer is: `host` or `host:port`, the path of a device, or `queue:NAME` of the system."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.errors import BadInput

RAW_PORT = 9100
"""The raw printing port that receipt printers listen on by habit ("JetDirect")."""
QUEUE = "queue:"
_HOST = re.compile(
    r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9A-Za-z](?:[0-9A-Za-z.-]{0,252}[0-9A-Za-z])?))(?::([0-9]{1,5}))?", re.ASCII
)
_DEVICE = re.compile(r"/[^\s\x00-\x1f]{1,200}|\\\\\.\\[0-9A-Za-z]{1,30}|(?:LPT|COM)[0-9]{1,3}:?", re.IGNORECASE)
_LONGEST_NAME = 127
"""Of a queue of CUPS; Windows allows 220, and shows less."""


@dataclass(frozen=True, slots=True)
class NetworkPrinter:
    host: str
    port: int = RAW_PORT

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == RAW_PORT else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class DevicePrinter:
    path: str

    def __str__(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class QueuePrinter:
    """A printer by the name that the system has for it: of CUPS on Linux and macOS, of the spooler on Windows."""

    name: str

    def __str__(self) -> str:
        return f"{QUEUE}{self.name}"


Printer = NetworkPrinter | DevicePrinter | QueuePrinter


def parse_printer(text: str) -> Printer:
    """Return the printer. Raises BadInput for what is no address, no device and no queue."""
    if text.lower().startswith(QUEUE):
        return _queue(text)
    if _DEVICE.fullmatch(text):
        return DevicePrinter(text)
    found = _HOST.fullmatch(text)
    if found is None or not 0 < int(found[3] or RAW_PORT) < 65536:
        raise BadInput("setting.printer", value=text[:60])
    return NetworkPrinter(found[1] or found[2], int(found[3] or RAW_PORT))


def _queue(text: str) -> QueuePrinter:
    """Return the queue. No name begins with a dash: a command line would read it as an option."""
    name = text[len(QUEUE) :].strip()
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable() or name.startswith("-"):
        raise BadInput("setting.printer", value=text[:60])
    return QueuePrinter(name)
