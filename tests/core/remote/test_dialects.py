"""One by one: what was found in replies of real services, by its number (docs/api.md 8)."""

from __future__ import annotations

from contextlib import closing

import pytest

from core.domain.reply import BalanceWritten, CardPage, CardRead, Lost, Rejected, UnreadableCard
from core.remote.http_gateway import HttpGateway
from tests.core.remote.dialects import CARDS, REFUSALS, WRITTEN, Refusal, Shown, Spoken
from tests.core.remote.scripted_server import CARD, ScriptedServer, card_with, reply, without


def gateway_to(server: ScriptedServer) -> HttpGateway:
    return HttpGateway(server.url, "secret-token")


def answer_of(spoken: Spoken) -> bytes:
    return reply(spoken.status, spoken.body, content_type=spoken.label)


def _is(answer: object, told: object) -> bool:
    return isinstance(answer, Lost) if told is Lost else answer == told


@pytest.mark.fault("reply 2", "reply 3", "reply 4")
@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: str(refusal.spoken))
def test_a_refusal_is_believed_in_any_dress(refusal: Refusal) -> None:
    with ScriptedServer(answer_of(refusal.spoken)) as server, closing(gateway_to(server)) as gateway:
        assert _is(gateway.put_balance(42, 8500, "USD"), refusal.write)
        if refusal.read is not None:
            assert _is(gateway.read_card(42), refusal.read)
            assert _is(gateway.list_cards(0), refusal.read)


@pytest.mark.fault("reply 1", "reply 8")
@pytest.mark.parametrize("shown", CARDS, ids=lambda shown: str(shown.spoken))
def test_a_card_is_read_in_every_dialect(shown: Shown) -> None:
    with ScriptedServer(answer_of(shown.spoken)) as server, closing(gateway_to(server)) as gateway:
        got = gateway.read_card(42)
        assert isinstance(got, CardRead), got
        assert {name: getattr(got.card, name) for name in shown.told} == shown.told


@pytest.mark.fault("reply 8")
@pytest.mark.parametrize("spoken", WRITTEN, ids=str)
def test_a_write_is_read_in_every_dialect(spoken: Spoken) -> None:
    with ScriptedServer(answer_of(spoken)) as server, closing(gateway_to(server)) as gateway:
        got = gateway.put_balance(42, 8500, "USD")
        assert isinstance(got, BalanceWritten), got
        told = got.transaction
        assert (told.transaction_id, told.card_id, told.number, told.amount) == (204959973622, 42, 1, -1500)
        assert told.processed_at == 1771082816


def test_a_page_without_a_row_that_has_as_much_as_an_id_is_not_the_service() -> None:
    with ScriptedServer(b"") as server, closing(gateway_to(server)) as gateway:
        pages: list[list[object]] = [[None], ["a"], [CARD | {"id": None}], [without(CARD, "id"), 7]]
        for rows in pages:
            server.answers = [reply(200, {"gift_cards": rows})]
            assert isinstance(gateway.list_cards(0), Lost)
        server.answers = [reply(200, {"gift_cards": [CARD | {"balance": None}]})]
        assert gateway.list_cards(0) == CardPage((), None, None, (UnreadableCard(42, "balance"),))
        for body, place in ({"gift_cards": []}, ""), (card_with(balance=None), "balance"):
            server.answers = [reply(200, body)]
            got = gateway.read_card(42)
            assert isinstance(got, Lost)
            assert got.place == place


@pytest.mark.parametrize("status", [400, 406, 415, 422, 423])
@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"errors": "No way"}, "", "No way"),
        ({"errors": {"code": ["has already been taken"]}}, "code", "has already been taken"),
        ({"errors": {"base": "The gift card is\n deactivated."}}, "", "The gift card is deactivated."),
        ({"errors": {"initial_value": ["must be greater than 0", "is odd"]}}, "initial_value", None),
        ({"errors": ["one", "two"]}, "", "one; two"),
        ({"error": "Bad\u202e\x00 request"}, "", "Bad request"),
    ],
)
def test_a_well_formed_error_is_a_definite_no(
    status: int, body: dict[str, object], field: str, message: str | None
) -> None:
    with ScriptedServer(reply(status, body)) as server, closing(gateway_to(server)) as gateway:
        got = gateway.put_balance(42, 8500, "USD")
    assert got == Rejected(status, message or "must be greater than 0; is odd", field)
