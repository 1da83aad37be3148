"""kill -9 at every labelled moment of an approval: the request waits, or its act is done; repeated, it is done once."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.domain.approval import ApprovalState
from core.domain.command import TopUp
from core.domain.operation import State
from core.domain.settlement import Decision, How
from core.domain.staff import Role
from core.server.sandbox.embedded import EmbeddedService
from core.usecases import approvals
from tests.e2e.conftest import TOKEN, OpenTill
from tests.e2e.counter_actions import on_server, sell, settle_down

PINS = {"Mia": "482913", "Cleo": "7294"}
MOMENTS = 26
"""At least as many as the process passes; a moment that does not come lets it end by itself."""


def play(moment: int, service: EmbeddedService, open_till: OpenTill, tmp_path: Path) -> ApprovalState:
    """Kill an approval there; return how the request stood at the next start, before it was approved again."""
    till = open_till("till")
    card = sell(till, 1000).card_id
    for name, pin in PINS.items():
        till.staff.put(name, Role.MANAGER if name == "Mia" else Role.CLERK, pin)
    till.staff.sign_in("Cleo", PINS["Cleo"])
    number = approvals.ask_approval(till, TopUp(card, 30_000)).request.number
    till.close()
    words = [sys.executable, "-m", "tests.e2e.killed_till", str(tmp_path / "till"), service.url, TOKEN, str(moment)]
    done = subprocess.run([*words, "approval"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    assert moment or int(done.stdout) <= MOMENTS
    till = open_till("till")
    till.staff.sign_in("Mia", PINS["Mia"])
    left = till.approvals.request(number)
    assert (left.operation is None) is (left.state is ApprovalState.WAITING)
    settle_down(till)
    (decided,) = approvals.approve_requests(till, (number,)).decided
    assert decided.result is not None, decided
    settle_down(till)
    row = till.queries.operation(decided.result.outcome.operation_id)
    assert row is not None
    if row.state is State.PARKED:  # its answer was lost: a person looks at the card and says what happened
        how = How.APPLIED if on_server(service, card) == 31_000 else How.NOT_APPLIED
        till.settle.decide(Decision(row.operation_id, how, "looked at the card"))
    else:
        assert (row.state, on_server(service, card)) == (State.DONE, 31_000)
    settle_down(till)
    assert on_server(service, card) in (1000, 31_000)
    assert till.queries.status().pending == 0
    return left.state


@pytest.mark.parametrize(("moment", "left"), [(8, ApprovalState.WAITING), (0, ApprovalState.APPROVED)])
def test_a_killed_approval_is_whole_or_not_there(
    moment: int, left: ApprovalState, service: EmbeddedService, open_till: OpenTill, tmp_path: Path
) -> None:
    assert play(moment, service, open_till, tmp_path) is left


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(1, MOMENTS + 1))
def test_an_approval_killed_at_any_moment_is_done_once(
    moment: int, service: EmbeddedService, open_till: OpenTill, tmp_path: Path
) -> None:
    play(moment, service, open_till, tmp_path)
