"""A proxy that sends a request again when an upstream dies after its commit, and one that keeps reads (D1, D2).

The first upstream commits and drops the connection; nginx, with its defaults, asks the second, on the same database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from core.bootstrap import Core, open_core
from core.domain.command import Redeem
from core.domain.operation import State
from core.domain.outcome import Confirmed, Unknown
from core.server.contract.switches import Switches
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from core.settings import Settings
from tests.builders import HastyClock
from tests.e2e.conftest import TOKEN, SteppingClock
from tests.e2e.counter_actions import act, on_server, sell, settle_down
from tests.judges import nginx

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not nginx.program(), reason="NO NGINX HERE: on Debian apt-get install nginx-light"),
]
Shop = Callable[..., tuple[EmbeddedService, Core]]


@pytest.fixture
def open_shop(tmp_path: Path) -> Iterator[Shop]:
    """Two services on one database under these switches, nginx before them, and a till that asks nginx."""
    with ExitStack() as over:

        def shop(more: str = "", **switches: object) -> tuple[EmbeddedService, Core]:
            chosen, clock = Switches(**switches), SteppingClock()  # type: ignore[arg-type]
            services = [
                EmbeddedService(tmp_path / "shop.db", TOKEN, seed=None, switches=chosen, clock=clock) for _ in "12"
            ]
            for each in services:
                each.start()
                over.callback(each.stop)
            url = over.enter_context(nginx.before(tmp_path / "nginx", services[0].url, services[1].url, more))
            (tmp_path / "till").mkdir()
            till = open_core(Settings(tmp_path / "till", url, TOKEN, quarantine_s=0.0), "test", HastyClock())
            over.callback(till.close)
            settle_down(till)
            return services[0], till

        yield shop


@pytest.mark.fault("attack 1")
@pytest.mark.parametrize("same_balance", ["refuse", "accept"])
@pytest.mark.parametrize("amount", [1000, 10_000])
def test_without_keys_a_repeated_redeem_is_parked_and_never_taken_twice(
    open_shop: Shop, same_balance: str, amount: int
) -> None:
    first, till = open_shop(idempotency_keys=False, same_balance=same_balance)
    card_id = sell(till).card_id
    first.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    outcome = act(till, Redeem(card_id, amount, "Purchase"))
    assert isinstance(outcome, Unknown), outcome
    assert till.queries.operation(outcome.operation_id).state is State.PARKED
    assert on_server(first, card_id) == 10_000 - amount


@pytest.mark.fault("attack 1")
def test_with_keys_it_is_taken_exactly_once_and_confirmed(open_shop: Shop) -> None:
    """Our own service keeps keys, and the till sends them before anybody has probed."""
    first, till = open_shop()
    card_id = sell(till).card_id
    first.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    outcome = act(till, Redeem(card_id, 1000, "Purchase"))
    assert isinstance(outcome, Confirmed), outcome
    assert (outcome.amount, on_server(first, card_id)) == (-1000, 9000)


@pytest.mark.fault("attack 8")
def test_a_proxy_that_keeps_reads_is_found_by_the_probe(open_shop: Shop) -> None:
    """It sends a new Date and no Age: only read, write, read at once shows it (C12)."""
    first, till = open_shop(nginx.CACHES)
    card_id = sell(till).card_id
    answers = till.probing.probe(card_id).answers
    assert answers["fresh_reads"] == "no"
    assert on_server(first, card_id) == 10_000
