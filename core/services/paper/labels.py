"""A sold card as a label, on a printer that speaks ZPL."""

from __future__ import annotations

from core.domain.printer import parse_printer
from core.errors import KnownError
from core.printing.card import CardWords
from core.printing.delivery import PrinterFailed, deliver
from core.printing.zpl import label_bytes
from core.services.people.preferences import Preferences


class Labels:
    """Keeps nothing: the code stays sealed in the outbox until it was handed over."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def print(self, words: CardWords, code: str, payload: str) -> str:
        """Print a label; return where it went, for people. Blocks for some seconds at most. Raises KnownError."""
        where = self._preferences.get("label.printer")
        if not where:
            raise KnownError("print.label_nowhere")
        printer = parse_printer(where)
        try:
            deliver(label_bytes(words, code, payload), printer, asks=False)
        except PrinterFailed as error:
            if error.key != "print.receipt_failed":
                raise KnownError("print.label_queue", printer=where) from error
            raise KnownError("print.label_failed", printer=where, why=error.values["why"]) from error
        return str(printer)
