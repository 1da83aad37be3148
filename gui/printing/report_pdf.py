"""A report as pages of A4, and as a PDF for a front end without a window."""

from __future__ import annotations

import time
from pathlib import Path

from core.domain.outcome import Message
from core.printing.layout import Layout
from core.printing.report_pages import ReportPaper, report_pages
from core.rows.report import Report
from gui.look.direction import right_to_left
from gui.painting.application import begin_painting
from gui.printing.output import write_pdf
from gui.wording import messages
from gui.wording.report_writing import ReportTexts


def pages_of(report: Report, shop: str) -> tuple[Layout, ...]:
    """Return the pages in the language of the program, printed now."""
    printed = messages.format_message(Message("report.printed", {"at": messages.moment(time.time())}))
    return report_pages(report, ReportPaper(shop, printed, right_to_left()), ReportTexts())


def write(report: Report, shop: str, path: str) -> None:
    """Write the PDF. Raises PrintFailed (a KnownError); an older file of that name is then left as it was."""
    begin_painting()
    first, *more = pages_of(report, shop)
    write_pdf(first, Path(path), *more)
