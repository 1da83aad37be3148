"""Pulls over a service whose cards change between the pages: the schedules of docs/protocol.md 10.1.

Four rows, pages of two, up to three changes while a pull runs; then the world is quiet, the till pulls once more, and
its cache must equal the service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import product
from typing import Any

from core.domain.reply import CardPage, ServerCard
from core.protocol import pull
from core.protocol.pull import FollowLink, IncrementalPull, PullRequest, SearchUpdated
from core.protocol.pull_phases import WalkPhase

PAGE = 2
NOON = 1_000_000
_CARD = ServerCard(1, 0, "USD", 0, NOON, NOON, None, None, None, None, "7k2m")
_BOUND = re.compile(r'updated_at:(>=|<=)"([^"]*)"')
_TICK = 0
"""Among changes: a second passes. All other numbers are cards that change."""

Changes = tuple[int, ...]
Schedule = tuple[Changes, tuple[Changes, ...]]
"""What changed before the pull, and after each of its first pages."""


def schedules() -> list[Schedule]:
    """All of them: 3,641 ways to change rows during a pull, after each of 7 beginnings."""
    ids = range(1, 6)
    one: list[Changes] = [(i,) for i in ids]
    ticked: list[Changes] = [(_TICK, i) for i in ids]
    two = [(i, j) for i in ids for j in ids if i != j]
    parted = [(i, _TICK, j) for i in ids for j in ids]
    later = [(_TICK, i, j) for i in ids for j in ids if i < j]
    often: list[Changes] = [(), *one, *two, *ticked, *parted, *later]
    during = [
        each
        for each in product(often, often, [(), *one, *ticked])
        if sum(i != _TICK for part in each for i in part) <= 3
    ]
    before: list[Changes] = [
        (),
        (1, 2, 3),
        (1, _TICK, 2, _TICK, 3, _TICK),
        (1, 2, 3, 4),
        (2, _TICK, 1, 3, _TICK),
        (4, _TICK, 3, _TICK, 2, _TICK, 1, _TICK),
        (1, 2, 3, 4, _TICK),
    ]
    return [(first, each) for first in before for each in during]


@dataclass(slots=True)
class Service:
    """The cards, a clock, and what a search finds: with a `lag`, odd cards appear in the index that much later."""

    lag: int
    now: int
    rows: dict[int, ServerCard]
    past: list[tuple[int, dict[int, ServerCard]]]
    ahead: int = 0
    """By how many seconds its `Date` runs before the times of its rows (D7)."""

    def change(self, changes: Changes) -> None:
        for card_id in changes:
            if card_id == _TICK:
                self.now += 1
                continue
            old = self.rows.get(card_id, replace(_CARD, card_id=card_id))
            self.rows[card_id] = replace(old, balance=old.balance + 1, updated_at=self.now)
            if self.lag:
                self.past.append((self.now, dict(self.rows)))

    def answer(self, request: PullRequest) -> CardPage:
        query, _, offset = (request.token if isinstance(request, FollowLink) else f"{_query(request)}|0").rpartition(
            "|"
        )
        low, high = _bounds(query)
        found = [c for c in self._seen() if low <= c.updated_at <= (self.now if high is None else high)]
        found.sort(key=lambda c: (-c.updated_at, -c.card_id))
        at = int(offset)
        following = f"{query}|{at + PAGE}" if at + PAGE < len(found) else None
        return CardPage(tuple(found[at : at + PAGE]), self.now + self.ahead, following)

    def _seen(self) -> list[ServerCard]:
        if not self.lag:
            return list(self.rows.values())
        old = [rows for at, rows in self.past if at <= self.now - self.lag][-1]
        shown = [card if card.card_id % 2 == 0 else old.get(card.card_id) for card in self.rows.values()]
        return [card for card in shown if card is not None]


def _upsert(cache: dict[int, ServerCard], card: ServerCard) -> None:
    """A pulled row replaces the cached one unless that is newer."""
    if card.card_id not in cache or card.updated_at >= cache[card.card_id].updated_at:
        cache[card.card_id] = card


@dataclass(frozen=True, slots=True)
class Puller:
    """How a till pulls: the real machine, or a broken one. `overlap` in seconds."""

    machine: type[IncrementalPull] = IncrementalPull
    overlap: int = 0
    lag: int = 0
    ahead: int = 0
    after_kill: bool = False
    """Killed after its first page: the walk begins again from the watermark that was saved."""


def right(puller: Puller, schedule: Schedule) -> bool:
    """Whether the cache equals the service in the end."""
    before, during = schedule
    rows = {i: replace(_CARD, card_id=i, updated_at=NOON + i) for i in range(1, 5)}
    cache = dict(rows)
    service = Service(puller.lag, NOON + 10, rows, [(NOON, dict(rows))], puller.ahead)
    service.change(before)
    mark = _pulled(puller, service, cache, NOON + 4, during)
    service.now += 1 + 2 * puller.lag
    _pulled(puller, service, cache, mark, ())
    return cache == service.rows


def lost(puller: Puller, chosen: list[Schedule]) -> list[Schedule]:
    """The schedules that leave a wrong cache for good, shortest first."""
    with small_pages(puller.overlap):
        found = [schedule for schedule in chosen if not right(puller, schedule)]
    return sorted(found, key=lambda s: sum(map(len, (s[0], *s[1]))))


@contextmanager
def small_pages(overlap: int) -> Iterator[None]:
    kept = pull.PAGE, pull.OVERLAP_S
    pull.PAGE, pull.OVERLAP_S = PAGE, overlap
    try:
        yield
    finally:
        pull.PAGE, pull.OVERLAP_S = kept


def _pulled(puller: Puller, service: Service, cache: dict[int, ServerCard], mark: int, during: tuple[Any, ...]) -> int:
    walk, pages, killed = puller.machine(mark), 0, not puller.after_kill
    while not walk.finished and pages < 100:
        page = service.answer(walk.request())
        service.change(during[pages] if pages < len(during) else ())
        walk = walk.after(page)
        for card in page.cards:
            _upsert(cache, card)
        pages += 1
        if not killed:
            walk, killed = puller.machine(mark), True
    return mark if walk.broken or not walk.finished else walk.watermark


def _query(request: PullRequest) -> str:
    assert isinstance(request, SearchUpdated)
    return request.query


@lru_cache(maxsize=10_000)
def _bounds(query: str) -> tuple[int, int | None]:
    bounds = {sign: int(datetime.fromisoformat(text).timestamp()) for sign, text in _BOUND.findall(query)}
    return bounds[">="], bounds.get("<=")


# broken on purpose


class MarksTheLargestSeen(IncrementalPull):
    """Takes the newest row for the watermark, strictly: rows of the same second that came later are lost."""

    @property
    def watermark(self) -> int:
        return max(self.since, self.first_date or self.since) + 1


class MarksByDate(IncrementalPull):
    """Trusts the service's `Date` alone, whatever it saw: with a lag, or a `Date` that is ahead, rows are lost."""

    @property
    def watermark(self) -> int:
        return max(self.since, (self.first_date or self.since) - pull.OVERLAP_S)


