"""All seven calls against the embedded service: what one side writes the other reads."""

from __future__ import annotations

import time
from contextlib import closing

import pytest

from core.domain.reply import BalanceWritten, CardCreated, CardPage, CardRead, Missing, NotSent, Rejected, Unauthorised
from core.remote.gateway import Gateway, NewCard
from core.remote.http_gateway import HttpGateway
from core.server.sandbox.embedded import EmbeddedService


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    service = EmbeddedService(tmp_path_factory.mktemp("service") / "service.db", "till-token", seed=1)
    service.start()
    yield service
    service.stop()


@pytest.fixture
def gateway(service):
    with closing(HttpGateway(service.url, "till-token")) as gateway:
        yield gateway


def made(gateway: Gateway, code: str) -> CardCreated:
    answer = gateway.create_card(NewCard(5000, "USD", code, "Für Zoë ☺", "2031-11-30", "birthday"))
    assert isinstance(answer, CardCreated)
    return answer


def test_the_life_of_a_card(gateway):
    card = made(gateway, "LIFE OF-A CARD 0001").card
    assert (card.balance, card.note, card.expires_on) == (5000, "Für Zoë ☺", "2031-11-30")
    assert (card.template_suffix, card.last_characters, card.disabled_at) == ("birthday", "0001", None)
    read = gateway.read_card(card.card_id)
    assert isinstance(read, CardRead)
    assert read.card == card
    assert read.date is not None
    assert abs(read.date - time.time()) < 60
    written = gateway.put_balance(card.card_id, 3750, "USD")
    assert isinstance(written, BalanceWritten)
    assert (written.transaction.amount, written.transaction.number) == (-1250, 1)
    changed = gateway.update_card(card.card_id, {"note": None, "template_suffix": "plain"})
    assert isinstance(changed, CardRead)
    assert (changed.card.note, changed.card.template_suffix, changed.card.balance) == (None, "plain", 3750)
    disabled = gateway.disable_card(card.card_id)
    assert isinstance(disabled, CardRead)
    assert disabled.card.disabled_at is not None
    assert isinstance(gateway.put_balance(card.card_id, 0, "USD"), Rejected)


def test_refusals_keep_their_field(gateway):
    made(gateway, "taken0000002")
    again = gateway.create_card(NewCard(5000, "USD", "TAKEN 0000 002", None))
    assert again == Rejected(422, "has already been taken", "code")
    assert isinstance(gateway.read_card(5), Missing)


def test_all_pages_meet_at_the_same_cards(gateway):
    walked = []
    page = gateway.list_cards(0, 60)
    while isinstance(page, CardPage):
        walked += [card.card_id for card in page.cards]
        if page.next_page is None:
            break
        page = gateway.next_page(page.next_page)
    assert len(walked) > 250
    assert walked == sorted(set(walked))


def test_a_search_finds_by_last_characters(gateway):
    card = made(gateway, "search00009x7q").card
    page = gateway.search_cards("last_characters:9x7q", "created_at DESC", 5)
    assert isinstance(page, CardPage)
    assert [found.card_id for found in page.cards] == [card.card_id]


def test_a_wrong_token(service):
    with closing(HttpGateway(service.url, "another-token")) as gateway:
        assert isinstance(gateway.put_balance(1, 1, "USD"), Unauthorised)


def test_the_plug_is_pulled_and_put_back(service, gateway):
    assert isinstance(gateway.list_cards(None, 1), CardPage)
    service.set_outage(True)
    assert isinstance(gateway.put_balance(1, 1, "USD"), NotSent)
    service.set_outage(False)
    assert isinstance(gateway.list_cards(None, 1), CardPage)
