"""kill -9 at every labelled moment of a sale and a redemption: nothing is lost, nothing happens twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from core.bootstrap import Core
from core.domain.operation import Kind, State
from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.conftest import TOKEN, OpenTill
from tests.e2e.counter_actions import settle_down

MOMENTS = 30
"""At least as many as the process passes; a moment that does not come lets it end by itself."""


def run_until(folder: Path, url: str, moment: int) -> int:
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "tests.e2e.killed_till", str(folder), url, TOKEN, str(moment)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return int(done.stdout) if done.returncode == 0 else -1


def check(service: EmbeddedService, till: Core) -> None:
    with service.engine.connect() as conn:
        cards = conn.execute(text("SELECT id, balance FROM gift_cards")).all()
        moves = conn.execute(text("SELECT amount FROM transactions")).scalars().all()
    operations = {row.kind: row for row in till.queries.operations()}
    assert len(cards) == (1 if Kind.ISSUE in operations else 0)  # whatever was accepted was made, exactly once
    assert len(moves) <= 1
    redeemed = operations.get(Kind.REDEEM)
    if redeemed is not None and redeemed.state is State.DONE:
        assert moves == [-3000]
    if cards:
        assert cards[0].balance == 10_000 + sum(moves)
        assert till.queries.card(cards[0].id).confirmed_balance == cards[0].balance
        assert operations[Kind.ISSUE].state is State.DONE
    if redeemed is not None:
        assert redeemed.state in {State.DONE, State.PARKED}
        assert redeemed.state is State.DONE or till.queries.evidence(redeemed.operation_id)


def play(moment: int, service: EmbeddedService, open_till: OpenTill, tmp_path: Path) -> None:
    run_until(tmp_path / "till", service.url, moment)
    till = open_till("till")
    settle_down(till)
    check(service, till)


@pytest.mark.parametrize("moment", [5, 9, 12, 15, 18])
def test_a_killed_till_comes_back(moment: int, service: EmbeddedService, open_till: OpenTill, tmp_path: Path) -> None:
    play(moment, service, open_till, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(1, MOMENTS + 1))
def test_a_till_killed_at_any_moment_comes_back(
    moment: int, service: EmbeddedService, open_till: OpenTill, tmp_path: Path
) -> None:
    play(moment, service, open_till, tmp_path)


@pytest.mark.slow
def test_every_moment_is_covered(service: EmbeddedService, tmp_path: Path) -> None:
    assert 10 <= run_until(tmp_path / "till", service.url, 0) <= MOMENTS
