"""A page in black and white dots, and the bytes that print it: what a code page has no letters for comes as a picture.

Drawing it needs fonts, and so a front end: it gives a `Draw`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from core.domain.receipt import Receipt
from core.printing.paper import Paper

STRIP = 128
"""Rows a command: small printers have no memory for a whole receipt."""
_REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
"""Status, error and drawer commands: printers obey them wherever they stand, even inside a picture."""
_ONE_DOT = 0x02


@dataclass(frozen=True, slots=True)
class Bitmap:
    """`rows` from the top, each of `width` dots: the leftmost dot is the highest bit, 1 is black, rows begin bytes.

    `missing`: letters that no font of this computer has, and that are not in the picture.
    """

    width: int
    rows: tuple[bytes, ...] = field(repr=False)
    missing: str = ""


Draw = Callable[[Receipt, Paper], Bitmap]


def picture_bytes(bitmap: Bitmap) -> bytes:
    """Return the commands GS v 0 that print it, strip by strip."""
    stride = (bitmap.width + 7) // 8
    strips = (bitmap.rows[at : at + STRIP] for at in range(0, len(bitmap.rows), STRIP))
    return b"".join(_strip(strip, stride) for strip in strips)


def _strip(rows: tuple[bytes, ...], stride: int) -> bytes:
    size = stride.to_bytes(2, "little") + len(rows).to_bytes(2, "little")
    return b"\x1dv0\x00" + size + _harmless(b"".join(rows))


def _harmless(dots: bytes) -> bytes:
    """Return the same picture, but for single dots where it would read as a command that is obeyed at once."""
    for command in _REAL_TIME:
        dots = dots.replace(command, bytes((command[0], command[1] | _ONE_DOT)))
    return dots
