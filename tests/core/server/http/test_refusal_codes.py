"""Every refusal has a code that programs can rely on, in every shape, and the page and the document list all."""

from __future__ import annotations

import ast
import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
import requests

from core.server.contract.refusal_codes import CODE_HEADER, CODES, CODES_TOLD, TOKEN_CODES, RefusalCode
from core.server.contract.switches import ErrorShape, Switches
from core.server.data.api_keys import REFRESH_S, ApiKeyStore, NewKey
from core.server.http.openapi import openapi_document
from core.server.http.openapi_security import TOKEN_REFUSALS
from tests.core.server.conftest import Caller, Clock

ROOT = Path(__file__).parents[4]
ROW = re.compile(r"^\| `(\w+)` \| (\d\d\d(?:, \d\d\d)*) \| (.+) \|$", re.MULTILINE)
NOBODY = {"Authorization": "Bearer nobody"}
KEYED = {"Idempotency-Key": '"once"'}
Way = Callable[[Caller], requests.Response]


def create(shop: Caller, **body: object) -> requests.Response:
    return shop.call("POST", "/gift-cards", json=body)


def put_twice(shop: Caller) -> requests.Response:
    path = f"/gift-cards/{shop.issue()['id']}/balance"
    shop.call("PUT", path, json={"balance": "1.00"}, headers=KEYED)
    return shop.call("PUT", path, json={"balance": "2.00"}, headers=KEYED)


def disabled(shop: Caller) -> int:
    card_id: int = shop.issue()["id"]
    shop.disable(card_id)
    return card_id


def changed(shop: Caller) -> requests.Response:
    path = f"/gift-cards/{shop.issue()['id']}/balance"
    return shop.call("PUT", path, json={"balance": "1.00"}, headers={"If-Match": '"1-1"'})


def token(shop: Caller, **form: str) -> requests.Response:
    return shop.call("POST", "/oauth/token", data=form, headers={"Authorization": None})


def with_key(shop: Caller, **form: str) -> requests.Response:
    ring = ApiKeyStore(str(shop.service.database_path))
    name = secrets.token_hex(4)
    secret = ring.add(NewKey(name), int(time.time()))
    ring.close()
    return token(shop, client_id=name, client_secret=secret, **form)


WAYS: dict[str, tuple[int, Way]] = {
    "invalid_parameter": (400, lambda shop: shop.read("/gift-cards", limit="none")),
    "invalid_body": (400, lambda shop: shop.call("POST", "/gift-cards", data=b"[]")),
    "invalid_idempotency_key": (
        400,
        lambda shop: shop.call(
            "POST", "/gift-cards", json={"initial_value": 1}, headers={"Idempotency-Key": "not quoted"}
        ),
    ),
    "invalid_token": (401, lambda shop: shop.call("GET", "/gift-cards", headers=NOBODY)),
    "not_found": (404, lambda shop: shop.read("/gift-cards/1")),
    "method_not_allowed": (405, lambda shop: shop.call("DELETE", "/gift-cards")),
    "not_acceptable": (406, lambda shop: shop.call("GET", "/gift-cards", headers={"Accept": "text/html"})),
    "card_changed": (412, changed),
    "body_too_large": (413, lambda shop: shop.call("POST", "/gift-cards", data=b" " * (8 * 1024 * 1024 + 1))),
    "unsupported_media_type": (
        415,
        lambda shop: shop.call("POST", "/gift-cards", data=b"{}", headers={"Content-Type": "text/plain"}),
    ),
    "invalid_field": (422, lambda shop: create(shop, initial_value="none", currency="XXX")),
    "code_taken": (422, lambda shop: create(shop, initial_value=1, code=shop.issue()["code"])),
    "card_disabled": (422, lambda shop: shop.put_balance(disabled(shop), "1.00")),
    "card_expired": (422, lambda shop: shop.put_balance(shop.issue(expires_on="2020-01-01")["id"], "1.00")),
    "insufficient_balance": (422, lambda shop: shop.put_balance(shop.issue()["id"], "-1.00")),
    "limit_exceeded": (422, lambda shop: create(shop, initial_value="9999.00")),
    "same_balance": (422, lambda shop: shop.put_balance(shop.issue()["id"], "100.00")),
    "currency_not_sold": (422, lambda shop: create(shop, initial_value=1, currency="JPY")),
    "idempotency_key_reused": (422, put_twice),
}
TOKEN_WAYS: dict[str, tuple[int, Way]] = {
    "invalid_request": (400, token),
    "invalid_client": (401, lambda shop: token(shop, grant_type="client_credentials")),
    "unsupported_grant_type": (400, lambda shop: with_key(shop, grant_type="password")),
    "invalid_scope": (400, lambda shop: with_key(shop, grant_type="client_credentials", scope="all")),
}
ELSEWHERE = {
    "invalid_request": "test_doors.py",
    "insufficient_scope": "test_scopes.py",
    "address_refused": "test_access.py",
    "request_timeout": "test_slow_requests.py",
    "idempotency_key_in_use": "../data/test_money_rule.py",
    "rate_limited": "test_switches.py",
    "too_many_attempts": "test_oauth.py",
    "busy": "test_read_threads.py",
    "too_many_connections": "test_doors.py",
    "too_many_webhooks": "../webhooks/test_webhook_endpoints.py",
    "unknown_product": "test_catalogue.py",
    "invalid_product": "test_catalogue.py",
    "product_exists": "test_catalogue.py",
    "too_many_products": "test_catalogue.py",
    "invalid_order": "../orders/test_order_rules.py",
    "not_sold": "../orders/test_order_rules.py",
    "delivery_not_offered": "../orders/test_order_rules.py",
    "too_many_cards": "../orders/test_order_rules.py",
    "reference_taken": "../orders/test_orders.py",
    "nothing_to_cancel": "../orders/test_orders.py",
    "nothing_to_resend": "../orders/test_orders.py",
    "unknown_outcome": "../test_database_hangs.py",
}
"""What takes a service of its own: the test that does it says the code there."""


