"""The second front end: each command without a screen (docs/console.md, a contract that scripts depend on)."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from core.console import answers
from core.console.arguments import paints, parse
from core.console.serve_arguments import parse_service

if TYPE_CHECKING:
    from core.console.card_commands import PrintCard
    from core.console.closing_commands import PrintClosing
    from core.printing.bitmap import Draw

__all__ = ["paints", "parse", "parse_service", "run"]


def run(
    options: Namespace,
    print_card: PrintCard | None = None,
    draw: Draw | None = None,
    print_closing: PrintClosing | None = None,
) -> int:
    """Run one command; return its exit status.

    `print_card` paints a sold card into a PDF, `draw` a receipt into dots, `print_closing` a closing of the day.
    """
    try:
        from core.console.execute import execute  # noqa: PLC0415 - the window parses its arguments without a database
    except KeyboardInterrupt:  # a third of a second in which nothing was begun
        return answers.stop(as_json=options.json)
    return execute(options, (print_card, draw, print_closing))
