"""Two tills, one card, one line that comes and goes: the books stay exact to the cent."""

from __future__ import annotations

import pytest

from core.domain.command import Disable, Issue, SetBalance, TopUp, Update
from core.domain.operation import State
from core.domain.outcome import Confirmed, Queued, Refused, Unknown
from core.errors import RuleRefused, ServiceFailed
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import (
    HTML_PAGE,
    LOSE_REPLY,
    LOSE_REQUEST,
    TRUNCATE_REPLY,
    Endpoint,
    Fault,
    answer,
    throttle,
)
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, on_server, redeem, sell, settle_down


@pytest.mark.parametrize("first", ["a", "b"])
def test_thirty_and_twenty_taken_offline_leave_fifty_everywhere(
    service: EmbeddedService, open_till: OpenTill, first: str
) -> None:
    tills = {"a": open_till("a"), "b": open_till("b")}
    card_id = sell(tills["a"]).card_id
    for till in tills.values():
        settle_down(till)
        till.connection.switch(True)
    assert isinstance(redeem(tills["a"], card_id, 3000), Queued)
    assert isinstance(redeem(tills["b"], card_id, 2000), Queued)
    assert tills["a"].queries.card(card_id).balance == 7000
    for name in sorted(tills, key=lambda name: name != first):
        tills[name].connection.switch(False)
        settle_down(tills[name])
    for till in tills.values():
        settle_down(till)
        row = till.queries.card(card_id)
        assert (row.balance, row.confirmed_balance, row.pending) == (5000, 5000, 0)
    assert on_server(service, card_id) == 5000


