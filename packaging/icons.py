"""Makes the icons of the programs out of counterfoil.svg: .ico for Windows, .icns for macOS. Run it after a change."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
SVG = HERE / "counterfoil.svg"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_SIZES = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}
"""What each entry of an .icns is called, and its width in pixels; two of one width are for screens of two densities."""


def drawn(size: int) -> QImage:
    """Return the icon, `size` pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    return image


def ico() -> bytes:
    """Return the .ico: plain pixels up to 128, as old readers want them, and a PNG at 256."""
    blocks = [_png(size) if size == 256 else _pixels(size) for size in ICO_SIZES]
    head, at = struct.pack("<HHH", 0, 1, len(blocks)), 6 + 16 * len(blocks)
    for size, block in zip(ICO_SIZES, blocks, strict=True):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(block), at)
        at += len(block)
    return head + b"".join(blocks)


def icns() -> bytes:
    """Return the .icns: PNGs alone, as macOS 10.7 and newer read them."""
    entries = b""
    for kind, size in ICNS_SIZES.items():
        image = _png(size)
        entries += kind + struct.pack(">I", 8 + len(image)) + image
    return b"icns" + struct.pack(">I", 8 + len(entries)) + entries


def _png(size: int) -> bytes:
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn(size).save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants the name as bytes, Qt a string
    return bytes(written.data())


def _pixels(size: int) -> bytes:
    """Return a bitmap as an .ico holds it: from the lowest row, then a mask that hides nothing."""
    image = drawn(size)
    pixels = bytes(image.constBits())
    rows = [pixels[at : at + 4 * size] for at in range(4 * size * (size - 1), -1, -4 * size)]
    mask = bytes((size + 31) // 32 * 4 * size)
    return struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0) + b"".join(rows) + mask


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication(sys.argv[:1])
    (HERE / "counterfoil.ico").write_bytes(ico())
    (HERE / "counterfoil.icns").write_bytes(icns())
