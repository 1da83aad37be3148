"""What happens to cards is told to webhooks: signed, in order, again after a failure, and to nobody else."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from core.server.contract.events import TOPICS
from core.server.webhooks import delivery_worker
from core.server.webhooks.signing import vendor_signature
from core.server.webhooks.webhook_queue import DELAYS_S, RESTS_AFTER
from tests.core.server.conftest import Clock
from tests.core.server.webhooks.conftest import HookShop, wait_until
from tests.core.server.webhooks.receivers import DROP, HANG, Received, Receiver

pytestmark = pytest.mark.slow


@pytest.fixture
def timely(database: str, certificate: Path) -> Iterator[HookShop]:
    """A shop by the real time, as others' programs verify against it."""
    made = HookShop(database, certificate, time.time)
    made.start()
    yield made
    made.end()


def settled(shop: HookShop, receiver: Receiver, count: int) -> list[Received]:
    """Wait until so many were received, and their outcomes stored."""
    got = receiver.wait_for(lambda got: len(got) >= count)
    wait_until(lambda: all(row.leased_until == 0 and row.attempts for row in shop.kept()))
    return got


def test_standard_deliveries_are_verified_by_a_library_that_others_wrote(timely: HookShop, receiver: Receiver) -> None:
    made = timely.hook(receiver.address)
    card = timely.issue("20.00", note="for Ada", code="secretcode12")
    timely.pay(card["id"], "15.00")
    got = receiver.wait_for(lambda got: len(got) == 2)
    verified = [Webhook(made["secret"]).verify(each.body, each.headers) for each in got]
    assert [each["type"] for each in verified] == ["gift_card.created", "gift_card.redeemed"]
    told = verified[1]["data"]
    assert (told["gift_card"]["id"], told["gift_card"]["balance"]) == (card["id"], "15.00")
    assert (told["transaction"]["amount"], told["transaction"]["number"]) == ("-5.00", 1)
    for each in got:
        assert b"secretcode12" not in each.body
        assert b"Ada" not in each.body
        assert "note" not in each.content["data"]["gift_card"]
    with pytest.raises(WebhookVerificationError):
        Webhook(made["secret"]).verify(got[0].body + b" ", got[0].headers)


def test_after_a_rotation_both_secrets_verify(timely: HookShop, receiver: Receiver) -> None:
    made = timely.hook(receiver.address)
    newer = timely.call("POST", f"/webhooks/{made['id']}/rotate").json()["webhook"]
    assert newer["secret"] != made["secret"]
    assert newer["previous_secret_until"] is not None
    timely.issue()
    (got,) = receiver.wait_for(lambda got: len(got) == 1)
    for secret in (made["secret"], newer["secret"]):
        assert Webhook(secret).verify(got.body, got.headers)["type"] == "gift_card.created"


