"""What the counter offers to the palette: each act of the card that lies there, and the cards served lately."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.widgets.buttons.button import ActionButton
from gui.widgets.buttons.offers import Offer
from gui.wording import messages, words

if TYPE_CHECKING:
    from core.rows import CardRow


def of_tile(tile: ActionButton, card: CardRow | None, title: str, choose: Callable[[str], object]) -> Offer:
    """Return what a tile does, or why it cannot: no card, or one that is not fit for it. `title` is the page's."""
    place = tr("Card {last}").format(last=card.last_characters.upper()) if card is not None else title
    name = str(tile.property("action"))
    return Offer(tile.objectName(), tile.words, partial(choose, name), tile.hint, "gift", place, _why_not(tile, card))


def of_recent(card: CardRow, bring: Callable[[int], object]) -> Offer:
    """Return the way back to a card of before, with its balance of now."""
    balance = messages.money(card.balance, card.currency)
    text = tr("Card {last}, {balance}").format(last=card.last_characters.upper(), balance=balance)
    return Offer(f"recent_{card.card_id}", text, partial(bring, card.card_id), "", "history", tr("Served lately"))


def of_life(card: CardRow | None, title: str, run: Callable[[], object]) -> Offer:
    """Return the way to all that is on file about the card, on paper; `title` is the page's."""
    place = tr("Card {last}").format(last=card.last_characters.upper()) if card is not None else title
    why_not = "" if card is not None else tr("Scan a card first.")
    return Offer("card_life", tr("Print its whole life"), run, "", "printer", place, why_not)


def _why_not(tile: ActionButton, card: CardRow | None) -> str:
    if card is None:
        return tr("Scan a card first.")
    if tile.isEnabled():
        return ""
    return tr("This card is not fit for it: {state}").format(state=words.status_word(card.status))


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("CardView", text)
