"""Samples of the figures that the simulation tells; `python -m tests.simulation --figure` runs all cases of one."""

from __future__ import annotations

import pytest

from tests.simulation.figures import FIGURES

_SAMPLES = {"D1": 4, "F8": 0, "F9": 40, "F11": 100, "F12": 50, "F14": 20, "F15": 100, "F16": 20, "F17": 4}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(_SAMPLES))
def test_a_sample_holds(name: str) -> None:
    assert FIGURES[name](_SAMPLES[name] or None, 1) == 0
