"""What the pages of an order ask of the core, as functions for a lane: no page waits while they read and print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter

from core.domain.batch import Plan
from core.domain.command import Issue
from core.domain.outcome import Said
from core.errors import BadInput
from core.printing.layout import Layout
from core.printing.sheet import sheets
from core.reading.batch_result import as_csv
from core.rows import BatchCard, BatchRow
from gui.printing.output import PrintFailed, write_pdf
from gui.printing.paper import print_to
from gui.views.bulk import bulk_words
from gui.views.issue.sale import CONFIRMED, PENDING, read_sale
from gui.views.issue.sale_page import page_of
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core

_FILE_MOST = 50_000_001
READY = frozenset({CONFIRMED, PENDING})
"""How a card must stand to be given away."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An order as it stands; `held` tells why it stopped by itself."""

    order: BatchRow
    cards: tuple[BatchCard, ...]
    going: bool
    held: Said | None


@dataclass(frozen=True, slots=True)
class Printed:
    """Where the cards are now, and which sales they are of."""

    where: str
    sales: tuple[str, ...]


def orders(core: Core) -> tuple[BatchRow, ...]:
    return core.batches.orders()


def plan_file(path: Path) -> Callable[[Core], Plan]:
    """The dry run. Reads no more than a file may have. Raises BadInput."""

    def work(core: Core) -> Plan:
        try:
            with path.open("rb") as file:
                content = file.read(_FILE_MOST)
        except OSError as error:
            raise BadInput("batch.file", path=path.name, why=error.strerror or error) from error
        return core.batches.plan(content, path.name)

    return work


def plan_equal(issue: Issue, count: int) -> Callable[[Core], Plan]:
    return lambda core: core.batches.equal(issue, count)


def begin(plan: Plan) -> Callable[[Core], str]:
    """Writes the order and starts it."""

    def work(core: Core) -> str:
        batch_id = core.batches.begin(plan)
        core.batch_run.go(batch_id)
        return batch_id

    return work


def read(batch_id: str) -> Callable[[Core], Seen]:
    def work(core: Core) -> Seen:
        going, held = core.batch_run.going(batch_id), core.batch_run.held(batch_id)
        return Seen(core.batches.order(batch_id), core.batches.cards(batch_id), going, held)

    return work


def go(batch_id: str) -> Callable[[Core], None]:
    """On with it, also with what was refused."""

    def work(core: Core) -> None:
        core.batches.again(batch_id)
        core.batch_run.go(batch_id)

    return work


def to_print(cards: Sequence[BatchCard]) -> tuple[str, ...]:
    """The sales whose card can be printed now."""
    return tuple(card.operation_id for card in cards if card.operation_id and card.has_code and card.stand in READY)


def read_sheets(sales: tuple[str, ...]) -> Callable[[Core], tuple[Layout, ...]]:
    """Make the pages for paper, four cards to each. Raises PrintFailed."""
    return lambda core: sheets(_pages(core, sales))


def save(sales: tuple[str, ...], path: Path) -> Callable[[Core], Printed]:
    """Write all of them into one PDF, four to a page. Raises PrintFailed."""

    def work(core: Core) -> Printed:
        first, *more = sheets(_pages(core, sales))
        write_pdf(first, path, *more)
        return Printed(bulk_words.saved(path.name), sales)

    return work


def print_all(sales: tuple[str, ...], pages: tuple[Layout, ...], printer: QPrinter) -> Callable[[Core], Printed]:
    """Print the pages that `read_sheets` made of these sales. Raises PrintFailed."""

    def work(_core: Core) -> Printed:
        print_to(printer, *pages)
        return Printed(bulk_words.printed(printer.printerName()), sales)

    return work


def save_result(batch_id: str, path: Path) -> Callable[[Core], str]:
    """What became of each row, without a code. Raises PrintFailed."""

    def work(core: Core) -> str:
        told = [(card, messages.say_said(card.said)) for card in core.batches.cards(batch_id)]
        try:
            path.write_bytes(as_csv(told))
        except OSError as error:
            raise PrintFailed(error.strerror or error) from error
        return bulk_words.saved(path.name)

    return work


def _pages(core: Core, sales: tuple[str, ...]) -> tuple[Layout, ...]:
    found = (read_sale(sale)(core) for sale in sales)
    pages = tuple(page for sale in found if sale is not None and (page := page_of(sale)) is not None)
    if not pages:
        raise PrintFailed(bulk_words.nothing_to_print())
    return pages
