"""One more walk through all cards by ascending id (PROTOCOL.md section 10): it finds what the index never told.

The list is the database itself, so what it leaves out between two of its ids is not there any more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.domain.reply import CardPage
from core.protocol.pull import ListFrom

EVERY_S = 7 * 24 * 3600
"""Between the end of one sweep and the beginning of the next, by the service's own time."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Where it is: all ids up to `cursor` are looked through. `listed` counts the cards that it saw.

    `broken`: the service did not list by ascending id from where it was asked to. Nothing is concluded then.
    """

    cursor: int = 0
    listed: int = 0
    finished: bool = False
    broken: bool = False

    def request(self) -> ListFrom:
        return ListFrom(self.cursor)

    def after(self, page: CardPage) -> Sweep:
        ids = [card.card_id for card in page.cards]
        if ids != sorted(set(ids)) or (ids and ids[0] <= self.cursor) or not (ids or self.listed):
            return replace(self, finished=True, broken=True)
        return replace(self, cursor=ids[-1] if ids else self.cursor, listed=self.listed + len(ids), finished=not ids)

    def looked_through(self, after: Sweep) -> tuple[int, int | None] | None:
        """The ids above the first and up to the second (None: all above) that the step to `after` has shown whole."""
        if after.broken:
            return None
        return self.cursor, None if after.finished else after.cursor
