"""What the palette finds in the till's own copy: cards by last four, reference, note or amount, and what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.domain.operation import State
from core.rows.history import EVERYTHING, MONEY, narrow_to
from core.rows.journal import JournalRow
from core.usecases import cards, operations
from core.usecases.operations import HistoryQuestion
from gui.widgets.buttons.offers import Offer
from gui.wording import messages, words

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.rows import CardRow, OperationRow

_MOST_CARDS, _MOST_OPERATIONS = 5, 3


@dataclass(frozen=True, slots=True)
class PaletteResults:
    """The answer to `text`."""

    text: str
    cards: tuple[CardRow, ...]
    operations: tuple[OperationRow, ...]


def look_for(text: str, core: Core) -> PaletteResults:
    """Look in the till's own copy only."""
    found = cards.search_cards(core, text, page=(_MOST_CARDS, 0))
    question = HistoryQuestion(text, narrow_to(EVERYTHING, MONEY), limit=_MOST_OPERATIONS)
    rows = operations.read_history(core, question).rows
    return PaletteResults(text, found, tuple(row for row in rows if not isinstance(row, JournalRow)))


def offers(
    found: PaletteResults, show_card: Callable[[int], object], show_page: Callable[[str], object]
) -> tuple[Offer, ...]:
    """Offer each card and operation. What needs a person leads to the outbox, anything else to its card."""
    return (
        *(_of_card(card, show_card) for card in found.cards),
        *(_of_operation(row, show_card, show_page) for row in found.operations),
    )


def _of_card(card: CardRow, show_card: Callable[[int], object]) -> Offer:
    text = tr("Card {last} · {balance}").format(
        last=card.last_characters.upper(), balance=messages.money(card.balance, card.currency)
    )
    about = " · ".join(part for part in (words.status_word(card.status), card.note or "") if part)
    return Offer(f"card_{card.card_id}", text, partial(show_card, card.card_id), icon="gift", place=about)


def _of_operation(row: OperationRow, show_card: Callable[[int], object], show_page: Callable[[str], object]) -> Offer:
    text = tr("{act} · card {last}").format(act=words.kind_word(row.kind), last=row.last_characters.upper())
    parked = row.state is State.PARKED
    action = partial(show_page, "outbox") if parked else partial(show_card, row.card_id)
    place = f"{words.state_word(row.state)} · {messages.when(row.created_at)}"
    return Offer(f"operation_{row.operation_id}", text, action, icon="inbox" if parked else "history", place=place)


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("palette", text)
