"""The cards of an order on paper or in a file, and what became of each row: made in a thread, no page waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter

from core.printing.layout import Layout
from core.printing.sheet import sheets
from core.rows.order_csv import as_csv
from core.usecases import orders, sales, till
from gui.printing.output import PrintFailed, write_pdf
from gui.printing.paper import print_to
from gui.views.bulk import bulk_words
from gui.views.issue.sale_page import page_of
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core


@dataclass(frozen=True, slots=True)
class Printed:
    """Where the cards are now, and which sales they are of."""

    where: str
    sales: tuple[str, ...]


def read_sheets(operation_ids: tuple[str, ...], core: Core) -> tuple[Layout, ...]:
    """Make the pages for paper, four cards to each. Raises PrintFailed."""
    found = (sales.read_sale(core, each) for each in operation_ids)
    pages = tuple(page for sale in found if sale is not None and (page := page_of(sale)) is not None)
    if not pages:
        raise PrintFailed(bulk_words.nothing_to_print())
    return sheets(pages)


def save(operation_ids: tuple[str, ...], path: Path, core: Core) -> Printed:
    """Write all of them into one PDF, four to a page. Raises PrintFailed."""
    first, *more = read_sheets(operation_ids, core)
    write_pdf(first, path, *more)
    sales.note_cards_printed(core, operation_ids)
    return Printed(bulk_words.saved(path.name), operation_ids)


def print_all(operation_ids: tuple[str, ...], pages: tuple[Layout, ...], printer: QPrinter, core: Core) -> Printed:
    """Print the pages that `read_sheets` made of these sales. Raises PrintFailed."""
    print_to(printer, *pages)
    sales.note_cards_printed(core, operation_ids)
    return Printed(bulk_words.printed(printer.printerName()), operation_ids)


def save_result(batch_id: str, path: Path, core: Core) -> str:
    """Write what became of each row, without a code. Raises PrintFailed."""
    told = [(card, messages.format_message(card.message)) for card in orders.read_cards(core, batch_id)]
    till.note_export(core, "order", len(told))
    try:
        path.write_bytes(as_csv(told))
    except OSError as error:
        raise PrintFailed(error.strerror or error) from error
    return bulk_words.saved(path.name)
