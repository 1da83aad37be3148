"""What each scope opens, endpoint by endpoint; how a refusal looks, how long a key lives, and its last use."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import pytest

from core.errors import BadInput
from core.server.contract.events import EVENT_TYPES
from core.server.contract.scopes import ALIAS_WANTED, ALL_SCOPES, SCOPES, TOLD, WANTED, chosen_scopes
from core.server.contract.switches import ErrorShape, Switches
from core.server.data.api_keys import REFRESH_S, ApiKey, ApiKeyStore, NewKey
from core.server.data.key_use import EVERY_S
from core.server.http.openapi import openapi_document
from core.server.http.routes import PREFIX
from core.server.sandbox.embedded import EmbeddedService
from tests.core.server.conftest import TOKEN, Caller, Clock

PAGE = Path(__file__).parents[4] / "docs" / "service.md"
ROW = re.compile(r"^\| `([A-Z]+) (\S+)` \| (?:`(\w+)`|any) \|$", re.MULTILINE)
ALWAYS: dict[str, Any] = {
    "oauth": {"token_path": "/oauth/token", "bearer_seconds": 900},
    "reports": True,
    "catalogue": True,
    "orders": True,
}
ALWAYS |= {"webhooks": {"events": list(EVENT_TYPES), "schemes": ["standard", "gifthero"]}}
BODIES: dict[str, dict[str, Any]] = {
    "/gift-cards": {"initial_value": "20.00"},
    "/gift-cards/{gift_card_id}/balance": {"balance": "5.00"},
    "/gift-cards/{gift_card_id}": {"note": "x"},
    "/catalogue/products": {"id": "new-{}", "name": "New", "denominations": {"USD": {"fixed": ["25.00"]}}},
    "/catalogue/products/{product_id}": {"name": "Changed"},
    "/orders": {"reference": "new-{}", "lines": [{"initial_value": "20.00"}]},
    "/webhooks": {"address": "https://127.0.0.1:9/", "events": ["gift_card.disabled"]},
    "/gift_cards": {"gift_card": {"initial_value": "20.00"}},
    "/gift_cards/{id}": {"gift_card": {"note": "x"}},
    "/gift_cards/{id}/adjustments": {"adjustment": {"amount": "-1.00"}},
}


def add(shop: Caller, name: str, scopes: frozenset[str] = ALL_SCOPES, expires_at: int | None = None) -> str:
    with closing(ApiKeyStore(str(shop.service.database_path))) as ring:
        return ring.add(NewKey(name, scopes, expires_at), 1_800_000_000)


def found(shop: Caller, name: str) -> ApiKey:
    with closing(ApiKeyStore(str(shop.service.database_path))) as ring:
        return next(key for key in ring.all() if key.name == name)


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def with_webhook(shop: Caller, path: str, card_id: int) -> str:
    """Return the path with the ids of a webhook that has a delivery: its address may not be called."""
    asked = {"address": "https://127.0.0.1:9/", "events": ["gift_card.disabled"]}
    for each in shop.read("/webhooks").json()["webhooks"]:
        shop.call("DELETE", f"/webhooks/{each['id']}")
    hook = shop.call("POST", "/webhooks", json=asked).json()["webhook"]["id"]
    shop.disable(card_id)
    (sent,) = shop.read(f"/webhooks/{hook}/deliveries").json()["deliveries"]
    return path.replace("{webhook_id}", str(hook)).replace("{delivery_id}", str(sent["id"]))


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Caller, dict[str, str]]]:
    """A service with everything switched on, and the secret of a key for each scope alone."""
    path, switches = (
        tmp_path_factory.mktemp("shop") / "shop.sqlite",
        Switches(transactions_list=True, shopify_alias=True),
    )
    service = EmbeddedService(path, TOKEN, seed=None, switches=switches, clock=Clock())
    service.start()
    caller = Caller(service)
    secrets = {scope: add(caller, scope, frozenset({scope})) for scope in SCOPES}
    sold = {"id": "old", "name": "Old", "denominations": {"USD": {"fixed": ["25.00"]}}}
    assert caller.call("POST", "/catalogue/products", json=sold).status_code == 201
    yield caller, secrets
    caller.close()
    service.stop()


@pytest.mark.parametrize(("method", "path"), [*WANTED, *ALIAS_WANTED])
def test_every_endpoint_opens_to_its_scope_and_to_no_other(
    keyed: tuple[Caller, dict[str, str]], method: str, path: str
) -> None:
    shop, secrets = keyed
    wanted = WANTED.get((method, path), ALIAS_WANTED.get((method, path)))
    for scope, secret in secrets.items():
        card_id = str(shop.issue()["id"])
        below = path if "{webhook_id}" not in path else with_webhook(shop, path, int(card_id))
        below = below.replace("{gift_card_id}", card_id).replace("{id}", card_id).replace("{product_id}", "old")
        ordered = {"reference": f"{path} {card_id}", "lines": [{"initial_value": "20.00", "send_on": "2027-02-01"}]}
        order_id = shop.call("POST", "/orders", json=ordered).json()["order"]["id"]
        below = below.replace("{order_id}", str(order_id)).replace("{line}", "1")
        body = {
            name: text.format(card_id) if name in ("id", "reference") else text
            for name, text in BODIES.get(path, {}).items()
        }
        base = shop.service.url
        if (method, path) in ALIAS_WANTED:
            base, below = base.removesuffix(PREFIX) + "/admin/api/2026-01", below + ".json"
        reply = shop.call(method, base + below, json=body or None if method != "GET" else None, headers=bearer(secret))
        if wanted in (None, scope):
            assert reply.status_code in (200, 201) or reply.json()["code"] == "nothing_to_resend", reply.text
        else:
            assert reply.status_code == 403
            assert reply.json() == {
                "errors": {"base": f"This key lacks the scope {wanted}."},
                "code": "insufficient_scope",
            }
            assert reply.headers["WWW-Authenticate"] == f'Bearer error="insufficient_scope", scope="{wanted}"'
            assert shop.card(int(card_id))["balance"] == "100.00"


def test_a_head_is_a_read_and_what_is_not_there_is_told_before_any_scope(keyed: tuple[Caller, dict[str, str]]) -> None:
    shop, secrets = keyed
    asked = [("HEAD", "/gift-cards", "read"), ("HEAD", "/gift-cards", "issue"), ("GET", "/nothing", "issue")]
    asked.append(("DELETE", "/gift-cards", "issue"))
    statuses = [shop.call(how, path, headers=bearer(secrets[scope])).status_code for how, path, scope in asked]
    assert statuses == [200, 403, 404, 405]


@pytest.mark.parametrize("shape", get_args(ErrorShape))
def test_the_refusal_has_the_shape_of_the_switch_and_its_code(open_shop: Callable[..., Caller], shape: str) -> None:
    shop = open_shop(error_shape=shape)
    reply = shop.call(
        "POST", "/gift-cards", json={"initial_value": 5}, headers=bearer(add(shop, "eyes", frozenset({"read"})))
    )
    assert reply.status_code == 403
    assert 'scope="issue"' in reply.headers["WWW-Authenticate"]
    if shape in ("html", "empty"):
        assert ("scope issue" in reply.text) is (shape == "html")
    else:
        assert reply.json().pop("code") == "insufficient_scope"
        assert "This key lacks the scope issue." in reply.text


def test_the_document_and_the_page_tell_the_same_scopes_as_the_table() -> None:
    document = openapi_document(Switches(transactions_list=True))
    told = {
        (method.upper(), path.removeprefix(PREFIX)): operation.get("x-scope")
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters" and {"bearer": []} in operation["security"]
    }
    assert told == dict(WANTED)
    rows = {(method, path): scope or None for method, path, scope in ROW.findall(PAGE.read_text("utf-8"))}
    assert rows == dict(WANTED)
    assert all(f"`{scope}`: {text}" in PAGE.read_text("utf-8") for scope, text in TOLD.items())


def test_the_alias_wants_the_same_as_the_page_where_both_do_the_same() -> None:
    assert {ALIAS_WANTED["PUT", "/gift_cards/{id}"], ALIAS_WANTED["POST", "/gift_cards/{id}/disable"]} == {"manage"}
    assert ALIAS_WANTED["POST", "/gift_cards"] == WANTED["POST", "/gift-cards"] == "issue"
    assert ALIAS_WANTED["POST", "/gift_cards/{id}/adjustments"] == "redeem"


def test_a_key_opens_nothing_from_its_end_on_and_a_retirement_does_not_prolong_it(shop: Caller, clock: Clock) -> None:
    end = int(clock.now) + 100
    secret = add(shop, "guest", expires_at=end)
    with closing(ApiKeyStore(str(shop.service.database_path))) as ring:
        ring.retire("guest", end + 1000)
    clock.now = end - 1
    assert shop.call("GET", "/gift-cards", headers=bearer(secret)).status_code == 200
    clock.now = end
    assert shop.call("GET", "/gift-cards", headers=bearer(secret)).status_code == 401
    assert (found(shop, "guest").expires_at, found(shop, "guest").retires_at) == (end, end + 1000)


def test_a_key_cannot_be_made_with_an_end_that_is_past(shop: Caller) -> None:
    with pytest.raises(BadInput):
        add(shop, "late", expires_at=1_800_000_000)


@pytest.mark.parametrize("text", ["", ",", "write", "read,writ", "READ"])
def test_scopes_that_are_none(text: str) -> None:
    with pytest.raises(BadInput, match="--scopes"):
        chosen_scopes(text)
    assert chosen_scopes(" redeem, read,") == {"read", "redeem"}


def test_the_last_use_of_a_key_is_written_once_a_minute(open_shop: Callable[..., Caller], clock: Clock) -> None:
    shop = open_shop()
    secret, began = add(shop, "till 1"), int(clock.now)
    used = []
    for later in (0, EVERY_S - 1, EVERY_S):
        clock.now = began + later
        assert shop.call("GET", "/gift-cards", headers=bearer(secret)).status_code == 200
        shop.service.stop()  # waits for what is being written
        used.append(found(shop, "till 1").last_used_at)
        shop.service.start()
    assert used == [began, began, began + EVERY_S]


def test_no_read_waits_until_the_use_of_its_key_is_written(shop: Caller) -> None:
    secret = add(shop, "till 1")
    with closing(sqlite3.connect(shop.service.database_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(3):
            assert shop.call("GET", "/gift-cards", headers=bearer(secret)).status_code == 200
        shop.service.stop()
        other.execute("ROLLBACK")
    assert found(shop, "till 1").last_used_at is None


def test_what_the_service_can_is_told_and_nothing_else(open_shop: Callable[..., Caller]) -> None:
    plain = open_shop(idempotency_keys=False)
    reply = plain.call("GET", "/capabilities", headers=bearer(add(plain, "till", frozenset({"redeem", "read"}))))
    assert (reply.json(), reply.headers["Cache-Control"]) == ({"scopes": ["read", "redeem"]} | ALWAYS, "no-store")
    full = open_shop(key_lifetime_s=77, bucket_size=40, bucket_leak=2.0)
    assert full.read("/capabilities").json() == {
        "scopes": list(SCOPES),
        "idempotency": {"retention_seconds": 77},
        "rate_limit": {"size": 40, "leak_per_second": 2.0},
        **ALWAYS,
    }
    assert full.call("GET", "/capabilities", headers=bearer("nobody")).status_code == 401


def test_a_new_key_is_seen_within_a_second_with_its_scopes(shop: Caller, clock: Clock) -> None:
    shop.read("/gift-cards")
    secret = add(shop, "till 9", frozenset({"manage"}))
    clock.now += REFRESH_S
    assert shop.call("GET", "/gift-cards", headers=bearer(secret)).status_code == 403
