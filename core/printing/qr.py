"""The matrix of a QR code, and the square it needs on paper."""

from __future__ import annotations

from core.printing.layout import Area, QrSquare

QUIET = 4
"""Modules of white on each side (ISO/IEC 18004)."""
MODULE = 25.4 / 25
"""Millimetres: 6 dots at 150 dpi, 12 at 300, 24 at 600, so that common printers need not round."""
_MASK = 0
"""Trying all eight masks takes four times as long for a whole page, and scans no better (docs/performance.md 3)."""


def matrix(payload: str) -> tuple[tuple[bool, ...], ...]:
    """Return rows of modules, True for dark, without the quiet zone; level M."""
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415 - with the first code, as few starts need one
    from qrcode.main import QRCode  # noqa: PLC0415

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(payload, optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def square(x: float, y: float, payload: str) -> QrSquare:
    """Return the code with its quiet zone at (x, y), moved up and left to the grid by less than one module."""
    modules = matrix(payload)
    size = (len(modules) + 2 * QUIET) * MODULE
    return QrSquare(Area(_on_grid(x), _on_grid(y), size, size), modules)


def _on_grid(position: float) -> float:
    return int(position / MODULE) * MODULE
