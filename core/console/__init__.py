"""The second front end: each command without a screen (DESIGN.md section 6, a contract that scripts depend on)."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from core.console.arguments import paints, parse

if TYPE_CHECKING:
    from core.console.acts import PrintCard
    from core.printing.bitmap import Draw

__all__ = ["paints", "parse", "run"]


def run(options: Namespace, print_card: PrintCard | None = None, draw: Draw | None = None) -> int:
    """Runs one command; returns its exit status.

    `print_card` paints a sold card into a PDF, `draw` a receipt into dots.
    """
    from core.console.execute import execute  # noqa: PLC0415 - the window parses its arguments without a database

    return execute(options, print_card, draw)
