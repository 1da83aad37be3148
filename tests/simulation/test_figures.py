"""Samples of the figures that the simulation tells; `python -m tests.simulation --figure` runs all cases of one."""

from __future__ import annotations

import pytest

from tests.simulation.figures import FIGURES

_SAMPLES = {"D1": 4, "F8": 50, "F9": 30, "F11": 100, "F12": 50, "F14": 15, "F15": 40, "F16": 15, "F17": 3}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(_SAMPLES))
def test_a_sample_holds(name: str) -> None:
    assert FIGURES[name](_SAMPLES[name], 1) == 0