@pytest.mark.parametrize("shape", get_args(ErrorShape))
def test_the_code_is_told_in_every_shape(open_shop: Callable[..., Caller], shape: ErrorShape) -> None:
    shop = open_shop(error_shape=shape, etags=True, currencies="USD EUR")
    for code, (status, way) in WAYS.items():
        reply = way(shop)
        assert (code, reply.status_code, reply.headers.get(CODE_HEADER)) == (code, status, code)
        if shape in ("html", "empty"):
            assert code not in reply.text
        else:
            assert reply.json()["code"] == code
            assert set(reply.json()) == {"error" if shape == "error" else "errors", "code"}


def test_a_repeat_under_a_key_gets_the_code_again(open_shop: Callable[..., Caller]) -> None:
    shop = open_shop(error_shape="html")
    asked = {"json": {"initial_value": "0"}, "headers": KEYED}
    first, again = (shop.call("POST", "/gift-cards", **asked) for _ in range(2))
    assert [reply.headers[CODE_HEADER] for reply in (first, again)] == ["invalid_field"] * 2


def test_who_asks_for_a_bearer_reads_the_code_too(shop: Caller, clock: Clock) -> None:
    for code, (status, way) in TOKEN_WAYS.items():
        clock.now += REFRESH_S
        reply = way(shop)
        assert (reply.status_code, reply.headers[CODE_HEADER], reply.json()["code"]) == (status, code, code)


def test_each_code_is_reached_by_a_test() -> None:
    assert set(CODES) == set(WAYS) | set(ELSEWHERE)
    for code, name in ELSEWHERE.items():
        assert f'"{code}"' in (Path(__file__).parent / name).read_text("utf-8"), (code, name)
    assert len(set(CODES)) == len(CODES)


def test_no_refusal_is_made_without_a_code() -> None:
    """`RequestRefused` cannot be made without one, so all that is left is a reply that somebody writes by hand."""
    found = []
    for path in sorted((ROOT / "core" / "server").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id == "Reply" and node.args and not _is_good(node.args[0]):
                found.append((path.name, ast.unparse(node)))
            if node.func.id == "RequestRefused":
                assert "code" in {word.arg for word in node.keywords}, ast.unparse(node)
    by_hand = {(name, text) for name, text in found if "headers" not in text}
    allowed = {
        ("app.py", "Reply(400, b'')"),  # the client has gone
        ("idempotency.py", "Reply(first.status, body)"),  # of a version before
        ("idempotency.py", "Reply(first.status, body, tuple(((name, text) for name, text in headers)), media_type)"),
    }
    assert by_hand <= allowed


def _is_good(status: ast.expr) -> bool:
    return (isinstance(status, ast.Constant) and int(str(status.value)) < 400) or ast.unparse(status) in (
        "status",
        "self.switches.created_status",
    )


def test_the_page_lists_every_code_with_its_meaning() -> None:
    page = (ROOT / "docs" / "service.md").read_text("utf-8").partition("## Why a request is refused")[2]
    page = page.partition("\n## ")[0]
    assert {code: told for code, _, told in ROW.findall(page)} == dict(CODES_TOLD)
    statuses = {code: told for code, told, _ in ROW.findall(page)}
    assert all(str(status) in statuses[code] for code, (status, _) in (WAYS | TOKEN_WAYS).items())


@pytest.mark.parametrize("shape", get_args(ErrorShape))
def test_the_document_has_the_codes(shape: ErrorShape) -> None:
    document = openapi_document(Switches(error_shape=shape, bucket_size=40, etags=True))
    parts = document["components"]
    if shape not in ("html", "empty"):
        problem = parts["schemas"]["Problem"]
        assert problem["properties"]["code"]["enum"] == list(CODES)
        assert "code" in problem["required"]
    assert set(parts["schemas"]["BearerRefused"]["properties"]["code"]["enum"]) == set(TOKEN_REFUSALS)
    assert set(TOKEN_CODES) <= set(TOKEN_REFUSALS)
    assert set(parts["headers"][CODE_HEADER]["schema"]["enum"]) == set(get_args(RefusalCode)) | set(TOKEN_CODES)
    assert all(CODE_HEADER in response["headers"] for response in parts["responses"].values())
