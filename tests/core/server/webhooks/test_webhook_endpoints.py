"""Webhooks are made, listed, given another secret and removed; secrets are shown once and lie sealed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import requests
from sqlalchemy import select

from core.server.data.database import reading
from core.server.data.tables import remembered
from core.server.data.webhook_tables import webhooks
from core.server.webhooks.secret_seal import SecretSeal
from core.server.webhooks.upkeep import KEPT_S
from core.server.webhooks.webhook_store import MOST_WEBHOOKS
from tests.core.server.conftest import Clock
from tests.core.server.webhooks.conftest import HookShop, wait_until
from tests.core.server.webhooks.receivers import Receiver

NOWHERE = "https://127.0.0.1:9/hooks"
GOOD = {"address": NOWHERE, "events": ["gift_card.created"]}


@pytest.fixture
def closed(shop: HookShop) -> HookShop:
    """A shop whose owner allows no private address."""
    shop.stop()
    shop.webhooks = replace(shop.webhooks, allow=())
    shop.start()
    return shop


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"address": None}, {"address": ["can't be blank"]}),
        ({"address": 5}, {"address": ["is invalid"]}),
        (
            {"address": "http://hooks.example/"},
            {"address": ["must begin with https:// and have only letters of a URL"]},
        ),
        (
            {"address": "https://ann:pw@hooks.example/"},
            {"address": ["must have no user, no password and no fragment"]},
        ),
        ({"address": "https://0x7f.1/"}, {"address": ["is invalid"]}),
        ({"address": "https://hooks.example/" + "a" * 1000}, {"address": ["is too long (maximum is 1000 characters)"]}),
        ({"events": []}, {"events": ["must be a list of events"]}),
        ({"events": "gift_card.created"}, {"events": ["must be a list of events"]}),
        ({"events": ["gift_card.sold"]}, {"events": ["has no event gift_card.sold"]}),
        ({"events": [{}]}, {"events": ["has no event {}"]}),
        ({"scheme": "none"}, {"scheme": ["must be standard or gifthero"]}),
        (
            {"scheme": "gifthero", "events": ["funds.low"]},
            {"events": ["can't have funds.low in this scheme"]},
        ),
    ],
)
def test_what_no_webhook_can_be(shop: HookShop, changes: dict[str, object], errors: dict[str, object]) -> None:
    reply = shop.call("POST", "/webhooks", json=GOOD | changes)
    assert (reply.status_code, reply.json()) == (422, {"errors": errors, "code": "invalid_field"})
    assert shop.call("GET", "/webhooks").json() == {"webhooks": []}


def test_a_webhook_is_told_with_its_secret_once(shop: HookShop) -> None:
    made = shop.call("POST", "/webhooks", json=GOOD | {"events": ["gift_card.updated", "gift_card.created"]})
    hook = made.json()["webhook"]
    assert made.headers["Cache-Control"] == "no-store"
    assert hook.pop("secret").startswith("whsec_")
    assert hook == {
        "id": 1,
        "address": NOWHERE,
        "events": ["gift_card.created", "gift_card.updated"],
        "scheme": "standard",
        "created_at": "2027-01-15T12:00:00-05:00",
        "state": "ok",
        "failing_since": None,
        "waiting": 0,
        "oldest_waiting_at": None,
        "failed": 0,
        "previous_secret_until": None,
    }
    assert shop.call("GET", "/webhooks").json() == {"webhooks": [hook]}


def test_secrets_lie_sealed_also_in_the_reply_that_is_kept_for_repeats(shop: HookShop) -> None:
    key = {"Idempotency-Key": '"hook"'}
    first, again = (shop.call("POST", "/webhooks", json=GOOD, headers=key) for _ in range(2))
    assert first.json() == again.json()
    assert len(shop.call("GET", "/webhooks").json()["webhooks"]) == 1
    secret = first.json()["webhook"]["secret"]
    newer = shop.call("POST", "/webhooks/1/rotate").json()["webhook"]["secret"]
    with reading(shop.engine) as conn:
        kept = f"{conn.execute(select(webhooks)).all()} {conn.execute(select(remembered)).all()}"
    assert secret not in kept
    assert secret.removeprefix("whsec_") not in kept
    assert newer not in kept
    with reading(shop.engine) as conn:
        row = conn.execute(select(webhooks)).one()
    seal = SecretSeal(b"a key")
    assert (seal.unseal(row.secret), seal.unseal(row.previous_secret)) == (newer, secret)
    assert SecretSeal(b"another key").unseal(row.secret) is None


def test_under_another_key_nothing_is_sent_and_another_secret_mends_it(shop: HookShop, receiver: Receiver) -> None:
    made = shop.hook(receiver.address, "gift_card.created")
    shop.stop()
    shop.webhooks = replace(shop.webhooks, key=b"another key")
    shop.start()
    assert shop.call("GET", "/webhooks").json()["webhooks"][0]["state"] == "sealed"
    shop.issue()
    assert shop.call("POST", f"/webhooks/{made['id']}/rotate").status_code == 200
    receiver.wait_for(lambda got: len(got) == 1)
    assert shop.call("GET", "/webhooks").json()["webhooks"][0]["state"] == "ok"


def test_there_are_so_many_and_no_more(shop: HookShop) -> None:
    replies = [shop.call("POST", "/webhooks", json=GOOD) for _ in range(MOST_WEBHOOKS + 1)]
    assert [reply.status_code for reply in replies] == [201] * MOST_WEBHOOKS + [422]
    assert replies[-1].json()["code"] == "too_many_webhooks"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/webhooks/7"),
        ("DELETE", "/webhooks/x"),
        ("POST", "/webhooks/7/rotate"),
        ("GET", "/webhooks/7/deliveries"),
        ("POST", "/webhooks/1/deliveries/7/redeliver"),
        ("POST", f"/webhooks/1/deliveries/{9**30}/redeliver"),
    ],
)
def test_what_is_not_there_is_404(shop: HookShop, method: str, path: str) -> None:
    shop.hook(NOWHERE)
    reply = shop.call(method, path)
    assert (reply.status_code, reply.json()["code"]) == (404, "not_found")


def test_a_private_address_is_not_called_unless_the_owner_allows(closed: HookShop, receiver: Receiver) -> None:
    made = closed.hook(receiver.address, "gift_card.created")
    closed.issue()
    wait_until(lambda: closed.deliveries(made["id"])[0]["attempts"] == 1)
    (found,) = closed.deliveries(made["id"])
    assert found["error"] == "its address is private, and the owner of the service has not allowed it"
    assert receiver.got == []
    assert receiver.connections == 0


def test_deliveries_are_paged_the_newest_first(shop: HookShop, receiver: Receiver) -> None:
    made = shop.hook(receiver.address, "gift_card.created")
    for _ in range(5):
        shop.issue()
    receiver.wait_for(lambda got: len(got) == 5)
    wait_until(lambda: {row.state for row in shop.kept()} == {"delivered"})
    found: list[dict[str, Any]] = []
    address = shop.urls[0] + f"/webhooks/{made['id']}/deliveries?limit=2&state=delivered"
    while address:
        reply = shop.get(address)
        found += reply.json()["deliveries"]
        following = requests.utils.parse_header_links(reply.headers.get("Link", ""))
        address = shop.urls[0].removesuffix("/api/external") + following[0]["url"] if following else ""
    assert [each["id"] for each in found] == [5, 4, 3, 2, 1]
    assert shop.deliveries(made["id"], state="failed") == []
    for wrong in ({"state": "lost"}, {"page_info": "x"}, {"page_info": "Og", "state": "failed"}):
        reply = shop.call("GET", f"/webhooks/{made['id']}/deliveries", params=wrong)
        assert (reply.status_code, reply.json()["code"]) == (400, "invalid_parameter")


def test_deliveries_go_after_their_time(shop: HookShop, receiver: Receiver, clock: Clock) -> None:
    made = shop.hook(receiver.address, "gift_card.created")
    shop.issue()
    wait_until(lambda: [row.state for row in shop.kept()] == ["delivered"])
    clock.now += KEPT_S + 100
    shop.issue()
    wait_until(lambda: [row.state for row in shop.kept()] == ["delivered"] and shop.kept()[0].id == 2)
    shop.call("DELETE", f"/webhooks/{made['id']}")
    clock.now += 100
    wait_until(lambda: shop.kept() == [])


def test_cards_that_expire_are_told_the_day_after(shop: HookShop, receiver: Receiver, clock: Clock) -> None:
    """It is noon of the 15th in New York; a card of the 15th expires at midnight."""
    shop.hook(receiver.address, "gift_card.expired")
    cards = {day: shop.issue(expires_on=day)["id"] for day in ("2027-01-14", "2027-01-15", "2027-01-16")}
    gone = shop.issue(expires_on="2027-01-15")["id"]
    shop.call("POST", f"/gift-cards/{gone}/disable")
    clock.now += 61
    shop.call("GET", "/webhooks")
    clock.now += 13 * 3600
    (got,) = receiver.wait_for(lambda got: len(got) == 1)
    assert got.content["type"] == "gift_card.expired"
    assert got.content["data"]["gift_card"]["id"] == cards["2027-01-15"]
    wait_until(lambda: [row.state for row in shop.kept()] == ["delivered"])  # a lease may not run out meanwhile
    clock.now += 24 * 3600
    got = receiver.wait_for(lambda got: len(got) == 2)[1]
    assert got.content["data"]["gift_card"]["id"] == cards["2027-01-16"]
