"""Each part of the bench can be measured: what it times is called by its name of today."""

from importlib import import_module

import pytest

from tests.bench.__main__ import PARTS

SHORT: dict[str, dict[str, object]] = {
    "first-frame": {"RUNS": 2},
    "start": {"RUNS": 2, "SECONDS": 1.0, "REST_S": 0.3},
    "card-lookup": {"RUNS": 2, "CARDS": 20},
    "outbox-entry": {"RUNS": 2},
    "submit": {"RUNS": 2},
    "counter": {"RUNS": 2},
    "replay": {"AT_ONCE": (1,), "ROUND_S": 0.2, "ROUNDS": 1, "OPERATIONS": 4},
    "agent": {"RUNS": 2},
    "month-report": {"RUNS": 2, "ACTS": 5_000},
}


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_bench_is_measured(part, monkeypatch):
    measured = import_module(f"tests.bench.{PARTS[part]}")
    for name, value in SHORT[part].items():
        monkeypatch.setattr(measured, name, value)
    lines = list(measured.report())
    assert lines
    assert all(any(sign.isdigit() for sign in line) for line in lines), lines
