"""The simulation notices every breakage of mutants.py within a bounded number of seeds, and none where none is."""

from __future__ import annotations

import re

import pytest

from tests.simulation.mutant import Mutant
from tests.simulation.mutants import MUTANTS
from tests.simulation.runner import folder, run_one

_QUICK = {"journals after sending"}
_BROKEN = re.compile(r"^(TypeError|AttributeError|NameError|sqlite3\.|sqlalchemy\.)", re.MULTILINE)
"""What a mutant ends with that does not fit the core any more: that is noticed by no oracle."""


def _marked(mutant: Mutant) -> object:
    return pytest.param(mutant, id=mutant.name, marks=() if mutant.name in _QUICK else pytest.mark.slow)


@pytest.mark.parametrize("mutant", [_marked(each) for each in MUTANTS])
def test_noticed(mutant: Mutant) -> None:
    seeds = range(mutant.first_seed, mutant.first_seed + mutant.most_seeds)
    with folder() as path, mutant.at_work():
        noticed = filter(None, (run_one(seed, mutant.shape, path).failure for seed in seeds))
        failure = next(noticed, None)
    assert failure is not None, f"nobody noticed a till that {mutant.name}"
    assert not _BROKEN.search(failure), f"a till that {mutant.name} does not work at all: {failure[-2000:]}"
