"""The papers a receipt is printed on. A roll is as long as it needs; a sheet has its length."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """Lengths in millimetres. `columns` is how many characters a receipt printer sets in a line of it, 0 for a sheet.

    `scale` is the size of the texts against those on an 80 mm roll.
    """

    width: float
    margin: float
    top: float = 4.0
    least: float = 0.0
    scale: float = 1.0
    columns: int = 0


ROLL_58 = Paper(58.0, 5.0, scale=0.8, columns=32)
"""Printers for it print 48 mm: 384 dots at 203 dpi, 32 characters of 12 dots."""
ROLL_80 = Paper(80.0, 4.0, columns=48)
"""Printers for it print 72 mm: 576 dots, 48 characters."""
SHEET = Paper(210.0, 45.0, top=24.0, least=297.0, scale=1.4)
"""A4."""

PAPERS = {"58mm": ROLL_58, "80mm": ROLL_80, "A4": SHEET, "PDF": ROLL_80}
"""By the value of the setting receipt.paper; a file gets the page of an 80 mm roll."""
