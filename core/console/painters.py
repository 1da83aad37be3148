"""What paints for the console: given by main.py, because painting needs Qt and the core has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from typing import TYPE_CHECKING, Any

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

    def run_by(self, call: Callable[[Callable[[], Any]], Any]) -> Painters:
        """Return the same, each run by `call`: painting may belong to another thread."""
        return Painters(*(_run_by(call, getattr(self, each.name)) for each in fields(self)))


def _run_by(call: Callable[[Callable[[], Any]], Any], painter: Callable[..., Any] | None) -> Callable[..., Any] | None:
    return None if painter is None else lambda *given: call(partial(painter, *given))


NO_PAINTERS = Painters()
