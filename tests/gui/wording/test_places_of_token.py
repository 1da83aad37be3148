"""Where a token comes from, said with the program's own name."""

from __future__ import annotations

import pytest

from gui.wording.places_of_token import where_from


@pytest.mark.parametrize(("started", "name"), [("/usr/bin/counterfoil", "counterfoil"), ("main.py", "main.py")])
def test_a_service_of_ones_own_is_started_by_the_name_that_this_program_has(
    started: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", [started])
    assert f"“{name} serve”" in where_from()
