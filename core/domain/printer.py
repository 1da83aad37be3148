"""Where a receipt printer is: `host`, `host:port` for the raw port of a network printer, or the path of a device."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.errors import BadInput

RAW_PORT = 9100
"""The raw printing port that receipt printers listen on by habit ("JetDirect")."""
_HOST = re.compile(
    r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9A-Za-z](?:[0-9A-Za-z.-]{0,252}[0-9A-Za-z])?))(?::([0-9]{1,5}))?", re.ASCII
)
_DEVICE = re.compile(r"/[^\s\x00-\x1f]{1,200}|\\\\\.\\[0-9A-Za-z]{1,30}|(?:LPT|COM)[0-9]{1,3}:?", re.IGNORECASE)


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


Printer = NetworkPrinter | DevicePrinter


def parse_printer(text: str) -> Printer:
    """Raises BadInput for what is neither an address nor a device."""
    if _DEVICE.fullmatch(text):
        return DevicePrinter(text)
    found = _HOST.fullmatch(text)
    if found is None or not 0 < int(found[3] or RAW_PORT) < 65536:
        raise BadInput("setting.printer", value=text[:60])
    return NetworkPrinter(found[1] or found[2], int(found[3] or RAW_PORT))