class MarksTheLastPage(MarksByDate):
    """The date of the last page instead of the first: rows that moved up meanwhile are lost."""

    def after(self, page: CardPage) -> IncrementalPull:
        return replace(IncrementalPull.after(self, page), first_date=page.date)


class StopsBelowAFullSecond(IncrementalPull):
    """Never walks a second that fills a page, but goes on below it."""

    def _down(self, page: CardPage) -> IncrementalPull:
        after = IncrementalPull._down(self, page)
        if after.second is None:
            return after
        phase = WalkPhase.COMPLETE if after.second <= self.since else WalkPhase.DESCENDING
        return replace(after, phase=phase, second=None, below=after.second - 1)


class BelowTheOldest(IncrementalPull):
    """Asks for what is older than the oldest row, not for as old: rows of its second are lost."""

    def _down(self, page: CardPage) -> IncrementalPull:
        after = IncrementalPull._down(self, page)
        if after.below is None or after.finished:
            return after
        return replace(after, phase=WalkPhase.DESCENDING, second=None, below=after.below - 1)


class Ascends(IncrementalPull):
    """Marks the walk complete after its first page."""

    def _down(self, page: CardPage) -> IncrementalPull:
        return replace(self, phase=WalkPhase.COMPLETE)


SOUND = {
    "descending keyset": Puller(),
    "descending keyset, killed after a page": Puller(after_kill=True),
    "descending keyset, index lag, with overlap": Puller(overlap=2, lag=2),
    "descending keyset, a Date that runs ahead": Puller(ahead=3600),
}
MUTANTS = {
    "index lag, no overlap": Puller(machine=MarksByDate, lag=2),
    "a Date that runs ahead": Puller(machine=MarksByDate, ahead=3600),
    "watermark past the second it saw": Puller(machine=MarksTheLargestSeen),
    "watermark of the last page": Puller(machine=MarksTheLastPage),
    "does not walk a full second": Puller(machine=StopsBelowAFullSecond),
    "older than the oldest": Puller(machine=BelowTheOldest),
    "complete after one page": Puller(machine=Ascends),
}


def told(schedule: Schedule) -> str:
    """A schedule in words."""
    before, during = schedule

    def words(changes: Changes) -> str:
        return " ".join("a second" if i == _TICK else f"card {i}" for i in changes) or "nothing"

    return "; ".join([f"before: {words(before)}", *(f"page {at}: {words(c)}" for at, c in enumerate(during, 1))])
