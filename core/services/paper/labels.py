"""A sold card as a label, on a printer that speaks ZPL."""

from __future__ import annotations

from core.domain.printer import parse_printer
from core.errors import KnownError
from core.printing.card import CardWords
from core.printing.delivery import PrinterFailed, deliver
from core.printing.sale import SoldCard
from core.printing.zpl import label_bytes
from core.services.paper.print_record import PrintRecord
from core.services.people.preferences import Preferences


class Labels:
    """Keeps nothing: the code stays sealed in the outbox until it was handed over."""

    def __init__(self, preferences: Preferences, record: PrintRecord) -> None:
        self._preferences = preferences
        self.record = record
        """Takes what a front end prints by itself too."""

    def print(self, operation_id: str, words: CardWords, sold: SoldCard) -> str:
        """Print the label of a sale; return where it went, for people. Blocks for some seconds. Raises KnownError."""
        where = self._preferences.get("label.printer")
        if not where:
            raise KnownError("print.label_nowhere")
        printer = parse_printer(where)
        try:
            deliver(label_bytes(words, sold.code, sold.payload), printer, asks=False)
        except PrinterFailed as error:
            if error.key != "print.receipt_failed":
                raise KnownError("print.label_queue", printer=where) from error
            raise KnownError("print.label_failed", printer=where, why=error.values["why"]) from error
        self.record.note_label(operation_id)
        return str(printer)
