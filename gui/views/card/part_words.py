"""What came of one card of a sale, and what that leaves due: said together, to the clerk and to the customer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from core.domain.bill import Bill
from gui.wording import messages
from gui.wording.outcome_words import OutcomeWords


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("outcome_words", text)


def with_due(words: OutcomeWords, bill: Bill) -> OutcomeWords:
    """Return the words for an outcome, with what the sale still waits for."""
    left = messages.money(bill.left, bill.currency)
    if not bill.left:
        return replace(words, sentence=_joined(words.sentence, tr("The sale is paid.")))
    due = tr("{left} is still due.").format(left=left)
    to_pay = tr("{left} is still to be paid.").format(left=left)
    asked = _joined(words.customer, to_pay) if not bill.in_doubt else words.customer
    return replace(words, sentence=_joined(words.sentence, due), customer=asked)


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
