"""Lanes of the outbox: each in order, none held up by another, every amount booked once by however many threads."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from core.domain.command import Issue, Redeem, TopUp
from core.domain.operation import State
from core.domain.outcome import Confirmed, Queued, Refused, Unknown
from core.errors import RuleRefused, ServiceFailed
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import HOLD, LOSE_REPLY, Endpoint, answer, throttle
from tests.builders import database_of
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, on_server, redeem, sell, settle_down


def moves(service: EmbeddedService) -> list[int]:
    with service.engine.connect() as conn:
        return list(conn.execute(text("SELECT amount FROM transactions ORDER BY id")).scalars())


def test_a_lane_that_waits_does_not_hold_up_another(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till(quarantine_s=600)
    doubted, other = sell(till).card_id, sell(till).card_id
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    assert isinstance(redeem(till, doubted, 1000), Unknown)
    later = till.desk.submit(Redeem(other, 2000))
    while till.replay.step() == 0:
        pass
    assert till.queries.operation(later.operation_id).state is State.DONE
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(Redeem(doubted, 1))
    assert refused.value.key == "card.unsettled"


def test_a_lane_runs_in_the_order_of_the_counter(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    card_id = sell(till).card_id
    till.connection.switch(True)
    for amount in (100, 200, 300):
        act(till, Redeem(card_id, amount))
    till.connection.switch(False)
    last = till.desk.submit(TopUp(card_id, 400))
    assert isinstance(till.replay.run(last.operation_id), Confirmed)
    assert moves(service) == [-100, -200, -300, 400]


@pytest.mark.slow
@pytest.mark.parametrize("threads", [2, 4])
def test_threads_on_one_outbox_book_every_amount_once(
    service: EmbeddedService, open_till: OpenTill, threads: int
) -> None:
    till = open_till()
    cards = [sell(till).card_id for _ in range(6)]
    accepted = [till.desk.submit(Redeem(cards[i % 6], 100 + i)).operation_id for i in range(60)]

    def counter(part: int) -> None:
        for operation_id in accepted[part::threads]:
            till.replay.run(operation_id)

    over = threading.Event()

    def background() -> None:
        while not over.is_set():
            till.replay.step()

    with ThreadPoolExecutor(threads + 1) as pool:
        stepping = pool.submit(background)
        running = [pool.submit(counter, part) for part in range(threads)]
        try:
            for future in running:
                future.result(timeout=60)
        finally:
            over.set()
        stepping.result(timeout=60)
    settle_down(till)
    assert sorted(moves(service)) == sorted(-(100 + i) for i in range(60))
    for at, card_id in enumerate(cards):
        left = 10_000 - sum(100 + i for i in range(60) if i % 6 == at)
        assert on_server(service, card_id) == left
        assert till.queries.card(card_id).confirmed_balance == left
    assert {row.state for row in till.queries.operations()} == {State.DONE}


def test_a_card_in_doubt_is_not_shown_with_its_write_twice(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till(quarantine_s=600)
    card_id = sell(till).card_id
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    assert isinstance(redeem(till, card_id, 6000), Unknown)
    row = till.queries.card(card_id)
    assert (row.balance, row.confirmed_balance, row.pending) == (4000, 10_000, -6000)


def test_a_till_that_never_met_its_service_promises_nothing_the_second_time_either(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    service.set_outage(True)
    till = open_till()
    with pytest.raises(ServiceFailed):
        act(till, Issue(1000, "USD"))
    with pytest.raises(RuleRefused) as refused:
        act(till, Issue(1000, "USD"))
    assert refused.value.key == "offline.off"


@pytest.mark.parametrize(("amount", "expected"), [(5000, Queued), (5001, Refused)])
def test_what_could_not_be_sent_in_time_obeys_the_offline_limits(
    service: EmbeddedService, open_till: OpenTill, amount: int, expected: type
) -> None:
    """Busy is not offline, but a promise is a promise: without the limits it would be one nobody covers."""
    till = open_till()
    card_id = sell(till, 50_000).card_id
    service.faults.next(Endpoint.READ, throttle("30"))
    outcome = redeem(till, card_id, amount)
    assert isinstance(outcome, expected)
    row = till.queries.operation(outcome.operation_id)
    assert row.offline is (expected is Queued)
    assert row.state is (State.WAITING if expected is Queued else State.CANCELLED)


def test_what_may_have_been_sent_is_never_called_queued(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till(quarantine_s=600)
    card_id = sell(till).card_id
    service.faults.next(Endpoint.BALANCE, answer(500, executed=True))
    assert isinstance(redeem(till, card_id, 100), Unknown)
    with pytest.raises(RuleRefused):
        till.desk.cancel(till.queries.operations()[0].operation_id)


def test_a_request_under_way_can_neither_be_cancelled_nor_accepted_offline(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    card_id = sell(till).card_id
    service.faults.next(Endpoint.BALANCE, HOLD)
    accepted = till.desk.submit(Redeem(card_id, 3000))
    arrived = len(service.faults.seen)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(till.replay.run, accepted.operation_id)
        while service.faults.unmet:
            threading.Event().wait(0.005)
        with pytest.raises(RuleRefused) as refused:
            till.desk.cancel(accepted.operation_id)
        service.faults.release()
        outcome = running.result(timeout=30)
    assert refused.value.key == "cancel.too_late"
    assert isinstance(outcome, Confirmed)
    assert len(service.faults.seen) > arrived
    assert moves(service) == [-3000]


def test_a_code_is_wiped_once_the_card_is_made_and_handed_over(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    sell(till)
    till.connection.switch(True)
    sold = act(till, Issue(2500, "USD"))
    till.desk.hand_over(sold.operation_id)
    assert till.desk.code_of(sold.operation_id) is not None
    till.connection.switch(False)
    settle_down(till)
    assert till.queries.operation(sold.operation_id).state is State.DONE
    assert till.desk.code_of(sold.operation_id) is None


def test_a_code_sealed_with_a_lost_key_parks_the_sale_and_leaves_the_line_alone(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    sell(till)
    till.connection.switch(True)
    sold = act(till, Issue(2500, "USD"))
    folder = till.settings.data_dir
    till.close()
    (folder / "till.key").unlink()
    again = open_till()
    settle_down(again)
    row = again.queries.operation(sold.operation_id)
    assert (row.state, row.message.key) == (State.PARKED, "park.sealed")
    assert again.queries.status().connection == "online"


def test_a_transaction_that_was_told_before_is_no_answer(service: EmbeddedService, open_till: OpenTill) -> None:
    """A service that was reset counts from one again: its second answer must not pass for the first."""
    till = open_till(quarantine_s=600)
    card_id = sell(till).card_id
    assert isinstance(redeem(till, card_id, 1000), Confirmed)
    with database_of(till).reading() as conn:
        told = conn.execute(text("SELECT transaction_id FROM attempts")).scalar_one()
    body = (
        f'{{"id": {told}, "gift_card_id": {card_id}, "number": 2, "amount": "-10.00", '
        f'"processed_at": "2026-01-01T00:00:00Z"}}'
    ).encode()
    service.faults.next(Endpoint.BALANCE, answer(200, executed=True, body=body, media_type="application/json"))
    assert isinstance(redeem(till, card_id, 1000), Unknown)
