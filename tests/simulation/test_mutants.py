"""The simulation notices every breakage of mutants.py within a bounded number of seeds, and none where none is."""

from __future__ import annotations

import pytest

from tests.simulation.mutant import Mutant
from tests.simulation.mutants import MUTANTS
from tests.simulation.runner import folder, run_one

_QUICK = {"journals after sending"}


def _marked(mutant: Mutant) -> object:
    return pytest.param(mutant, id=mutant.name, marks=() if mutant.name in _QUICK else pytest.mark.slow)


@pytest.mark.parametrize("mutant", [_marked(each) for each in MUTANTS])
def test_noticed(mutant: Mutant) -> None:
    seeds = range(mutant.first_seed, mutant.first_seed + mutant.most_seeds)
    with folder() as path, mutant.at_work():
        noticed = (seed for seed in seeds if run_one(seed, mutant.shape, path).failure)
        assert next(noticed, None) is not None, f"nobody noticed a till that {mutant.name}"
