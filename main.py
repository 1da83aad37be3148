"""Starts the desk: makes the environment ready, then opens the window or runs one console command."""

from __future__ import annotations

import os
import shutil
import sys

from core.environment import enter
from core.system_libraries import has_screen, with_utf8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from core.domain.receipt import Receipt
    from core.printing.bitmap import Bitmap
    from core.printing.paper import Paper
    from core.printing.sale import SoldCard

NO_SCREEN = """\
Counterfoil: there is no screen here, so the tour plays instead: a day at the counter, told step by step.
For the window: {}xvfb-run -a python3 main.py
For one command without a window, such as search, redeem or serve: python3 main.py --help
"""
GET_XVFB = "apt-get install xvfb xauth (as root, once), then "


def main(words: list[str]) -> int:
    enter(words)
    from core import console  # noqa: PLC0415 - what it imports exists in .venv only

    options = console.parse(words)
    if options.command is None and not has_screen(dict(os.environ)):
        sys.stderr.write(NO_SCREEN.format("" if shutil.which("xvfb-run") else GET_XVFB))
        options = console.parse([*words, "tour"])
    if options.command not in (None, "tour"):
        painters = (print_card, draw_receipt) if console.paints(options) else (None, None)
        return console.run(options, *painters)
    if not has_screen(dict(os.environ)):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.update(with_utf8(dict(os.environ)))
    if options.command is None:
        from gui import app  # noqa: PLC0415 - Qt takes 0.2 s that no console command pays

        return app.run(options)
    from gui import tour  # noqa: PLC0415 - as above

    return tour.run(options)


def print_card(sold: SoldCard, path: str) -> None:
    """Paint a sold card into a PDF: the core has no Qt, and the console no screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui.printing import card_pdf  # noqa: PLC0415 - only `issue --print` needs Qt

    card_pdf.write(sold, path)


def draw_receipt(receipt: Receipt, paper: Paper) -> Bitmap:
    """Draw a receipt in dots, for letters that the receipt printer lacks."""
    from gui.printing import raster  # noqa: PLC0415 - as above

    return raster.draw_without_window(receipt, paper)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
