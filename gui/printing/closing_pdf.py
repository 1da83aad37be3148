"""A closing of the day as a PDF, for a front end without a window."""

from __future__ import annotations

from pathlib import Path

from core.domain.day_closing import DayClosing
from core.printing.closing_page import closing_pages
from core.printing.sale import check_named
from gui.painting.application import begin_painting
from gui.printing.output import write_pdf
from gui.wording.closing_words import closing_words


def write(closing: DayClosing, shop: str, path: Path) -> None:
    """Write the PDF. Raises KnownError; an older file of that name is then left as it was."""
    check_named(shop)
    begin_painting()
    first, *more = closing_pages(closing_words(closing, shop, copy=False))
    write_pdf(first, path, *more)
