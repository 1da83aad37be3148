"""What the console has painted: it has no Qt of its own. Qt is loaded by the first that is called."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from core.domain.day_closing import DayClosing
    from core.domain.receipt import Receipt
    from core.printing.bitmap import Bitmap
    from core.printing.paper import Paper
    from core.printing.sale import SoldCard
    from core.rows.report import Report


def print_card(sold: SoldCard, path: str) -> None:
    """Paint a sold card into a PDF."""
    from gui.printing import card_pdf  # noqa: PLC0415 - Qt, for what is printed alone

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


PAINTERS = (print_card, draw_receipt, print_closing, print_report)
"""As core.console.painters.Painters takes them."""
