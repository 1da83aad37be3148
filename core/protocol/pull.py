"""How cards are pulled without losing one (docs/protocol.md 10): first by ascending id, then newest first by
`updated_at`, asking again with an upper bound instead of following deep links.

Only server times are compared with server times; the watermark moves when a walk is complete, and only then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import ClassVar

from core.domain.reply import CardPage, ServerCard
from core.protocol.pull_phases import FIRST_PULL_TABLE, OVER, PULL_TABLE, WalkPhase
from core.protocol.transitions import Event, TransitionTable

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

    table: ClassVar[TransitionTable[WalkPhase]] = FIRST_PULL_TABLE
    cursor: int = 0
    started: int | None = None
    phase: WalkPhase = WalkPhase.LISTING
    newest: int | None = None
    """The largest `updated_at` seen so far."""

    @property
    def finished(self) -> bool:
        return self.phase in OVER

    def request(self) -> ListFrom:
        return ListFrom(self.cursor)

    def after(self, page: CardPage) -> FirstPull:
        started = self.started if self.started is not None else page.date
        newest = _newest(self.newest, page)
        last = max(page.ids, default=0)
        if last <= self.cursor:  # the end, or a service that does not honour since_id: it would go round for ever
            walk = replace(self, started=started, newest=newest, phase=WalkPhase.COMPLETE)
        else:
            walk = replace(self, cursor=last, started=started, newest=newest)
        return self.table.follow(self.phase, Event.PAGE, walk)


@dataclass(frozen=True, slots=True)
class IncrementalPull:
    """One walk down from now to `since` (server time, epoch seconds). Broken, only a full walk is safe."""

    table: ClassVar[TransitionTable[WalkPhase]] = PULL_TABLE
    since: int
    first_date: int | None = None
    below: int | None = None
    link: str | None = None
    second: int | None = None
    second_ids: frozenset[int] = frozenset()
    second_before: frozenset[int] | None = None
    newest: int | None = None
    """The largest `updated_at` that this walk saw."""
    phase: WalkPhase = WalkPhase.DESCENDING

    @property
    def finished(self) -> bool:
        return self.phase in OVER

    @property
    def broken(self) -> bool:
        return self.phase is WalkPhase.BROKEN

    def request(self) -> PullRequest:
        if self.link is not None:
            return FollowLink(self.link)
        if self.second is not None:
            return SearchUpdated(_range(self.second, self.second))
        return SearchUpdated(_range(self.since, self.below))

    def after(self, page: CardPage) -> IncrementalPull:
        return self.table.follow(self.phase, Event.PAGE, self._after(page))

    @property
    def watermark(self) -> int:
        """Return what the next walk starts from."""
        return mark_after(self.first_date, self.newest, self.since)

    def _after(self, page: CardPage) -> IncrementalPull:
        machine = self if self.first_date is not None else replace(self, first_date=page.date)
        machine = replace(machine, newest=_newest(machine.newest, page))
        if not machine._honoured(page.cards):
            return replace(machine, phase=WalkPhase.BROKEN)
        return machine._in_second(page) if machine.phase is WalkPhase.IN_SECOND else machine._down(page)

    def _honoured(self, cards: tuple[ServerCard, ...]) -> bool:
        times = [card.updated_at for card in cards]
        low = self.since if self.second is None else self.second
        high = self.below if self.second is None else self.second
        inside = all(t >= low and (high is None or t <= high) for t in times)
        return inside and times == sorted(times, reverse=True)

    def _down(self, page: CardPage) -> IncrementalPull:
        if page.rows < PAGE:
            return replace(self, phase=WalkPhase.COMPLETE)
        if not page.cards:
            return replace(self, phase=WalkPhase.BROKEN)  # a full page that tells no time to go on from
        oldest = page.cards[-1].updated_at
        if oldest == page.cards[0].updated_at and (self.below is None or oldest == self.below):
            return replace(self, phase=WalkPhase.IN_SECOND, second=oldest)
        return replace(self, below=oldest)

    def _in_second(self, page: CardPage) -> IncrementalPull:
        """Walk one full second by links until two walks saw the same ids: rows can leave it meanwhile."""
        if page.cut:
            return replace(self, phase=WalkPhase.BROKEN)  # the rest of this second cannot be asked for
        ids = self.second_ids | set(page.ids)
        if page.next_page is not None and page.rows:
            return replace(self, link=page.next_page, second_ids=ids)
        if ids != self.second_before:
            return replace(self, link=None, second_ids=frozenset(), second_before=ids)
        below = (self.second or 0) - 1
        phase = WalkPhase.COMPLETE if below < self.since else WalkPhase.DESCENDING
        machine = replace(self, phase=phase, below=below, link=None, second=None)
        return replace(machine, second_ids=frozenset(), second_before=None)


def mark_after(date: int | None, newest: int | None, before: int) -> int:
    """Return where the next walk begins: one overlap back from `date`, but never behind what was seen last (D7).

    A service whose `Date` runs ahead of its data would have what others change meanwhile passed over. Where nothing was
    seen, or no date came, it is where it was `before`.
    """
    if date is None or newest is None:
        return before
    return max(before, min(date - OVERLAP_S, newest))


def _newest(before: int | None, page: CardPage) -> int | None:
    times = [card.updated_at for card in page.cards]
    return max(times if before is None else [before, *times], default=None)


def _range(low: int, high: int | None) -> str:
    query = f'updated_at:>="{_text(low)}"'
    return query if high is None else f'{query} updated_at:<="{_text(high)}"'


def _text(epoch: int) -> str:
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
