"""How cards are pulled without losing one (PROTOCOL.md section 10): first by ascending id, then newest first by
`updated_at`, asking again with an upper bound instead of following deep links.

Only server times are compared with server times; the watermark moves when a walk is complete, and only then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from core.domain.reply import CardPage, ServerCard

PAGE = 250
OVERLAP_S = 300
"""How far each pull reads back over the one before: the search index lags writes by seconds."""


@dataclass(frozen=True, slots=True)
class ListFrom:
    """GET the list with this since_id."""

    since_id: int


@dataclass(frozen=True, slots=True)
class SearchUpdated:
    """Search `query`, ordered updated_at DESC."""

    query: str


@dataclass(frozen=True, slots=True)
class FollowLink:
    """GET the next page of a walk of one second that fills more than a page."""

    token: str


PullRequest = ListFrom | SearchUpdated | FollowLink


@dataclass(frozen=True, slots=True)
class FirstPull:
    """A full walk from `cursor`; `started` is the server's date of the first answer."""

    cursor: int = 0
    started: int | None = None
    finished: bool = False

    def request(self) -> ListFrom:
        return ListFrom(self.cursor)

    def after(self, page: CardPage) -> FirstPull:
        started = self.started if self.started is not None else page.date
        last = max((card.card_id for card in page.cards), default=0)
        if last <= self.cursor:  # the end, or a service that does not honour since_id: it would go round for ever
            return replace(self, started=started, finished=True)
        return replace(self, cursor=last, started=started)


@dataclass(frozen=True, slots=True)
class IncrementalPull:
    """One walk down from now to `since` (server time, epoch seconds).

    `broken` means that the service did not honour the range or the order: only a full walk is safe then.
    """

    since: int
    first_date: int | None = None
    below: int | None = None
    link: str | None = None
    second: int | None = None
    second_ids: frozenset[int] = frozenset()
    second_before: frozenset[int] | None = None
    finished: bool = False
    broken: bool = False

    def request(self) -> PullRequest:
        if self.link is not None:
            return FollowLink(self.link)
        if self.second is not None:
            return SearchUpdated(_range(self.second, self.second))
        return SearchUpdated(_range(self.since, self.below))

    def after(self, page: CardPage) -> IncrementalPull:
        machine = self if self.first_date is not None else replace(self, first_date=page.date)
        if not machine._honoured(page.cards):
            return replace(machine, broken=True, finished=True)
        return machine._in_second(page) if machine.second is not None else machine._down(page)

    @property
    def watermark(self) -> int:
        """What the next walk starts from: the first answer's date, or the old mark when no date came."""
        return max(self.since, (self.first_date or self.since) - OVERLAP_S)

    def _honoured(self, cards: tuple[ServerCard, ...]) -> bool:
        times = [card.updated_at for card in cards]
        low = self.since if self.second is None else self.second
        high = self.below if self.second is None else self.second
        inside = all(t >= low and (high is None or t <= high) for t in times)
        return inside and times == sorted(times, reverse=True)

    def _down(self, page: CardPage) -> IncrementalPull:
        if len(page.cards) < PAGE:
            return replace(self, finished=True)
        oldest = page.cards[-1].updated_at
        if oldest == page.cards[0].updated_at and (self.below is None or oldest == self.below):
            return replace(self, second=oldest, second_ids=frozenset(), second_before=None)
        return replace(self, below=oldest)

    def _in_second(self, page: CardPage) -> IncrementalPull:
        """Walks one full second by links until two walks saw the same ids: rows can leave it meanwhile."""
        ids = self.second_ids | {card.card_id for card in page.cards}
        if page.next_page is not None and page.cards:
            return replace(self, link=page.next_page, second_ids=ids)
        if ids != self.second_before:
            return replace(self, link=None, second_ids=frozenset(), second_before=ids)
        below = (self.second or 0) - 1
        machine = replace(self, link=None, second=None, second_ids=frozenset(), second_before=None, below=below)
        return replace(machine, finished=below < self.since)


def _range(low: int, high: int | None) -> str:
    query = f'updated_at:>="{_text(low)}"'
    return query if high is None else f'{query} updated_at:<="{_text(high)}"'


def _text(epoch: int) -> str:
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
