"""Every message of a refusal, word for word, and the shapes it may come in. A refused request changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.core.server.conftest import Caller, refusal_of

BAD_CREATES: list[tuple[dict[str, object], dict[str, object]]] = [
    ({}, {"initial_value": ["can't be blank"]}),
    ({"initial_value": None}, {"initial_value": ["can't be blank"]}),
    ({"initial_value": "0"}, {"initial_value": ["must be greater than 0"]}),
    ({"initial_value": -5}, {"initial_value": ["must be greater than 0"]}),
    ({"initial_value": "2000.01"}, {"initial_value": ["can't exceed $2,000.00 USD"]}),
    ({"initial_value": 2001, "currency": "JPY"}, {"initial_value": ["can't exceed ¥2,000 JPY"]}),
    ({"initial_value": 2001, "currency": "SEK"}, {"initial_value": ["can't exceed 2,000.00 SEK"]}),
    ({"initial_value": "10.005"}, {"initial_value": ["can't have more than 2 decimal places"]}),
    ({"initial_value": "10.5", "currency": "JPY"}, {"initial_value": ["can't have more than 0 decimal places"]}),
    ({"initial_value": "ten"}, {"initial_value": ["is not a number"]}),
    ({"initial_value": "1e2"}, {"initial_value": ["is not a number"]}),
    ({"initial_value": "１０"}, {"initial_value": ["is not a number"]}),
    ({"initial_value": True}, {"initial_value": ["is not a number"]}),
    ({"initial_value": [1]}, {"initial_value": ["is not a number"]}),
    ({"initial_value": 10**30}, {"initial_value": ["is not a number"]}),
    ({"initial_value": 5, "currency": "dollars"}, {"currency": ["is invalid"]}),
    ({"initial_value": 5, "currency": 1}, {"currency": ["is invalid"]}),
    ({"initial_value": 5, "code": "abc-def"}, {"code": ["must be at least 8 characters long"]}),
    ({"initial_value": 5, "code": "a" * 21}, {"code": ["must be at most 20 characters long"]}),
    ({"initial_value": 5, "code": "abcdefg!"}, {"code": ["can only contain letters(a-z) and numbers(0-9)"]}),
    ({"initial_value": 5, "code": "ÄBCDEFGH"}, {"code": ["can only contain letters(a-z) and numbers(0-9)"]}),
    (
        {"initial_value": 5, "code": "é"},
        {"code": ["must be at least 8 characters long", "can only contain letters(a-z) and numbers(0-9)"]},
    ),
    ({"initial_value": 5, "code": 12345678}, {"code": ["is invalid"]}),
    ({"initial_value": 5, "code": 1234567.5}, {"code": ["is invalid"]}),
    ({"initial_value": 5, "note": 7}, {"note": ["is invalid"]}),
    ({"initial_value": 5, "note": 7.5}, {"note": ["is invalid"]}),
    ({"initial_value": 5, "note": "n" * 5001}, {"note": ["is too long (maximum is 5000 characters)"]}),
    ({"initial_value": 5, "note": "a\x00b"}, {"note": ["contains invalid characters"]}),
    ({"initial_value": 5, "note": "\ud800"}, {"note": ["contains invalid characters"]}),
    ({"initial_value": 5, "template_suffix": {}}, {"template_suffix": ["is invalid"]}),
    (
        {"initial_value": 5, "template_suffix": "t" * 256},
        {"template_suffix": ["is too long (maximum is 255 characters)"]},
    ),
    ({"initial_value": 5, "expires_on": "2027-02-30"}, {"expires_on": ["is invalid"]}),
    ({"initial_value": 5, "expires_on": "20270228"}, {"expires_on": ["is invalid"]}),
    ({"initial_value": 5, "expires_on": "tomorrow"}, {"expires_on": ["is invalid"]}),
    ({"initial_value": 5, "expires_on": 20270228}, {"expires_on": ["is invalid"]}),
    (
        {"initial_value": 0, "code": "x", "expires_on": "x"},
        {
            "initial_value": ["must be greater than 0"],
            "code": ["must be at least 8 characters long"],
            "expires_on": ["is invalid"],
        },
    ),
]


@pytest.mark.parametrize(("body", "errors"), BAD_CREATES)
def test_a_create_names_everything_that_is_wrong(
    standing: Caller, body: dict[str, object], errors: dict[str, object]
) -> None:
    before = standing.ids("/gift-cards", limit=250)
    reply = standing.call("POST", "/gift-cards", json=body)
    assert refusal_of(reply) == (422, {"errors": errors})
    assert standing.ids("/gift-cards", limit=250) == before


@pytest.mark.parametrize("code", ["TAKEN 123456", "taken-123-456", "taken123456"])
def test_a_code_is_unique_for_ever(shop: Caller, code: str) -> None:
    shop.disable(shop.issue(code="taken123456")["id"])
    reply = shop.call("POST", "/gift-cards", json={"initial_value": 5, "code": code})
    assert refusal_of(reply) == (422, {"errors": {"code": ["has already been taken"]}})


@pytest.mark.parametrize(
    ("balance", "errors"),
    [
        (None, {"balance": ["can't be blank"]}),
        ("-0.01", {"balance": ["must be greater than or equal to 0"]}),
        ("2000.01", {"balance": ["can't exceed $2,000.00 USD"]}),
        ("1.001", {"balance": ["can't have more than 2 decimal places"]}),
        ("abc", {"balance": ["is not a number"]}),
        (False, {"balance": ["is not a number"]}),
        ("20.00", {"balance": ["must be different from the present balance"]}),
    ],
)
def test_a_balance_that_cannot_be(standing: Caller, balance: object, errors: dict[str, object]) -> None:
    card_id = standing.issue("20.00")["id"]
    reply = standing.put_balance(card_id, balance)
    assert refusal_of(reply) == (422, {"errors": errors})
    assert standing.card(card_id)["balance"] == "20.00"
    assert standing.put_balance(card_id, "0.00").json()["number"] == 1


def test_a_disabled_card_refuses_money_and_an_expiry_date(standing: Caller) -> None:
    card_id = standing.issue("20.00")["id"]
    standing.disable(card_id)
    before = standing.card(card_id)
    for reply in (
        standing.put_balance(card_id, "10.00"),
        standing.update(card_id, expires_on="2030-01-01"),
        standing.update(card_id, expires_on=None, note="this neither"),
    ):
        assert refusal_of(reply) == (422, {"errors": {"base": "The gift card is deactivated."}})
    assert standing.card(card_id) == before


def test_an_expired_card_refuses_money(standing: Caller) -> None:
    card_id = standing.issue("20.00", expires_on="2027-01-14")["id"]
    reply = standing.put_balance(card_id, "10.00")
    assert refusal_of(reply) == (422, {"errors": {"base": "The gift card is expired."}})


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/gift-cards/1"),
        ("PUT", "/gift-cards/1"),
        ("PUT", "/gift-cards/1/balance"),
        ("POST", "/gift-cards/1/disable"),
        ("GET", "/gift-cards/abc"),
        ("GET", "/gift-cards/-1"),
        ("GET", f"/gift-cards/{10**40}"),
        ("GET", "/gift-cards/٣"),
        ("GET", "/gift-cards/transactions"),
        ("GET", "/gift-cards/"),
        ("GET", "/other"),
        ("GET", ""),
    ],
)
def test_what_is_not_there_is_404(standing: Caller, method: str, path: str) -> None:
    reply = standing.call(method, path, json={} if method != "GET" else None)
    assert refusal_of(reply) == (404, {"errors": "Not Found"})


def test_the_wrong_method_is_405(standing: Caller) -> None:
    reply = standing.call("DELETE", "/gift-cards")
    assert refusal_of(reply) == (405, {"errors": "Method Not Allowed"})
    assert "POST" in reply.headers["Allow"]


@pytest.mark.parametrize("authorisation", ["", "Bearer", "Bearer wrong", "Basic test-token-1", "Bearer t\xe9"])
def test_without_the_token_nothing_is_told(standing: Caller, authorisation: str) -> None:
    for path in ("/gift-cards", "/other"):
        reply = standing.call("GET", path, headers={"Authorization": authorisation.encode("latin-1")})
        assert refusal_of(reply) == (401, {"errors": "Invalid access token."})


def test_what_the_client_must_accept_and_send(standing: Caller) -> None:
    assert standing.call("GET", "/gift-cards", headers={"Accept": "text/html"}).status_code == 406
    assert standing.call("GET", "/gift-cards", headers={"Accept": "application/json"}).status_code == 200
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        assert standing.call("POST", "/gift-cards", data="{}", headers={"Content-Type": kind}).status_code == 415


def test_the_id_in_the_body_must_be_the_card_s(standing: Caller) -> None:
    card_id = standing.issue()["id"]
    for method, path in (("POST", f"/gift-cards/{card_id}/disable"), ("PUT", f"/gift-cards/{card_id}")):
        for other in (card_id + 1, str(card_id + 1), f"{card_id}.0", float(card_id), True, [card_id], None):
            reply = standing.call(method, path, json={"id": other})
            assert refusal_of(reply) == (422, {"errors": {"id": ["is not the id of this gift card"]}})
    assert standing.card(card_id)["disabled_at"] is None
    for method, path in (("PUT", f"/gift-cards/{card_id}"), ("POST", f"/gift-cards/{card_id}/disable")):
        assert standing.call(method, path, json={"id": str(card_id)}).status_code == 200


@pytest.mark.parametrize(
    "arguments",
    [
        {"limit": "251"},
        {"limit": "0"},
        {"limit": "-1"},
        {"limit": "many"},
        {"limit": "9" * 40},
        {"since_id": "x"},
        {"since_id": "-1"},
        {"since_id": "9" * 40},
        {"status": "expired"},
        {"page_info": "nonsense"},
        {"page_info": ""},
    ],
)
def test_a_list_that_cannot_be_meant_is_400(standing: Caller, arguments: dict[str, str]) -> None:
    reply = standing.read("/gift-cards", **arguments)
    assert reply.status_code == 400
    assert [*reply.json()["errors"]] == [*arguments]


@pytest.mark.parametrize(
    ("shape", "value_error", "missing"),
    [
        ("field_lists", {"errors": {"code": ["must be at least 8 characters long"]}}, {"errors": "Not Found"}),
        ("field_text", {"errors": {"code": "must be at least 8 characters long"}}, {"errors": "Not Found"}),
        ("base", {"errors": {"base": "code: must be at least 8 characters long"}}, {"errors": {"base": "Not Found"}}),
        ("text", {"errors": "code: must be at least 8 characters long"}, {"errors": "Not Found"}),
        ("error", {"error": "code: must be at least 8 characters long"}, {"error": "Not Found"}),
    ],
)
def test_refusals_come_in_every_json_shape(
    open_shop: Callable[..., Caller], shape: str, value_error: object, missing: object
) -> None:
    shop = open_shop(error_shape=shape)
    assert refusal_of(shop.call("POST", "/gift-cards", json={"initial_value": 1, "code": "x"})) == (422, value_error)
    assert refusal_of(shop.read("/gift-cards/1")) == (404, missing)


def test_refusals_come_as_html_or_empty(open_shop: Callable[..., Caller]) -> None:
    html = open_shop(error_shape="html").put_balance(1, "1.00")
    assert (html.status_code, html.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert html.text == "<html><body><h1>Not Found</h1></body></html>"
    empty = open_shop(error_shape="empty").put_balance(1, "1.00")
    assert (empty.status_code, empty.content) == (404, b"")
