"""Each capability of a real service, probed and then used: lost replies end as they should, and the books are exact."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from core.domain.command import TopUp
from core.domain.operation import State
from core.domain.outcome import Confirmed, Unknown
from core.errors import RuleRefused
from core.server.contract.switches import Switches
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import HOLD, LOSE_REPLY, LOSE_REQUEST, Endpoint, answer
from core.settings import Settings
from tests.e2e.conftest import TOKEN, SteppingClock
from tests.e2e.counter_actions import act, on_server, redeem, sell
from tests.e2e.leaping_clock import LeapingTill

OpenShop = Callable[..., tuple[EmbeddedService, LeapingTill]]
RULES = ["set", "difference"]
LOSSES = [
    LOSE_REPLY,
    LOSE_REQUEST,
    pytest.param(answer(500, executed=True), marks=pytest.mark.slow),
    pytest.param(answer(502), marks=pytest.mark.slow),
]


@pytest.fixture
def open_shop(tmp_path: Path) -> Iterator[OpenShop]:
    """A service with these switches, and a till that probed it on a card of one dollar."""
    opened: list[EmbeddedService | LeapingTill] = []

    def open_one(*, probe: bool = True, **switches: object) -> tuple[EmbeddedService, LeapingTill]:
        chosen = Switches(**{"idempotency_keys": False} | switches)  # type: ignore[arg-type]
        service = EmbeddedService(tmp_path / "s.db", TOKEN, seed=None, switches=chosen, clock=SteppingClock())
        service.start()
        opened.append(service)
        till = LeapingTill(Settings(tmp_path / "till", service.url, TOKEN, False, "till", 90.0))
        opened.append(till)
        if probe:
            till.core.probing.probe(sell(till.core, 100).card_id)
        return service, till

    yield open_one
    for one in reversed(opened):
        one.stop() if isinstance(one, EmbeddedService) else one.close()


def moves(service: EmbeddedService, card_id: int) -> list[int]:
    with service.engine.connect() as conn:
        rows = conn.execute(
            text("SELECT amount FROM transactions WHERE gift_card_id = :id ORDER BY id"), {"id": card_id}
        )
        return list(rows.scalars())


def resends(till: LeapingTill) -> int:
    with till.database.reading() as conn:
        return int(conn.execute(text("SELECT SUM(resends) FROM attempts")).scalar_one())


def known(till: LeapingTill) -> dict[str, str]:
    with till.database.reading() as conn:
        rows = conn.execute(text("SELECT name, value FROM capabilities WHERE name <> 'service'"))
        return {row.name: row.value for row in rows}


@pytest.mark.parametrize("rule", RULES)
def test_a_plain_service_is_found_to_be_plain(open_shop: OpenShop, rule: str) -> None:
    _, till = open_shop(money_rule=rule)
    found = known(till)
    assert {found[name] for name in ("keys", "etags", "transactions", "reference")} == {"no"}
    assert {found[name] for name in ("updated_at", "number", "since_id", "range")} == {"yes"}
    assert "key_retention_s" not in found


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("same", ["refuse", "accept"])
def test_everything_a_service_can_do_is_found(open_shop: OpenShop, rule: str, same: str) -> None:
    able = {"idempotency_keys": True, "etags": True, "echo_reference": True, "transactions_list": True}
    _, till = open_shop(money_rule=rule, same_balance=same, **able)
    found = known(till)
    assert {found[name] for name in ("keys", "etags", "transactions", "reference", "updated_at", "number")} == {"yes"}
    assert found["key_retention_s"] == "86400"


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("loss", LOSSES)
def test_with_keys_a_lost_answer_ends_done_with_exactly_one_change(open_shop: OpenShop, rule: str, loss) -> None:
    service, till = open_shop(money_rule=rule, idempotency_keys=True)
    card_id = sell(till.core).card_id
    service.faults.next(Endpoint.BALANCE, loss)
    assert isinstance(redeem(till.core, card_id, 3000), Confirmed)
    assert moves(service, card_id) == [-3000]
    assert on_server(service, card_id) == till.core.queries.card(card_id).confirmed_balance == 7000
    assert resends(till) == 1


def test_a_write_that_is_being_sent_again_is_not_shown_twice(open_shop: OpenShop) -> None:
    """The look before the resend shows our own write already; it must not count beside the pending one."""
    service, till = open_shop(idempotency_keys=True)
    card_id = sell(till.core).card_id
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY, HOLD)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(redeem, till.core, card_id, 3000)
        while service.faults.unmet:
            threading.Event().wait(0.005)
        row = till.core.queries.card(card_id)
        service.faults.release()
        outcome = running.result(timeout=30)
    assert (row.balance, row.pending) == (7000, -3000)
    assert isinstance(outcome, Confirmed)


def test_with_keys_a_create_whose_answer_was_lost_is_one_card_at_once(open_shop: OpenShop) -> None:
    service, till = open_shop(idempotency_keys=True)
    service.faults.next(Endpoint.CREATE, LOSE_REPLY)
    sold = sell(till.core, 2500)
    with service.engine.connect() as conn:
        made = conn.execute(text("SELECT COUNT(*) FROM gift_cards WHERE balance = 2500")).scalar_one()
    assert (made, sold.balance) == (1, 2500)


@pytest.mark.parametrize("rule", RULES)
def test_with_tags_a_lost_request_is_sent_again_and_a_lost_reply_is_parked(open_shop: OpenShop, rule: str) -> None:
    service, till = open_shop(money_rule=rule, etags=True)
    card_id = sell(till.core).card_id
    service.faults.next(Endpoint.BALANCE, LOSE_REQUEST)
    assert isinstance(redeem(till.core, card_id, 3000), Confirmed)
    assert resends(till) == 1
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    redeem(till.core, card_id, 1000)
    till.settle_down()
    assert till.core.queries.operations()[0].state is State.PARKED
    assert moves(service, card_id) == [-3000, -1000]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("loss", LOSSES)
def test_with_keys_and_tags_every_loss_ends_done(open_shop: OpenShop, rule: str, loss) -> None:
    service, till = open_shop(money_rule=rule, idempotency_keys=True, etags=True)
    card_id = sell(till.core).card_id
    service.faults.next(Endpoint.BALANCE, loss, loss)
    assert isinstance(redeem(till.core, card_id, 3000), Confirmed)
    assert moves(service, card_id) == [-3000]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("loss", LOSSES)
def test_with_references_the_list_says_whether_it_was_applied(open_shop: OpenShop, rule: str, loss) -> None:
    service, till = open_shop(money_rule=rule, echo_reference=True, transactions_list=True)
    card_id = sell(till.core).card_id
    service.faults.next(Endpoint.BALANCE, loss)
    redeem(till.core, card_id, 3000)
    till.settle_down()
    assert till.core.queries.operations()[0].state is State.DONE
    assert moves(service, card_id) == [-3000]
    assert on_server(service, card_id) == till.core.queries.card(card_id).confirmed_balance == 7000


@pytest.mark.parametrize("shape", ["adjustments", "card", "cards", "bare"])
def test_a_list_of_any_shape_is_found_and_believed(open_shop: OpenShop, shape: str) -> None:
    service, till = open_shop(echo_reference=True, transactions_list=True, transactions_shape=shape)
    assert {known(till)[name] for name in ("transactions", "reference")} == {"yes"}
    card_id = sell(till.core).card_id
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    redeem(till.core, card_id, 3000)
    till.settle_down()
    assert till.core.queries.operations()[0].state is State.DONE
    assert moves(service, card_id) == [-3000]


def test_without_anything_a_lost_reply_is_parked_and_never_sent_again(open_shop: OpenShop) -> None:
    service, till = open_shop()
    card_id = sell(till.core).card_id
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    redeem(till.core, card_id, 3000)
    till.settle_down()
    assert till.core.queries.operations()[0].state is State.PARKED
    assert moves(service, card_id) == [-3000]
    assert resends(till) == 0


def test_what_was_not_probed_is_not_used(open_shop: OpenShop) -> None:
    service, till = open_shop(probe=False, idempotency_keys=True)
    card_id = sell(till.core).card_id
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    assert isinstance(redeem(till.core, card_id, 3000), Unknown)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("same", ["refuse", "accept"])
@pytest.mark.parametrize("loss", LOSSES)
def test_a_service_that_forgets_its_keys_is_never_charged_twice(
    open_shop: OpenShop, rule: str, same: str, loss
) -> None:
    """Its keys are gone although the probe found them: the till parks or proves, and charges once at most."""
    service, till = open_shop(money_rule=rule, same_balance=same, probe=False)
    with till.database.writing() as conn:
        till.core.probing.machines.capability_store.keep(conn, {"keys": "yes", "key_retention_s": "86400"})
    card_id = sell(till.core).card_id
    service.faults.next(Endpoint.BALANCE, loss)
    redeem(till.core, card_id, 3000)
    till.settle_down()
    assert moves(service, card_id) in ([-3000], [-3000, 0])
    row = till.core.queries.operations()[0]
    assert row.state in {State.DONE, State.PARKED}
    if not loss.executed:
        assert row.state is State.DONE


@pytest.mark.parametrize("endpoint", [Endpoint.BALANCE, Endpoint.READ])
@pytest.mark.parametrize("at", range(4))
def test_a_probe_that_loses_a_reply_leaves_the_card_as_it_was_or_asks_a_person(
    open_shop: OpenShop, endpoint: Endpoint, at: int
) -> None:
    service, till = open_shop(probe=False, idempotency_keys=True, etags=True)
    card_id = sell(till.core, 100).card_id
    service.faults.next(endpoint, *[None] * at, LOSE_REPLY)
    till.core.probing.probe(card_id)
    till.settle_down()
    row = till.core.queries.operations()[0]
    if row.state in {State.DONE, State.CANCELLED}:
        assert on_server(service, card_id) == 100
    else:
        assert row.state is State.PARKED
        assert abs(on_server(service, card_id) - 100) <= 1


def test_a_probe_that_was_killed_goes_on_from_its_journal(open_shop: OpenShop, tmp_path: Path) -> None:
    service, till = open_shop(probe=False)
    card_id = sell(till.core, 100).card_id
    accepted = till.core.desk.probe(card_id)
    while on_server(service, card_id) == 100:
        till.core.replay.step()
    till.close()
    again = LeapingTill(Settings(tmp_path / "till", service.url, TOKEN, False, "till", 90.0))
    try:
        again.settle_down()
        assert again.core.queries.operation(accepted.operation_id).state is State.DONE
        assert on_server(service, card_id) == 100
    finally:
        again.close()


def test_a_card_in_use_is_not_probed(open_shop: OpenShop) -> None:
    service, till = open_shop(probe=False)
    card_id = sell(till.core).card_id
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    act(till.core, TopUp(card_id, 100))
    with pytest.raises(RuleRefused):
        till.core.probing.probe(card_id)
