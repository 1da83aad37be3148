"""The whole life of a card: what its balance is worked out from, what else was noted of it, and the cards it became."""

from __future__ import annotations

from collections.abc import Callable

from core.clock import Clock
from core.domain.journal_groups import JournalGroup
from core.domain.operation import State
from core.queries.history import HistoryAsked, read_history
from core.queries.timeline import read_past, timeline
from core.rows import CardRow
from core.rows.card_life import CardLife, LifeChapter
from core.rows.history import HistoryFilter, HistoryRow
from core.rows.order import USUAL
from core.store.database import Connection

_ALL = -1
_NOTED = frozenset({JournalGroup.LOOK_UPS, JournalGroup.PRINTS, JournalGroup.DECISIONS})
"""Freezes are in the timeline already, and so is how an operation was settled; who decided is not."""

ReadCard = Callable[[int], CardRow | None]


def read_life(conn: Connection, read_card: ReadCard, card_id: int, clock: Clock) -> CardLife | None:
    """Return the life of a card and of those that it replaced or was replaced by, the oldest first; None for no card.

    A lost card has one successor at most, and each card replaces one at most: they stand in one line.
    """
    found: dict[int, LifeChapter] = {}
    links: dict[int, int] = {}
    waiting = [card_id]
    while waiting:
        each = waiting.pop()
        card = None if each in found else read_card(each)
        if card is None:
            continue
        past = read_past(conn, each)
        found[each] = LifeChapter(card, timeline(card, past)[::-1], _noted(conn, each, clock))
        for row in past.replacements.values():
            if row.new_card_id is not None:
                links[row.card_id] = row.new_card_id
                waiting += [row.card_id, row.new_card_id]
    if card_id not in found:
        return None
    return CardLife(card_id, tuple(found[each] for each in _in_order(found, links)))


def _in_order(found: dict[int, LifeChapter], links: dict[int, int]) -> list[int]:
    """Return the cards from the first to the one that stands for it today."""
    (first, *_) = [each for each in found if each not in links.values()] or list(found)
    order = [first]
    while (following := links.get(order[-1])) is not None and following in found and following not in order:
        order.append(following)
    return order


def _noted(conn: Connection, card_id: int, clock: Clock) -> tuple[HistoryRow, ...]:
    """Return the entries of the journal about it, and what was cancelled before it was sent; the oldest first."""
    cancelled = HistoryFilter(card_id=card_id, states=frozenset({State.CANCELLED}))
    of_journal = HistoryFilter(card_id=card_id, groups=_NOTED)
    rows = [
        row
        for narrowed in (of_journal, cancelled)
        for row in read_history(conn, HistoryAsked("", "", narrowed, USUAL, _ALL), clock)
    ]
    return tuple(sorted(rows, key=lambda row: row.created_at))
