"""Pictures of a mail and of the card page as PNG: the QR of a code, and the picture of a card."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

MODULE_PX = 8
QUIET = 4
"""Modules of white around a QR (ISO 18004)."""
CARD_PX = (600, 340)
_COLOURS = ((0x1D, 0x4E, 0x6B), (0x7A, 0x2E, 0x4D), (0x2F, 0x5D, 0x3A), (0x5B, 0x3A, 0x80), (0x8A, 0x4B, 0x12))


def qr_png(text: str) -> bytes:
    """Return the QR of a text, black on white with its quiet zone, so that it reads on a dark page too."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = []
    for modules in code.get_matrix():
        row = b"".join((b"\x00" if dark else b"\xff") * MODULE_PX for dark in modules)
        rows += [row] * MODULE_PX
    return _png(len(rows[0]), len(rows), 0, rows)


def card_png(name: str) -> bytes:
    """Return the picture of a card: a colour that goes by its design's name, with a ribbon across."""
    width, height = CARD_PX
    red, green, blue = _COLOURS[zlib.crc32(name.encode()) % len(_COLOURS)]
    rows = []
    for y in range(height):
        light = 1 + 0.35 * y / height
        plain = bytes(min(255, int(part * light)) for part in (red, green, blue))
        bow = bytes(min(255, int(part * light) + 70) for part in (red, green, blue))
        across = 280 <= y < 300
        rows.append(bow * width if across else plain * 60 + bow * 20 + plain * (width - 80))
    return _png(width, height, 2, rows)


def _png(width: int, height: int, colours: int, rows: Iterable[bytes]) -> bytes:
    """Return a PNG of 8 bits a sample; `colours` is 0 for grey and 2 for red, green and blue."""
    head = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    content = zlib.compress(b"".join(b"\x00" + row for row in rows), 9)
    parts = (b"IHDR", head), (b"IDAT", content), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
