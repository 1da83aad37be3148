"""What a service tells of itself is a hint: what is strange in it is not there, and nothing of it stops a till."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.reply import Described
from core.remote.description import described
from core.server.contract.switches import Switches
from core.server.http.openapi import openapi_document


def with_field(field: object) -> dict[str, object]:
    body = {"content": {"application/json": {"schema": {"properties": {"currency": field}}}}}
    return {"paths": {"/v1/gift-cards": {"post": {"requestBody": body}}}}


@pytest.mark.parametrize(
    ("switches", "told"),
    [
        (Switches(), Described(86_400, True, (), "USD")),
        (Switches(currency="EUR", currencies="JPY,KWD"), Described(86_400, True, ("EUR", "JPY", "KWD"), "EUR")),
        (Switches(other_currencies=False, currency="EUR"), Described(86_400, False, (), "EUR")),
        (Switches(shop_name="Quay Books"), Described(86_400, True, (), "USD", "Quay Books")),
        (Switches(idempotency_keys=False), Described(None, True, (), "USD")),
        (Switches(idempotency_keys=True, key_lifetime_s=77), Described(77, True, (), "USD")),
    ],
)
def test_our_own_service_is_read_as_it_is_switched(switches: Switches, told: Described) -> None:
    """It stores first replies in the transaction of their write, and says so where it keeps any."""
    expected = replace(told, keys_with_write=told.key_retention_s is not None)
    assert described(openapi_document(switches)) == expected


@pytest.mark.parametrize("field", [None, "USD", [], 5])
def test_a_field_that_is_no_schema_is_no_field(field: object) -> None:
    assert not described(with_field(field)).takes_currency


@pytest.mark.parametrize("listed", [["USD", "usd", 5, None, "USD", "DOLLAR"], ["USD"] * 5000])
def test_only_codes_are_taken_from_the_list(listed: list[object]) -> None:
    assert described(with_field({"enum": listed})).currencies == ("USD",)


@pytest.mark.parametrize("shop", [None, [], {"name": 5}, {"name": "x" * 61}, {"name": "a\u202eb"}, {"currency": "yen"}])
def test_a_shop_that_cannot_be_printed_is_not_there(shop: object) -> None:
    told = described({"paths": {}, "x-shop": shop})
    assert (told.shop_name, told.currency) == ("", "")


@pytest.mark.parametrize("paths", [{"/gift-cards": 5}, {"/gift-cards": {"post": []}}, {"/gift-cards": {"post": {}}}])
def test_a_strange_path_tells_nothing(paths: object) -> None:
    assert described({"paths": paths}) == Described(None)
