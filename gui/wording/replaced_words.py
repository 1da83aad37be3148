"""The words for what came of a replacement: done, on its way, in need of a person, or not done at all."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.replacement import ReplacementStage
from core.rows import ReplacementRow
from gui.wording import messages
from gui.wording.outcome_words import OutcomeWords

_TONES = {"confirmed": "good", "queued": "warn", "unknown": "info", "refused": "bad"}


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("replaced_words", text)


def of_replacement(row: ReplacementRow) -> OutcomeWords:
    """Return what happened to the money, and what to do and say."""
    sentence = messages.format_message(row.told)
    if row.outcome != "confirmed" and row.message is not None:
        sentence = f"{sentence} {messages.format_message(row.message)}"
    return OutcomeWords(_TONES[row.outcome], _heading(row), sentence, _advice(row), _customer(row))


def _heading(row: ReplacementRow) -> str:
    return {
        "confirmed": tr("Card replaced"),
        "queued": tr("Being replaced"),
        "unknown": tr("We do not know yet") if row.stage is ReplacementStage.TAKING else tr("This needs you"),
        "refused": tr("Not replaced"),
    }[row.outcome]


def _advice(row: ReplacementRow) -> str:
    if row.outcome == "unknown":
        return tr("Settle it in the outbox, F4. The replacement then goes on automatically.")
    if row.outcome == "queued":
        return tr("It goes on automatically. The code of the new card will be on the Issue page, F2.")
    return ""


def _customer(row: ReplacementRow) -> str:
    amount = messages.money(row.amount or row.wanted, row.currency)
    if row.outcome == "confirmed":
        return tr("Your new card has {amount} on it. The lost one does not work any more.").format(amount=amount)
    if row.outcome == "refused":
        return tr("The card could not be replaced now. Its money is where it was.")
    return tr("Nothing is lost. Your new card is ready as soon as this is finished.")
