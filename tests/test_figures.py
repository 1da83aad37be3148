"""Each figure of the protocol has a command that is there."""

from __future__ import annotations

import importlib

import pytest

from tests import figures
from tests.simulation.figures import FIGURES as SIMULATED

PROMISED = [*(f"F{number}" for number in range(1, 18)), "B1", "B2", "L2", "L7"]


@pytest.mark.parametrize("name", PROMISED)
def test_a_figure_has_its_command(name: str) -> None:
    assert name in figures.FIGURES or name in SIMULATED


@pytest.mark.parametrize("name", sorted(figures.FIGURES))
def test_the_command_leads_to_a_function(name: str) -> None:
    module, _, function = figures.FIGURES[name].partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_an_unknown_figure_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert figures.main(["F99"]) == 2
    assert "no such figure: F99; there are B1, B2" in capsys.readouterr().err
