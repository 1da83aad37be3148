"""One bucket for all tills: money never waits for the background, nobody starves, and a storm of 429 ends."""

from __future__ import annotations

import pytest

from core.domain.priority import Priority
from core.services.link.limiter import Limiter
from tests.builders import VirtualClock
from tests.core.services.till_traffic import Traffic

HOUR = 3600.0
BACKGROUND = (Priority.REPLAY, Priority.PULL, Priority.SWEEP)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def limiter(clock: VirtualClock) -> Limiter:
    return Limiter(clock, chance=lambda: 0.0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("header", [True, False])
def test_fifty_tills_share_a_bucket_for_an_hour(seed: int, header: bool) -> None:
    """L5: every till has sales, a queue and a sweep without end, and its pulls."""
    shop = Traffic(50, seed, header=header)
    shop.start(shop.sales(0.25), 60)
    for work in (shop.queue, shop.pulls, shop.sweep):
        shop.start(work, 120)
    shop.run(HOUR)
    waits = sorted(shop.waits)
    assert len(waits) > 1500
    assert waits[len(waits) * 99 // 100] < 2.0
    assert len(shop.refused) < shop.asked / 100
    for priority in BACKGROUND:
        assert min(shop.served[priority][till] for till in range(50)) >= 3
    assert sum(sum(counts.values()) for counts in shop.served.values()) > (0.85 if header else 0.6) * 2 * HOUR


@pytest.mark.parametrize("seed", range(3))
def test_a_storm_ends_though_nobody_said_how_many_tills_there_are(seed: int) -> None:
    shop = Traffic(50, seed, told_tills=1)
    shop.start(shop.sales(0.25), 1)
    shop.start(shop.queue, 1)
    shop.run(HOUR)
    began = shop.clock.now - HOUR
    assert any(at < began + 60 for at in shop.refused)
    late = [at for at in shop.refused if at > began + 600]
    assert len(late) < shop.asked / 100


def test_without_a_sign_of_a_limit_nothing_is_held_back(limiter: Limiter) -> None:
    assert [limiter.take(priority) for priority in Priority for _ in range(100)] == [0.0] * 600
    assert limiter.lanes(8) == 8
    assert limiter.rate is None


def test_who_may_go_by_how_full_the_bucket_is(limiter: Limiter) -> None:
    free = []
    for level in (5, 15, 22, 34, 37, 40):
        limiter.told(level, 40)
        limiter._tokens = 4.0
        free.append([priority.name for priority in Priority if limiter.pause(priority) == 0.0])
    assert [len(names) for names in free] == [6, 5, 4, 3, 2, 0]
    assert free[4] == ["MONEY", "QUEUE_WRITE"]


def test_the_bucket_leaks_while_nobody_asks(clock: VirtualClock, limiter: Limiter) -> None:
    limiter.told(40, 40)
    wait = limiter.take(Priority.MONEY)
    assert wait == pytest.approx(1.1)
    clock.wait(wait)
    assert limiter.take(Priority.MONEY) == 0.0
    assert limiter.take(Priority.MONEY) == pytest.approx(0.5)


@pytest.mark.parametrize(("hint", "silent"), [(0.5, 0.5), (2.0, 2.0), (3600.0, 3600.0)])
def test_a_hint_is_obeyed_by_all_priorities(clock: VirtualClock, limiter: Limiter, hint: float, silent: float) -> None:
    assert limiter.throttled(hint) == silent
    assert min(limiter.pause(priority) for priority in Priority) == pytest.approx(silent)
    clock.wait(silent)
    assert limiter.take(Priority.MONEY) == 0.0


def test_without_a_hint_the_silence_doubles_to_a_minute_and_an_answer_ends_that(clock: VirtualClock) -> None:
    limiter = Limiter(clock, chance=lambda: 1.0)
    silences = [limiter.throttled(None)]
    for _ in range(6):
        clock.wait(silences[-1])
        silences.append(limiter.throttled(None))
    assert silences == [2, 4, 8, 16, 32, 60, 60]
    clock.wait(60)
    limiter.served(Priority.MONEY, 0.1)
    assert limiter.throttled(None) == 2


def test_the_rate_is_halved_and_grows_by_a_twentieth_a_minute(clock: VirtualClock, limiter: Limiter) -> None:
    limiter.told(0, 40)
    before = limiter.rate
    limiter.throttled(0.0)
    assert limiter.rate == before / 2
    clock.wait(60)
    limiter.pause(Priority.REPLAY)
    assert limiter.rate == pytest.approx(before / 2 * 1.05)


@pytest.mark.parametrize("hint", [2.0, None])
def test_requests_that_were_on_their_way_at_once_are_refused_as_one(
    clock: VirtualClock, limiter: Limiter, hint: float | None
) -> None:
    """Else eight lanes bring the rate to its floor at once, and without a header it takes an hour to grow back."""
    limiter.told(0, 40)
    before, asked = limiter.rate, limiter.throttled(hint)
    for _ in range(7):
        clock.wait(asked / 10)
        limiter.throttled(hint)
    assert limiter.rate == before / 2
    assert limiter.pause(Priority.MONEY) <= 2.0
    clock.wait(10)
    limiter.throttled(hint)
    assert limiter.rate == pytest.approx(before / 4, rel=0.01)


def test_a_longer_hint_that_comes_late_is_obeyed_all_the_same(clock: VirtualClock, limiter: Limiter) -> None:
    limiter.throttled(2.0)
    assert limiter.throttled(30.0) == 30.0
    assert limiter.pause(Priority.MONEY) == pytest.approx(30.0)


def test_a_pull_is_not_starved_by_a_long_queue(clock: VirtualClock, limiter: Limiter) -> None:
    limiter.told(0, 40)
    began, pulls = clock.now, 0
    while clock.now < began + 600:
        waits = {priority: limiter.take(priority) for priority in (Priority.REPLAY, Priority.PULL)}
        pulls += waits[Priority.PULL] == 0.0
        clock.wait(max(0.01, min(waits.values())))
    assert pulls >= 9


def test_how_many_requests_at_once_are_worth_while(limiter: Limiter) -> None:
    limiter.served(Priority.MONEY, 2.0)
    limiter.told(0, 40)
    assert limiter.lanes(8) == 4
    limiter.told(0, 400)
    assert limiter.lanes(8) == 8


@pytest.mark.parametrize(("tills", "size", "seconds"), [(1, None, 30.0), (50, None, 100.0), (50, 400, 30.0)])
def test_all_tills_together_pull_with_a_quarter_of_the_calls(
    clock: VirtualClock, tills: int, size: int | None, seconds: float
) -> None:
    limiter = Limiter(clock, tills)
    if size is not None:
        limiter.told(0, size)
    assert limiter.poll_interval == pytest.approx(seconds)