def test_the_service_gone_for_real_queues_and_comes_back_by_itself(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    card_id = sell(till).card_id
    service.set_outage(True)
    assert isinstance(redeem(till, card_id, 1000), Queued)
    assert till.queries.status().connection == "offline"
    sold = act(till, Issue(2500, "USD", note="for Ada"))
    assert isinstance(sold, Queued)
    assert sold.card_id < 0
    assert isinstance(act(till, TopUp(sold.card_id, 500)), Queued)
    assert till.queries.card(sold.card_id).balance == 3000
    service.set_outage(False)
    settle_down(till)
    made = till.queries.card(sold.card_id)
    assert made.card_id > 0
    assert made.balance == 3000
    assert made.note == "for Ada"
    assert on_server(service, made.card_id) == 3000
    assert on_server(service, card_id) == 9000


@pytest.mark.parametrize("fault", [LOSE_REPLY, TRUNCATE_REPLY, answer(503, executed=True), answer(500), HTML_PAGE])
def test_a_lost_answer_to_a_redeem_is_unknown_and_never_taken_twice(
    service: EmbeddedService, open_till: OpenTill, fault: Fault
) -> None:
    till = open_till(quarantine_s=0.05)
    card_id = sell(till).card_id
    service.faults.next(Endpoint.BALANCE, fault)
    assert isinstance(redeem(till, card_id, 3000), Unknown)
    settle_down(till)
    row = till.queries.operations()[0]
    done, left = row.state is State.DONE, on_server(service, card_id)
    assert left in (7000, 10_000)
    assert (row.state is State.PARKED) or (done and left == 7000)
    assert till.queries.card(card_id).confirmed_balance == left


def test_a_lost_request_on_a_quiet_card_is_sent_again_once(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till(quarantine_s=0.05)
    card_id = sell(till).card_id
    service.faults.next(Endpoint.BALANCE, LOSE_REQUEST)
    assert isinstance(redeem(till, card_id, 3000), Unknown)
    settle_down(till)
    assert till.queries.operations()[0].state is State.DONE
    assert on_server(service, card_id) == 7000


@pytest.mark.parametrize("fault", [LOSE_REPLY, LOSE_REQUEST, answer(500), answer(502, executed=True), HTML_PAGE])
def test_a_sale_whose_answer_is_lost_makes_exactly_one_card(
    service: EmbeddedService, open_till: OpenTill, fault: Fault
) -> None:
    till = open_till(quarantine_s=0.05)
    service.faults.next(Endpoint.CREATE, fault)
    accepted = till.desk.submit(Issue(2500, "USD"))
    assert isinstance(till.replay.run(accepted.operation_id), Unknown)
    code = till.desk.code_of(accepted.operation_id)
    settle_down(till)
    row = till.queries.operation(accepted.operation_id)
    assert row.state is State.DONE
    assert till.queries.status().cards == 1
    assert row.last_characters == code[-4:].lower()


def test_a_throttled_redeem_waits_and_goes_through(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    card_id = sell(till).card_id
    service.faults.next(Endpoint.BALANCE, throttle("0.05"))
    service.faults.next(Endpoint.READ, throttle("0.05"))
    assert isinstance(redeem(till, card_id, 3000), Confirmed)
    assert on_server(service, card_id) == 7000


def test_two_tills_online_at_once_repair_their_race(service: EmbeddedService, open_till: OpenTill) -> None:
    one, two = open_till("one"), open_till("two")
    card_id = sell(one).card_id
    settle_down(two)
    ours = one.desk.submit(SetBalance(card_id, 9000, "wrong amount"))
    assert isinstance(redeem(two, card_id, 2000), Confirmed)
    assert isinstance(one.replay.run(ours.operation_id), Confirmed)
    assert on_server(service, card_id) == 7000


def test_limits_refuse_with_the_limits_name(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    card_id = sell(till, 50_000).card_id
    till.connection.switch(True)
    with pytest.raises(RuleRefused) as refused:
        redeem(till, card_id, 5001)
    assert refused.value.key == "offline.per_sale"
    assert refused.value.sentence == "Without a connection no single amount can be more than 50.00 USD."
    redeem(till, card_id, 5000)
    redeem(till, card_id, 4000)
    with pytest.raises(RuleRefused) as refused:
        redeem(till, card_id, 1001)
    assert refused.value.key == "offline.per_card_day"
    assert refused.value.sentence == (
        "Without a connection one card can move 100.00 USD a day; 10.00 USD is left for this one today."
    )
    till.preferences.set("offline.per_till", "95.00")
    with pytest.raises(RuleRefused) as refused:
        act(till, Issue(1000, "USD"))
    assert refused.value.key == "offline.per_till"
    assert refused.value.sentence == (
        "Without a connection this till can promise 95.00 USD; 5.00 USD is left until it is back online."
    )
    with pytest.raises(RuleRefused) as refused:
        act(till, Disable(card_id, "stolen"))
    assert refused.value.key == "offline.off"


def test_over_the_limit_when_the_line_breaks_in_the_middle_is_refused_and_taken_back(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    card_id = sell(till, 50_000).card_id
    service.set_outage(True)
    outcome = redeem(till, card_id, 9000)
    assert isinstance(outcome, Refused)
    assert outcome.message.key == "offline.per_sale"
    service.set_outage(False)
    till.connection.try_again()
    settle_down(till)
    assert on_server(service, card_id) == 50_000


def test_a_till_that_never_met_its_service_promises_nothing(service: EmbeddedService, open_till: OpenTill) -> None:
    service.set_outage(True)
    till = open_till()
    with pytest.raises(ServiceFailed) as failed:
        act(till, Issue(1000, "USD"))
    assert failed.value.key == "service.unreachable"
    assert till.replay.idle()


def test_disable_and_update_and_what_they_refuse(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    card_id = sell(till).card_id
    changes = (("note", "for Grace"), ("expires_on", "2031-11-30"))
    assert isinstance(act(till, Update(card_id, changes)), Confirmed)
    row = till.queries.card(card_id)
    assert (row.note, row.expires_on) == ("for Grace", "2031-11-30")
    with pytest.raises(RuleRefused):
        act(till, Update(card_id, changes))
    service.faults.next(Endpoint.DISABLE, LOSE_REPLY)
    disabled = act(till, Disable(card_id, "lost by the customer"))
    assert isinstance(disabled, Confirmed)
    with pytest.raises(RuleRefused) as refused:
        redeem(till, card_id, 100)
    assert refused.value.key == "card.disabled"


def test_money_taken_offline_from_a_card_emptied_elsewhere_is_parked_with_what_is_missing(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    here, there = open_till("here"), open_till("there")
    card_id = sell(here, 5000).card_id
    settle_down(there)
    here.connection.switch(True)
    assert isinstance(redeem(here, card_id, 4000), Queued)
    assert isinstance(redeem(there, card_id, 4500), Confirmed)
    here.connection.switch(False)
    settle_down(here)
    parked = here.queries.operations()[0]
    assert parked.state is State.PARKED
    assert parked.message.key == "park.short"
    assert str(parked.message.values["residual"]) == "35.00 USD"
    assert on_server(service, card_id) == 500


def test_an_operation_never_sent_can_be_taken_back(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    card_id = sell(till).card_id
    till.connection.switch(True)
    queued = till.replay.run(till.desk.submit(TopUp(card_id, 1000)).operation_id)
    till.desk.cancel(queued.operation_id)
    till.connection.switch(False)
    settle_down(till)
    assert on_server(service, card_id) == 10_000
    with pytest.raises(RuleRefused):
        till.desk.cancel(queued.operation_id)
