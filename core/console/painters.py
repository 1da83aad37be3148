"""What paints for the console: given by main.py, because painting needs Qt and the core has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from core.console.card_commands import PrintCard
    from core.domain.day_closing import DayClosing
    from core.printing.bitmap import Draw
    from core.rows.report import Report


@dataclass(frozen=True, slots=True)
class Painters:
    """`draw` draws a receipt in dots; the others paint a sold card, a closing of the day or a report into a PDF."""

    print_card: PrintCard | None = None
    draw: Draw | None = None
    print_closing: Callable[[DayClosing, str, Path], None] | None = None
    """A closing, the shop's name and where to write the page."""
    print_report: Callable[[Report, str, str], None] | None = None
    """A report, the name of the shop, and where to write it."""


NO_PAINTERS = Painters()
