"""What a till makes of refusals that were found at real services, by their numbers (docs/api.md 8)."""

from __future__ import annotations

import pytest

from core.domain.command import Command, Disable, Issue, Redeem, Update
from core.domain.operation import State
from core.domain.outcome import Confirmed, Refused
from core.errors import RuleRefused, ServiceFailed
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import Endpoint, answer, throttle
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, on_server, redeem, sell, settle_down

JSON = "application/json"
HTML_422 = answer(422, body=b"<h1>Unprocessable</h1>")


def writes(service: EmbeddedService, endpoint: Endpoint) -> int:
    return sum(seen.endpoint is endpoint for seen in service.faults.seen)


def test_reply_3_a_refusal_in_words_is_told_in_them(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    card = sell(till).card_id
    body = b'{"message": "The card is under review."}'
    service.faults.always(Endpoint.BALANCE, answer(422, body=body, media_type=JSON))
    outcome = redeem(till, card, 1000)
    assert isinstance(outcome, Refused)
    assert outcome.message.values["message"] == "The card is under review."
    assert writes(service, Endpoint.BALANCE) == 2
    assert on_server(service, card) == 10_000


@pytest.mark.slow
@pytest.mark.parametrize("status", [400, 403, 404, 422])
@pytest.mark.parametrize(
    ("endpoint", "command"),
    [
        (Endpoint.BALANCE, lambda card: Redeem(card, 1000)),
        (Endpoint.UPDATE, lambda card: Update(card, (("note", "to be called"),))),
        (Endpoint.DISABLE, lambda card: Disable(card, "stolen")),
        (Endpoint.CREATE, lambda _card: Issue(2500, "USD")),
    ],
    ids=["balance", "update", "disable", "create"],
)
def test_reply_3_without_words_it_is_tried_twice_and_left_to_a_person(
    service: EmbeddedService, open_till: OpenTill, status: int, endpoint: Endpoint, command
) -> None:
    """The machine's six PUTs, "Other tills are busy" and creates without an end are for what may yet succeed."""
    till = open_till()
    asked: Command = command(sell(till).card_id)
    before = writes(service, endpoint)
    service.faults.always(endpoint, answer(status, body=b"<h1>No</h1>"))
    act(till, asked)
    settle_down(till)
    (row,) = (row for row in till.queries.operations() if row.state is State.PARKED)
    assert (row.message.key, row.message.values) == ("park.unexplained", {"status": status})
    assert writes(service, endpoint) - before == 2


def test_after_a_restart_it_is_tried_twice_more_at_most(service: EmbeddedService, open_till: OpenTill) -> None:
    """How often it was proved is in memory only; a till that is started again asks again, and no more than before."""
    till = open_till(quarantine_s=5.0)
    card = sell(till).card_id
    service.faults.always(Endpoint.BALANCE, HTML_422)
    redeem(till, card, 1000)
    till.close()
    before = writes(service, Endpoint.BALANCE)
    assert before == 1
    settle_down(till := open_till(quarantine_s=5.0))
    (row,) = (row for row in till.queries.operations() if row.state is State.PARKED)
    assert row.message.key == "park.unexplained"
    assert writes(service, Endpoint.BALANCE) - before == 2
    assert on_server(service, card) == 10_000


def test_what_is_turned_away_between_two_refusals_does_not_count_them_anew(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    card = sell(till).card_id
    settle_down(till)
    turned_away = throttle("0.5")
    service.faults.next(Endpoint.BALANCE, HTML_422, turned_away, HTML_422, turned_away, HTML_422)
    redeem(till, card, 1000)
    settle_down(till)
    (row,) = (row for row in till.queries.operations() if row.state is State.PARKED)
    assert row.message.key == "park.unexplained"
    assert writes(service, Endpoint.BALANCE) == 3
    assert on_server(service, card) == 10_000


@pytest.mark.slow
def test_where_keys_are_kept_it_is_no_other_than_where_they_are_not(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    """It was asked for until the key's window was over, up to six hours, while the customer waited."""
    till = open_till()
    card = sell(till).card_id
    assert till.probing.probe(card).answers["keys"] == "yes"
    settle_down(till)
    service.faults.always(Endpoint.BALANCE, HTML_422)
    redeem(till, card, 1000)
    settle_down(till, rounds=2000)
    (row,) = (row for row in till.queries.operations() if row.state is State.PARKED)
    assert (row.message.key, row.message.values) == ("park.unexplained", {"status": 422})
    assert on_server(service, card) == 10_000


REFUSED_TOKEN = {
    "message": answer(401, body=b'{"message": "Unauthenticated."}', media_type=JSON),
    "problem": answer(401, body=b'{"title": "Unauthorized", "status": 401}', media_type="application/problem+json"),
    "html": answer(401, body=b"<h1>401 Authorization Required</h1>"),
    "empty": answer(401),
}


@pytest.mark.parametrize("dress", REFUSED_TOKEN)
def test_reply_2_a_refused_token_is_no_outage_whatever_it_looks_like(
    service: EmbeddedService, open_till: OpenTill, dress: str
) -> None:
    till = open_till()
    card = sell(till).card_id
    settle_down(till)
    service.faults.always(Endpoint.ANY, REFUSED_TOKEN[dress])
    with pytest.raises(ServiceFailed) as failed:
        redeem(till, card, 1000)
    assert failed.value.key == "service.unauthorised"
    assert till.connection.condition.state == "unauthorised"
    service.set_outage(True)
    with pytest.raises(ServiceFailed):
        redeem(till, card, 1000)  # the line breaks as well: a promise on a refused token stays none
    assert till.queries.status().pending == 0


@pytest.mark.parametrize("status", [402, 403])
def test_reply_2_402_and_403_stop_what_they_are_about_and_nothing_else(
    service: EmbeddedService, open_till: OpenTill, status: int
) -> None:
    till = open_till()
    card = sell(till).card_id
    settle_down(till)
    body = b'{"errors": "not on this plan"}'
    service.faults.always(Endpoint.CREATE, answer(status, body=body, media_type=JSON))
    with pytest.raises(ServiceFailed) as failed:
        act(till, Issue(2500, "USD"))
    assert failed.value.key == "service.forbidden"
    assert failed.value.values["message"] == "not on this plan"
    assert till.connection.condition.state == "online"
    assert till.queries.status().problem is not None
    assert isinstance(redeem(till, card, 1000), Confirmed)
    till.connection.switch(True)
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(Issue(2500, "USD"))
    assert refused.value.key == "service.forbidden"
    assert till.desk.submit(Redeem(card, 1000)).offline
    till.connection.switch(False)
    service.faults.clear()
    assert isinstance(act(till, Issue(2500, "USD")), Confirmed)
    assert till.queries.status().problem is None


def test_what_was_promised_waits_for_the_plan_and_is_not_asked_for_again_and_again(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    card = sell(till).card_id
    settle_down(till)
    till.connection.switch(True)
    sold = [till.desk.submit(Issue(1000, "USD")) for _ in range(5)]
    taken = till.desk.submit(Redeem(card, 1000))
    service.faults.always(Endpoint.CREATE, answer(402, body=b'{"errors": "unpaid"}', media_type=JSON))
    before = writes(service, Endpoint.CREATE)
    till.connection.switch(False)
    for _ in range(200):
        till.replay.step()
    assert till.queries.operation(taken.operation_id).state is State.DONE
    assert {till.queries.operation(each.operation_id).state for each in sold} == {State.WAITING}
    assert writes(service, Endpoint.CREATE) - before == 1
    assert till.queries.operation(sold[0].operation_id).message.key == "service.forbidden"
