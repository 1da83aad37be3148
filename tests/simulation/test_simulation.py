"""A sample of the simulation (F3): few small worlds always, thousands when asked for slow proofs."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace

import pytest

from tests.simulation.dialect_mutants import SPEAKING
from tests.simulation.figures import REPEATING
from tests.simulation.mutants import ELSEWHERE, HELD_BACK, REUSING
from tests.simulation.runner import folder, run_many, run_one, told
from tests.simulation.world import SMALL, TINY, Shape


def _sound(seeds: range, shape: Shape) -> None:
    with folder() as path:
        for seed in seeds:
            report = run_one(seed, shape, path)
            assert report.failure is None, told(report, shape)


@pytest.mark.slow
def test_a_few_small_worlds() -> None:
    _sound(range(1, 13), SMALL)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shape", "parked"),
    [(REUSING, "another_card"), (ELSEWHERE, "another_service"), (HELD_BACK, "another_service")],
)
def test_what_stands_behind_the_address_may_change(shape: Shape, parked: str) -> None:
    """Ids are given out again, or another service answers for a while: it gets nothing, and a person what waited."""
    ended: Counter[str] = Counter()
    with folder() as path:
        for seed in range(1, 9):
            report = run_one(seed, shape, path)
            assert report.failure is None, told(report, shape)
            ended.update(report.outcomes)
    assert ended[f"parked park.{parked}"] > 3


@pytest.mark.slow
def test_found_replies_a_service_may_speak_in_ways_of_its_own() -> None:
    """Odd rows in lists, and refusals in other shapes (D7, D8): no money is lost, and all of it is told in the end."""
    ended: Counter[str] = Counter()
    with folder() as path:
        for seed in range(1, 9):
            report = run_one(seed, SPEAKING, path)
            assert report.failure is None, told(report, SPEAKING)
            ended.update(report.outcomes)
    assert ended["done"] > 30
    assert ended["parked park.unexplained"] > 3


@pytest.mark.slow
def test_a_world_waits_for_a_pull_that_429s_have_slowed() -> None:
    """A walk of a page in 15 s passes what changes meanwhile; it is the next walk that must find it."""
    shape = replace(SMALL, faults=0.3, page=2, cards=30)
    with folder() as path:
        for seed in (24, 36, 38, 45):
            report = run_one(seed, shape, path)
            assert report.failure is None, told(report, shape)


@pytest.mark.slow
@pytest.mark.parametrize(
    "able",
    [
        pytest.param(0, id="0"),
        pytest.param(1, id="1", marks=pytest.mark.slow),
        pytest.param(4, id="4", marks=pytest.mark.slow),
        pytest.param(5, id="5", marks=pytest.mark.slow),
    ],
)
def test_a_few_worlds_whose_network_repeats_requests(able: int) -> None:
    """D1: either copy's answer is heard; what no till booked is parked, marked or counted apart."""
    _sound(range(1, 7), replace(REPEATING, repeats=0.4, able=able))


@pytest.mark.slow
def test_a_seed_repeats_itself() -> None:
    """Else a failure could not be looked at: the same requests at the same times, and the same ends."""
    with folder() as path:
        first, again = (run_one(7, SMALL, path) for _ in range(2))
    assert first.fingerprint == again.fingerprint
    assert first.outcomes == again.outcomes


@pytest.mark.slow
def test_a_hundred_and_fifty_tiny_worlds() -> None:
    """A sample; `python -m tests.simulation --size tiny --seeds 2000` runs F3's number of them."""
    failures: list[str] = []
    tally = run_many(range(1, 151), TINY, failures.append, os.cpu_count() or 1)
    assert not tally.failures, failures
    assert tally.seeds == 150


@pytest.mark.slow
def test_a_few_worlds_of_full_size() -> None:
    _sound(range(1, 6), Shape())
