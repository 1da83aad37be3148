"""kill -9 at every labelled moment of a replacement: the money is on one card, or parked for a person to see."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from core.bootstrap import Core
from core.domain.operation import State
from core.domain.replacement import ReplacementStage
from core.domain.settlement import Decision, How
from core.rows import ReplacementRow
from core.server.sandbox.embedded import EmbeddedService
from tests.builders import replacement_of
from tests.e2e.conftest import TOKEN, OpenTill
from tests.e2e.counter_actions import on_server, sell, settle_down

FULL = 10_000
MOMENTS = 44
"""At least as many as the process passes; a moment that does not come lets it end by itself."""


def run_until(folder: Path, url: str, moment: int) -> int:
    command = [sys.executable, "-m", "tests.e2e.killed_till", str(folder), url, TOKEN, str(moment), "replacement"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return int(done.stdout) if done.returncode == 0 else -1


def play(moment: int, service: EmbeddedService, open_till: OpenTill, tmp_path: Path) -> None:
    till = open_till("till")
    lost = sell(till, FULL).card_id
    till.close()
    run_until(tmp_path / "till", service.url, moment)
    till = open_till("till")
    settle_down(till)
    act = replacement_of(till, lost)
    if act is None:
        assert balances(service) == [FULL]
        return
    check(service, till, act)
    if act.needs_you:  # a person looks at the card and says what happened; the act goes on by itself
        how = How.APPLIED if on_server(service, lost) == 0 else How.NOT_APPLIED
        till.settle.decide(Decision(act.step, how, "looked at the card"))
        settle_down(till)
        act = replacement_of(till, lost)
    assert (act.stage, act.state, act.amount) == (ReplacementStage.CLOSING, State.DONE, FULL)
    assert sorted(balances(service)) == [0, FULL]
    assert till.desk.code_of(act.made) is not None


def check(service: EmbeddedService, till: Core, act: ReplacementRow) -> None:
    """To the cent: on the cards, or parked and shown."""
    on_cards = sum(balances(service))
    assert on_cards == FULL or (act.needs_you and act.stage is ReplacementStage.TAKING and on_cards == 0)
    assert till.queries.status().pending == 0


def balances(service: EmbeddedService) -> list[int]:
    with service.engine.connect() as conn:
        return [int(each) for each in conn.execute(text("SELECT balance FROM gift_cards")).scalars()]


@pytest.mark.parametrize("moment", [9, 19])
def test_a_killed_replacement_goes_on(
    moment: int, service: EmbeddedService, open_till: OpenTill, tmp_path: Path
) -> None:
    play(moment, service, open_till, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(1, MOMENTS + 1))
def test_a_replacement_killed_at_any_moment_goes_on(
    moment: int, service: EmbeddedService, open_till: OpenTill, tmp_path: Path
) -> None:
    play(moment, service, open_till, tmp_path)


@pytest.mark.slow
def test_every_moment_is_covered(service: EmbeddedService, open_till: OpenTill, tmp_path: Path) -> None:
    till = open_till("till")
    sell(till, FULL)
    till.close()
    assert 20 <= run_until(tmp_path / "till", service.url, 0) <= MOMENTS
