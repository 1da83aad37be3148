"""A sample of the simulation (F3): few small worlds always, thousands when asked for slow proofs."""

from __future__ import annotations

import os

import pytest

from tests.simulation.runner import folder, run_many, run_one, told
from tests.simulation.world import SMALL, TINY, Shape


def _sound(seeds: range, shape: Shape) -> None:
    with folder() as path:
        for seed in seeds:
            report = run_one(seed, shape, path)
            assert report.failure is None, told(report, shape)


def test_a_few_small_worlds() -> None:
    _sound(range(1, 13), SMALL)


def test_a_seed_repeats_itself() -> None:
    """Else a failure could not be looked at: the same requests at the same times, and the same ends."""
    with folder() as path:
        first, again = (run_one(7, SMALL, path) for _ in range(2))
    assert first.fingerprint == again.fingerprint
    assert first.outcomes == again.outcomes


@pytest.mark.slow
def test_two_thousand_tiny_worlds() -> None:
    """F3's number of seeds in worlds that fit; those of its own size are `make simulate`."""
    failures: list[str] = []
    tally = run_many(range(1, 2001), TINY, failures.append, os.cpu_count() or 1)
    assert not tally.failures, failures
    assert tally.seeds == 2000


@pytest.mark.slow
def test_twenty_worlds_of_full_size() -> None:
    _sound(range(1, 21), Shape())
