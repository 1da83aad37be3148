"""What came of a look-up or of a fresh look at a balance, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.domain.card import Match
from gui.wording import messages

if TYPE_CHECKING:
    from core.rows import CardRow
    from core.usecases.cards import FoundCard

_SHOWN = 40
"""Characters of a scanned text that are repeated to a person."""


def tr(text: str) -> str:
    """Translate a short text of this module."""
    return QCoreApplication.translate("lookup", text)


def of_several(answer: FoundCard) -> tuple[str, str]:
    """Return heading and sentence for a choice of cards."""
    found = answer.found
    if found.match is Match.AMBIGUOUS:
        values = {"count": len(found.candidates), "last": found.last_characters.upper()}
        return tr("Which card is it?"), messages.format_sentence("card.ambiguous", values)
    sentence = tr("“{text}” is no code that we know, but it fits these.").format(text=answer.text[:_SHOWN])
    return tr("Is it one of these?"), sentence


def of_nothing(answer: FoundCard) -> tuple[str, str, str, str]:
    """Return heading, sentence, icon and tone where no card can be shown."""
    if answer.found.match is Match.FORGED:
        return tr("Do not accept this card"), messages.format_sentence("card.forged", {}), "octagon-alert", "bad"
    advice = tr("Check the text “{text}”, or scan the card again.").format(text=answer.text[:_SHOWN])
    return messages.format_sentence("card.unknown", {}), advice, "circle-help", "warn"


def of_asked(card: CardRow, *, answered: bool, offline: bool) -> tuple[str, str]:
    """Return text and tone for a balance that somebody wanted fresh; the card itself goes on showing its age."""
    confirmed = messages.money(card.confirmed_balance, card.currency)
    if answered:
        return tr("Read again: {balance}, confirmed just now.").format(balance=confirmed), "good"
    why_not = (
        tr("This till works offline. {balance} was confirmed {age}.")
        if offline
        else tr("The service did not answer. {balance} was confirmed {age}.")
    )
    return why_not.format(balance=confirmed, age=messages.ago(card.seen_at)), "info"
