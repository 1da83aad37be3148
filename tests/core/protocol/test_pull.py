"""A pull over a service whose cards change between the pages: after one more quiet pull the copy is right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.reply import CardPage, ServerCard, UnreadableCard
from core.protocol import pull
from core.protocol.pull import FirstPull, FollowLink, IncrementalPull, ListFrom, SearchUpdated
from core.protocol.sweep import Sweep

CARD = ServerCard(1, 1000, "USD", 1000, 10_000, 10_000, None, None, None, None, "7k2m")


class Service:
    """Cards by id, a clock, and searches as docs/api.md 4 describes them."""

    def __init__(self, count: int, page: int) -> None:
        self.now = 100_000
        self.page = page
        self.cards = {i: replace(CARD, card_id=i, updated_at=90_000 + i // 2) for i in range(1, count + 1)}

    def touch(self, card_id: int, seconds: int) -> None:
        self.now += seconds
        old = self.cards.get(card_id, replace(CARD, card_id=card_id))
        self.cards[card_id] = replace(old, balance=old.balance + 1, updated_at=self.now)

    def answer(self, request: pull.PullRequest) -> CardPage:
        if isinstance(request, ListFrom):
            rows = sorted((c for c in self.cards.values() if c.card_id > request.since_id), key=lambda c: c.card_id)
            return CardPage(tuple(rows[: self.page]), self.now, None)
        if isinstance(request, SearchUpdated):
            return self.searched(request.query, 0)
        assert isinstance(request, FollowLink)
        query, _, offset = request.token.rpartition("|")
        return self.searched(query, int(offset))

    def searched(self, query: str, offset: int) -> CardPage:
        bounds = {part.split(":", 1)[0] + part.split(":", 1)[1][:2]: part for part in query.split()}
        low = seconds(bounds["updated_at>="])
        high = seconds(bounds["updated_at<="]) if "updated_at<=" in bounds else self.now
        rows = [c for c in self.cards.values() if low <= c.updated_at <= high]
        rows.sort(key=lambda c: (-c.updated_at, -c.card_id))
        more = offset + self.page < len(rows)
        return CardPage(
            tuple(rows[offset : offset + self.page]), self.now, f"{query}|{offset + self.page}" if more else None
        )


def seconds(part: str) -> int:
    from datetime import datetime

    return int(datetime.fromisoformat(part.split('"')[1]).timestamp())


def pulled(service: Service, walk: FirstPull | IncrementalPull, copy: dict[int, ServerCard], changes: list[int]) -> int:
    """Runs one walk, with the next change after each page; returns the new watermark."""
    while not walk.finished:
        page = service.answer(walk.request())
        walk = walk.after(page)
        for card in page.cards:
            if card.card_id not in copy or card.updated_at >= copy[card.card_id].updated_at:
                copy[card.card_id] = card
        if changes:
            service.touch(changes.pop(0), 1)
    if isinstance(walk, FirstPull):
        assert walk.started is not None
        return walk.started - pull.OVERLAP_S
    assert not walk.broken
    return walk.watermark


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pull, "PAGE", 2)
    monkeypatch.setattr(pull, "OVERLAP_S", 0)


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(
    count=st.integers(0, 7),
    first=st.lists(st.integers(1, 9), max_size=4),
    then=st.lists(st.integers(1, 9), max_size=6),
)
def test_one_more_quiet_pull_makes_the_copy_right(count: int, first: list[int], then: list[int]) -> None:
    pull.PAGE, pull.OVERLAP_S = 2, 0
    service = Service(count, 2)
    copy: dict[int, ServerCard] = {}
    mark = pulled(service, FirstPull(), copy, first)
    mark = pulled(service, IncrementalPull(mark), copy, then)
    pulled(service, IncrementalPull(mark), copy, [])
    assert copy == service.cards


class LaggingService(Service):
    """Its index knows of a change `lag` seconds later, and each page takes `pause` seconds."""

    def __init__(self, count: int, page: int, lag: int, pause: int) -> None:
        super().__init__(count, page)
        self.lag, self.pause = lag, pause
        self.late: list[tuple[int, ServerCard]] = []

    def touch(self, card_id: int, seconds: int) -> None:
        self.now += seconds * self.pause
        old = self.cards[card_id]
        changed = replace(old, balance=old.balance + 1, updated_at=self.now)
        self.late.append((self.now + self.lag, changed))

    def answer(self, request: pull.PullRequest) -> CardPage:
        for _, card in (each for each in self.late if each[0] <= self.now):
            self.cards[card.card_id] = card
        self.late = [each for each in self.late if each[0] > self.now]
        return super().answer(request)


@pytest.mark.parametrize("pause", [15, 400])
@pytest.mark.parametrize("last", range(5))
def test_what_changes_while_a_walk_is_slow_is_found_by_the_next_one(
    monkeypatch: pytest.MonkeyPatch, last: int, pause: int
) -> None:
    """Each card, indexed late, is changed before the walk and after its page `last` (4: never)."""
    monkeypatch.setattr(pull, "OVERLAP_S", 300)
    for number in range(1, 8):
        service = LaggingService(8, 2, lag=250, pause=pause)
        copy = dict(service.cards)
        service.touch(number, 0)
        service.now += 10
        service.cards[8] = replace(service.cards[8], updated_at=service.now)  # the newest that the walk sees
        mark = pulled(service, IncrementalPull(80_000), copy, [number if at == last else 8 for at in range(4)])
        service.now += service.lag
        pulled(service, IncrementalPull(mark), copy, [])
        assert copy == service.cards


def test_a_second_that_fills_pages_is_walked_whole() -> None:
    service = Service(9, 2)
    service.cards = {i: replace(c, updated_at=99_000) for i, c in service.cards.items()}
    copy: dict[int, ServerCard] = {}
    pulled(service, IncrementalPull(98_000), copy, [])
    assert copy == service.cards


def test_a_service_that_drops_the_range_is_noticed() -> None:
    page = CardPage((replace(CARD, updated_at=5),), 100_000, None)
    walk = IncrementalPull(98_000).after(page)
    assert walk.broken


def test_a_first_pull_goes_on_where_it_was_killed() -> None:
    service = Service(7, 2)
    copy: dict[int, ServerCard] = {}
    walk = FirstPull().after(service.answer(FirstPull().request()))
    again = FirstPull(walk.cursor, walk.started)
    assert again.request() == ListFrom(2)
    pulled(service, again, copy, [])
    assert set(copy) == set(range(3, 8))


def test_reply_6_a_date_ahead_of_the_data_moves_no_mark_beyond_it() -> None:
    """An hour ahead: what others change in that hour would be passed over."""
    seen = replace(CARD, updated_at=100_000)
    walk = IncrementalPull(90_000).after(CardPage((seen,), 103_600, None))
    assert walk.finished
    assert walk.watermark == 100_000
    assert IncrementalPull(90_000).after(CardPage((), 103_600, None)).watermark == 90_000
    first = FirstPull().after(CardPage((seen,), 103_600, None))
    assert pull.mark_after(first.started, first.newest, 0) == 100_000


def test_reply_7_a_second_whose_rest_cannot_be_asked_for_breaks_the_walk(monkeypatch) -> None:
    """Only links lead through one full second; a walk by id needs none."""
    monkeypatch.setattr(pull, "PAGE", 2)
    full = tuple(replace(CARD, card_id=i, updated_at=100_000) for i in (2, 1))
    cut = CardPage(full, 100_001, None, cut=True)
    walk = IncrementalPull(90_000).after(cut)
    assert not walk.finished
    assert walk.after(cut).broken
    assert FirstPull().after(cut).request() == ListFrom(2)


def test_reply_1_an_odd_row_counts_as_a_row_and_leads_on_by_its_id(monkeypatch) -> None:
    monkeypatch.setattr(pull, "PAGE", 2)
    odd = (UnreadableCard(9, "note"),)
    page = CardPage((replace(CARD, card_id=8, updated_at=100_000),), 100_001, None, odd)
    assert not IncrementalPull(90_000).after(page).finished
    assert FirstPull().after(page).request() == ListFrom(9)
    swept = Sweep().after(page)
    assert (swept.cursor, swept.listed, swept.broken) == (9, 2, False)
