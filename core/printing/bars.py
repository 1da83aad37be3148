"""The Code 128 of a card's code, for scanners that read lines alone."""

from __future__ import annotations

from core.domain.code import normalise
from core.printing.layout import Area, Bars

QUIET = 10
"""Modules of white on each side (ISO/IEC 15417)."""


def modules(code: str) -> tuple[bool, ...]:
    """Return the bars of the code in capitals, True for black. Raises BadInput for what is no code."""
    from barcode.codex import Code128  # noqa: PLC0415 - writes SVG too, which no start of the window waits for

    (line,) = Code128(normalise(code).upper()).build()
    return tuple(module == "1" for module in line)


def bars(area: Area, code: str) -> Bars:
    """Return the code in `area`, its quiet zones included."""
    return Bars(area, modules(code))
