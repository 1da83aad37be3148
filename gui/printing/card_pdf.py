"""A sold card as a PDF, for a front end without a window."""

from __future__ import annotations

from pathlib import Path

from core.printing.sale import SoldCard
from gui.painting.application import begin_painting
from gui.printing.output import write_pdf
from gui.printing.texts import card_page


def write(sold: SoldCard, path: str) -> None:
    """Write the PDF. Raises PrintFailed (a KnownError); an older file of that name is then left as it was."""
    begin_painting()
    write_pdf(card_page(sold), Path(path))
