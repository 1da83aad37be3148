"""Cards that cannot be read, or are gone, as they were found at real services, by their numbers (docs/api.md 8)."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core.bootstrap import Core
from core.domain.card import Status
from core.domain.command import Issue, Redeem
from core.domain.operation import State
from core.domain.outcome import Confirmed, Refused
from core.domain.staff import ITSELF
from core.errors import BadInput, RuleRefused, ServiceFailed
from core.remote.trial import try_service
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint, answer
from core.store import cards, unreadable_cards
from tests.builders import database_of
from tests.core.remote.scripted_server import CARD, ScriptedServer, reply
from tests.core.services.test_found_replies import writes
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, redeem, sell, settle_down

JSON = "application/json"


def spoil(service: EmbeddedService, card_id: int) -> None:
    """Give the card a note that no till reads; the service itself does not mind."""
    with service.engine.begin() as conn:
        conn.execute(
            text("UPDATE gift_cards SET note = :note, updated_at = updated_at + 1 WHERE id = :id"),
            {"note": "n" * 600_000, "id": card_id},
        )


def mend(service: EmbeddedService, card_id: int) -> None:
    with service.engine.begin() as conn:
        conn.execute(
            text("UPDATE gift_cards SET note = '', updated_at = updated_at + 9 WHERE id = :id"), {"id": card_id}
        )


def unreadable(till: Core) -> dict[str, int]:
    with database_of(till).reading() as conn:
        return unreadable_cards.fields(conn)


def test_reply_1_one_odd_card_costs_that_card_alone(service: EmbeddedService, open_till: OpenTill) -> None:
    seller = open_till("seller")
    odd, *rest = [sell(seller).card_id for _ in range(6)]
    settle_down(seller)
    spoil(service, odd)
    till = open_till("till")
    settle_down(till)
    assert till.connection.condition.state == "online"
    assert {row.card_id for row in till.queries.cards()} == set(rest)
    assert unreadable(till) == {"note": 1}
    settle_down(seller)
    assert unreadable(seller) == {"note": 1}
    assert sum(row.shown for row in seller.queries.reconciliation().currencies) == 50_000
    seller.connection.switch(True)
    with pytest.raises(RuleRefused) as refused:
        seller.desk.submit(Redeem(odd, 1000))
    assert refused.value.key == "card.unreadable"
    assert seller.desk.submit(Redeem(rest[0], 1000)).offline


def test_an_odd_card_is_asked_for_singly_and_counts_again(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    odd, _other = (sell(till).card_id for _ in range(2))
    settle_down(till)
    spoil(service, odd)
    settle_down(till)
    assert unreadable(till) == {"note": 1}
    mend(service, odd)
    settle_down(till)
    assert unreadable(till) == {}
    assert isinstance(redeem(till, odd, 1000), Confirmed)


def test_a_service_of_which_nothing_can_be_read_is_no_outage(service: EmbeddedService, open_till: OpenTill) -> None:
    seller = open_till("seller")
    spoil(service, sell(seller).card_id)
    till = open_till("till")
    till.sync.hurry()
    till.sync.step()
    condition = till.connection.condition
    assert condition.state == "unreadable"
    assert condition.problem is not None
    assert (condition.problem.key, condition.problem.values["field"]) == ("service.unreadable", "note")
    before = writes(service, Endpoint.CREATE)
    with pytest.raises(ServiceFailed) as failed:
        act(till, Issue(2500, "USD"))
    assert failed.value.key == "service.unreadable"
    assert writes(service, Endpoint.CREATE) == before, "never sold into a service that cannot be read"


def test_reply_8_the_first_act_of_a_start_does_not_sell_blind(service: EmbeddedService, open_till: OpenTill) -> None:
    """The console sells right after its start, before any pull."""
    seller = open_till("seller")
    spoil(service, sell(seller).card_id)
    before = writes(service, Endpoint.CREATE)
    with pytest.raises(ServiceFailed) as failed:
        act(open_till("till"), Issue(2500, "USD"))
    assert failed.value.key == "service.unreadable"
    assert writes(service, Endpoint.CREATE) == before


def forget(service: EmbeddedService, card_id: int) -> None:
    with service.engine.begin() as conn:
        conn.execute(text("DELETE FROM transactions WHERE gift_card_id = :id"), {"id": card_id})
        conn.execute(text("DELETE FROM gift_cards WHERE id = :id"), {"id": card_id})


def test_reply_4_a_card_that_the_api_denies_is_gone(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    lost, kept = (sell(till).card_id for _ in range(2))
    settle_down(till)
    forget(service, lost)
    assert isinstance(redeem(till, lost, 1000), Refused)
    till.sync.step()
    assert till.queries.card(lost).status is Status.GONE
    assert till.queries.card(kept).status is Status.ACTIVE
    assert sum(row.shown for row in till.queries.reconciliation().currencies) == 10_000
    till.connection.switch(True)
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(Redeem(lost, 1000))
    assert refused.value.key == "card.gone"


def test_what_a_sweep_missed_is_asked_for_and_gone_only_by_the_api_s_word(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    gone, also, listed, kept = (sell(till).card_id for _ in range(4))
    settle_down(till)
    with database_of(till).writing(ITSELF) as conn:
        assert cards.unlisted(conn, (0, None), (kept,), 1.0) == 3
    for card in (gone, also):
        forget(service, card)
    for _ in range(3):
        settle_down(till)
    assert [till.queries.card(card).status for card in (gone, also)] == [Status.GONE] * 2
    back = till.queries.card(listed)
    assert (back.status, back.missing_at) == (Status.ACTIVE, None)


def test_a_gone_card_is_back_when_the_service_shows_it(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    card, _other = (sell(till).card_id for _ in range(2))
    settle_down(till)
    with database_of(till).writing() as conn:
        assert cards.gone(conn, card, 1.0)
    assert till.queries.card(card).status is Status.GONE
    assert till.lookup.refresh(card) is not None
    assert till.queries.card(card).status is Status.ACTIVE


@pytest.mark.parametrize("page", [b"<h1>Not Found</h1>", b""], ids=["page", "empty"])
def test_reply_4_a_404_page_is_no_word_about_a_card(service: EmbeddedService, open_till: OpenTill, page: bytes) -> None:
    till = open_till()
    card, _other = (sell(till).card_id for _ in range(2))
    settle_down(till)
    service.faults.always(Endpoint.READ, answer(404, body=page))
    with pytest.raises(ServiceFailed) as failed:
        redeem(till, card, 1000)
    assert failed.value.key == "service.not_there"
    till.sync.step()
    assert till.queries.card(card).status is Status.ACTIVE
    body = b'{"errors": "Not Found"}'
    service.faults.clear()
    service.faults.always(Endpoint.READ, answer(404, body=body, media_type=JSON))  # a wrong route in the API's words
    assert isinstance(redeem(till, card, 1000), Refused)
    till.sync.step()
    assert till.queries.card(card).status is Status.ACTIVE


def test_reply_8_connect_and_the_doctor_name_the_field_that_cannot_be_read() -> None:
    odd = CARD | {"balance": "100 dollars"}
    for answers, name in (
        ((reply(200, {"gift_cards": [odd]}),), "balance"),
        ((reply(200, {"gift_cards": [CARD]}), reply(200, {"gift_card": CARD | {"currency": "dollars"}})), "currency"),
    ):
        with ScriptedServer(*answers) as server, pytest.raises(BadInput) as failed:
            try_service(server.url, "a-token")
        assert (failed.value.key, failed.value.values["field"]) == ("connect.unreadable", name)
    listed = reply(200, {"gift_cards": [odd, CARD]})
    with ScriptedServer(listed, reply(200, {"gift_card": CARD})) as server:
        assert try_service(server.url, "a-token") == server.url  # one odd card is no reason not to connect
    for status, key in ((401, "connect.token_refused"), (403, "connect.forbidden")):
        with ScriptedServer(reply(status, {"message": "No."})) as server, pytest.raises(BadInput) as failed:
            try_service(server.url, "a-token")
        assert failed.value.key == key
    with ScriptedServer(reply(404, b"<h1>Not Found</h1>")) as server, pytest.raises(BadInput) as failed:
        try_service(server.url, "a-token")
    assert failed.value.key == "connect.not_there"


def test_the_doctor_says_that_the_cards_are_not_at_the_address(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    for refusal in (answer(404, body=b"<h1>Not Found</h1>"), answer(404, body=b'{"errors":"Not Found"}')):
        service.faults.next(Endpoint.LIST, refusal)
        (found,) = [finding for finding in till.doctor.examine() if finding.check == "service"]
        assert (found.state, found.text) == (
            "bad",
            f"Something answers at {service.url}, but the gift cards are not there. Check the end of the address.",
        )


def test_the_doctor_names_the_field_and_counts_the_cards(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    odd, good = (sell(till).card_id for _ in range(2))
    settle_down(till)
    spoil(service, odd)
    settle_down(till)
    found = {finding.check: finding for finding in till.doctor.examine()}
    assert (found["unreadable"].state, found["unreadable"].text) == ("warn", "1 cannot be read (note)")
    assert found["service"].state == "ok"
    spoil(service, good)
    found = {finding.check: finding for finding in till.doctor.examine()}
    assert found["service"].state == "bad"
    assert "no card can be read, for note" in found["service"].text


def test_a_new_card_that_cannot_be_read_is_not_asked_for_again(service: EmbeddedService, open_till: OpenTill) -> None:
    """Its answer is lost, and in the list its row is odd: a second request under the same code could make another."""
    till = open_till()
    sell(till)
    settle_down(till)
    service.faults.next(Endpoint.CREATE, LOSE_REPLY)
    sale = till.desk.submit(Issue(2500, "USD")).operation_id
    till.replay.step()
    with service.engine.connect() as conn:
        made = conn.execute(text("SELECT MAX(id) FROM gift_cards")).scalar_one()
    with service.engine.begin() as conn:
        note = conn.execute(text("SELECT note FROM gift_cards WHERE id = :id"), {"id": made}).scalar_one()
    spoil(service, made)
    before = writes(service, Endpoint.CREATE)
    for _ in range(30):
        till.replay.step()
    assert writes(service, Endpoint.CREATE) == before
    assert till.queries.operation(sale).state is State.WAITING
    with service.engine.begin() as conn:
        conn.execute(text("UPDATE gift_cards SET note = :note WHERE id = :id"), {"note": note, "id": made})
    settle_down(till)
    assert till.queries.operation(sale).state is State.DONE
    assert writes(service, Endpoint.CREATE) == before