def test_the_vendors_scheme_is_that_of_the_page(timely: HookShop, receiver: Receiver) -> None:
    vector = ("whk_test_secret", "gift_card_balance", "2026-01-14T15:26:56.000Z")
    assert vendor_signature(*vector) == "sha256=62c36495cee3e26d1326e6c5bdedd9868ef246845d6a317b0aba573496d998ca"
    made = timely.hook(receiver.address, "gift_card.created", "gift_card.disabled", scheme="gifthero")
    newer = timely.call("POST", f"/webhooks/{made['id']}/rotate").json()["webhook"]
    card = timely.issue()
    timely.call("POST", f"/gift-cards/{card['id']}/disable")
    got = receiver.wait_for(lambda got: len(got) == 2)
    for each, event in zip(got, ("gift_card.created", "gift_card.disabled"), strict=True):
        told = each.content
        assert (told["type"], told["event"]) == ({str(name): topic for name, topic in TOPICS.items()}[event], event)
        assert each.headers["x-gifthero-topic"] == told["type"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", told["timestamp"])
        signed = {"x-gifthero-signature": newer, "x-gifthero-signature-previous": made}
        for header, hook in signed.items():
            assert each.headers[header] == vendor_signature(hook["secret"], told["type"], told["timestamp"])
        assert "code" not in told["data"]["gift_card"]


def test_every_event_of_a_card_is_told_once_and_in_order(shop: HookShop, receiver: Receiver) -> None:
    names = ["created", "redeemed", "credited", "updated", "disabled"]
    shop.hook(receiver.address, *(f"gift_card.{name}" for name in names))
    card_id = shop.issue("20.00")["id"]
    shop.pay(card_id, "15.00")
    shop.pay(card_id, "18.00")
    assert shop.pay(card_id, "18.00").status_code == 422
    for _ in range(2):  # the second one changes nothing
        shop.call("PUT", f"/gift-cards/{card_id}", json={"note": "hello"})
        shop.call("POST", f"/gift-cards/{card_id}/disable")
    got = settled(shop, receiver, 5)
    assert [each.type for each in got] == [f"gift_card.{name}" for name in names]
    assert len({each.headers["webhook-id"] for each in got}) == 5
    assert {row.state for row in shop.kept()} == {"delivered"}


def test_nothing_is_written_where_nobody_asks(shop: HookShop, receiver: Receiver) -> None:
    shop.issue()
    made = shop.hook(receiver.address, "gift_card.disabled")
    card_id = shop.issue()["id"]
    shop.pay(card_id, "1.00")
    assert shop.kept() == []
    shop.call("POST", f"/gift-cards/{card_id}/disable")
    assert [row.event for row in shop.kept()] == ["gift_card.disabled"]
    settled(shop, receiver, 1)
    assert shop.call("DELETE", f"/webhooks/{made['id']}").json() == {"removed": made["id"]}
    other = shop.issue()["id"]
    shop.call("POST", f"/gift-cards/{other}/disable")
    assert [row.event for row in shop.kept()] == ["gift_card.disabled"]
    assert shop.call("GET", "/webhooks").json() == {"webhooks": []}


def test_what_is_undone_is_not_told(shop: HookShop, receiver: Receiver) -> None:
    made = shop.hook(receiver.address)
    key = {"Idempotency-Key": '"one"'}
    for _ in range(2):
        assert shop.call("POST", "/gift-cards", json={"initial_value": "5"}, headers=key).status_code == 201
        assert shop.call("POST", "/gift-cards", json={"initial_value": "0"}).status_code == 422
    settled(shop, receiver, 1)
    assert len(shop.deliveries(made["id"])) == 1


@pytest.mark.parametrize(
    ("answer", "status", "told"),
    [
        (500, 500, "the answer was 500"),
        (404, 404, "the answer was 404"),
        (302, 302, "a redirect, which is not followed"),
        (DROP, None, "the answer is no HTTP, or was cut"),
    ],
)
def test_what_fails_is_sent_again(
    shop: HookShop, receiver: Receiver, clock: Clock, answer: int | str, status: int | None, told: str
) -> None:
    receiver.answers = lambda _got: answer if len(receiver.got) == 0 else 200
    made = shop.hook(receiver.address, "gift_card.created")
    shop.issue()
    settled(shop, receiver, 1)
    (found,) = shop.deliveries(made["id"])
    assert (found["state"], found["attempts"], found["status"], found["error"]) == ("waiting", 1, status, told)
    clock.now += DELAYS_S[0] * 1.3
    first, second = receiver.wait_for(lambda got: len(got) == 2)
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert int(second.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"]) == DELAYS_S[0] * 1.3
    wait_until(lambda: shop.deliveries(made["id"])[0]["state"] == "delivered")


def test_a_card_waits_for_its_earlier_event_and_others_do_not(shop: HookShop, receiver: Receiver, clock: Clock) -> None:
    first = shop.issue("20.00")["id"]
    stuck = [True]
    receiver.answers = lambda got: 500 if stuck[0] and got.content["data"]["gift_card"]["id"] == first else 200
    shop.hook(receiver.address)
    shop.pay(first, "19.00")
    receiver.wait_for(lambda got: len(got) == 1)
    shop.pay(first, "18.00")
    others = [shop.issue()["id"] for _ in range(3)]
    got = receiver.wait_for(lambda got: len(got) == 4)
    assert {each.content["data"]["gift_card"]["id"] for each in got[1:]} == set(others)
    wait_until(lambda: all(row.leased_until == 0 and row.attempts for row in shop.kept() if row.id != 2))
    stuck[0] = False
    clock.now += DELAYS_S[0] * 1.3
    got = receiver.wait_for(lambda got: len(got) == 6)
    assert [each.content["data"]["transaction"]["number"] for each in got if "transaction" in each.content["data"]] == [
        1,
        1,
        2,
    ]


def test_after_the_last_attempt_it_has_failed_and_can_be_sent_again(
    shop: HookShop, receiver: Receiver, clock: Clock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger(delivery_worker.__name__), "filters", [])  # another test may have told it
    receiver.answers = lambda _got: 503
    made = shop.hook(receiver.address, "gift_card.created")
    shop.issue()
    for attempt in range(1, len(DELAYS_S) + 2):
        settled(shop, receiver, attempt)
        wait_until(lambda attempt=attempt: shop.kept()[0].attempts == attempt)
        clock.now += 2 * DELAYS_S[min(attempt, len(DELAYS_S)) - 1] if attempt < 6 else 30 * 3600
    (found,) = shop.deliveries(made["id"], state="failed")
    assert (found["state"], found["next_attempt_at"]) == ("failed", None)
    assert any("failed for good" in line for line in caplog.messages)
    assert not any("shop=1" in line for line in caplog.messages), "a query can have a secret in it"
    (hook,) = shop.call("GET", "/webhooks").json()["webhooks"]
    assert (hook["state"], hook["failed"], hook["waiting"]) == ("failing", 1, 0)
    assert shop.call("GET", "/health").json()["webhooks"] == "failing"
    receiver.answers = lambda _got: 200
    clock.now += 3600
    again = shop.call("POST", f"/webhooks/{made['id']}/deliveries/{found['id']}/redeliver").json()["delivery"]
    assert again["state"] == "waiting"
    wait_until(lambda: shop.deliveries(made["id"])[0]["state"] == "delivered")
    wait_until(lambda: shop.call("GET", "/webhooks").json()["webhooks"][0]["state"] == "ok")
    assert len({each.headers["webhook-id"] for each in receiver.got}) == 1


def test_a_receiver_that_fails_is_left_alone_for_a_while(shop: HookShop, receiver: Receiver, clock: Clock) -> None:
    receiver.answers = lambda _got: 500
    shop.hook(receiver.address, "gift_card.created")
    for _ in range(40):
        shop.issue()
    wait_until(lambda: shop.call("GET", "/webhooks").json()["webhooks"][0]["state"] == "failing")
    wait_until(lambda: all(row.leased_until == 0 for row in shop.kept()))
    tried = len(receiver.got)
    assert RESTS_AFTER <= tried < 40
    receiver.answers = lambda _got: 200
    clock.now += 3600
    receiver.wait_for(lambda got: len(receiver.good()) == 40)


def test_a_receiver_that_hangs_holds_up_nobody_else(shop: HookShop, receiver: Receiver, certificate: Path) -> None:
    other = Receiver(certificate)
    try:
        receiver.answers = lambda _got: HANG
        shop.hook(receiver.address)
        shop.hook(other.address)
        cards = [shop.issue() for _ in range(12)]
        for card in cards:
            assert shop.pay(card["id"], "1.00").status_code == 200
        other.wait_for(lambda got: len(got) == 24, 5)
        assert len(receiver.got) <= 8, "it has so many places, and no more"
    finally:
        receiver.release()
        other.close()
