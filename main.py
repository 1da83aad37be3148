"""Starts the desk: makes the environment ready, then opens the window or runs one console command."""

from __future__ import annotations

import os
import shutil
import sys

from core.about import typed
from core.setup.environment import enter, is_packaged
from core.setup.system_libraries import has_screen, with_utf8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from core.domain.day_closing import DayClosing
    from core.domain.receipt import Receipt
    from core.printing.bitmap import Bitmap
    from core.printing.paper import Paper
    from core.printing.sale import SoldCard
    from core.rows.report import Report

NO_SCREEN = """\
Counterfoil: there is no screen here, so the tour plays instead: a day at the counter, told step by step.
For the window: {get_xvfb}xvfb-run -a {typed}
For one command without a window, such as search, redeem or serve: {typed} --help
"""
GET_XVFB = "apt-get install xvfb xauth (as root, once), then "


def main(words: list[str]) -> int:
    os.umask(0o077)  # whatever is written from here on is this user's alone (docs/security.md 7)
    enter(words)
    from core.data_folder import owner_client  # noqa: PLC0415 - as below; a client of the till's owner ends here

    status = owner_client.forward(words)
    if status is not None and status >= 0:
        return status
    from core import console  # noqa: PLC0415 - what it imports exists in .venv only

    if status is not None:
        return console.tell_unanswered(words, status)
    options = console.parse(words)
    if options.command is None and not has_screen(dict(os.environ)):
        get_xvfb = "" if shutil.which("xvfb-run") else GET_XVFB
        sys.stderr.write(NO_SCREEN.format(get_xvfb=get_xvfb, typed=typed()))
        options = console.parse([*words, "tour"])
    if options.command not in (None, "tour"):
        paints = console.paints(options) or options.command == "agent"
        painters = (print_card, draw_receipt, print_closing, print_report) if paints else ()
        return console.run(options, *painters)
    if not has_screen(dict(os.environ)):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.update(with_utf8(dict(os.environ)))
    from gui.start import quick_imports  # noqa: PLC0415 - Qt takes 0.2 s that no console command pays

    quick_imports.begin()
    if options.command is None:
        from gui import app  # noqa: PLC0415 - as above

        return app.run(options)
    from gui.tour import tour  # noqa: PLC0415 - as above

    return tour.run(options)


def print_card(sold: SoldCard, path: str) -> None:
    """Paint a sold card into a PDF: the core has no Qt, and the console no screen."""
    from gui.printing import card_pdf  # noqa: PLC0415 - only `issue --print` needs Qt

    card_pdf.write(sold, path)


def draw_receipt(receipt: Receipt, paper: Paper) -> Bitmap:
    """Draw a receipt in dots, for letters that the receipt printer lacks."""
    from gui.painting import raster  # noqa: PLC0415 - as above

    return raster.draw_without_window(receipt, paper)


def print_closing(closing: DayClosing, shop: str, path: Path) -> None:
    """Paint a closing of the day into a PDF."""
    from gui.printing import closing_pdf  # noqa: PLC0415 - as above

    closing_pdf.write(closing, shop, path)


def print_report(report: Report, shop: str, path: str) -> None:
    """Paint a report into a PDF."""
    from gui.printing import report_pdf  # noqa: PLC0415 - as above

    report_pdf.write(report, shop, path)


def start() -> int:
    """Run with this process's command line, as the installed command does."""
    return main(sys.argv[1:])


if __name__ == "__main__":
    if is_packaged():
        import multiprocessing  # 8 ms that a start from the sources need not pay

        multiprocessing.freeze_support()  # a worker of `serve --workers` starts as this program once more
    sys.exit(start())
