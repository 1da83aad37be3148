"""What the shop sells: the shape of the catalogue, its version, its rules, and its file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import CannotStart
from core.server.contract.products import Denomination, new_product
from core.server.contract.refusals import RequestRefused
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.connection_pool import ConnectionPool, begin_write, open_connection
from core.server.data.database import database_url, open_database
from core.server.data.tables import metadata
from core.server.http.endpoints import CardEndpoints
from core.server.orders import catalogue as catalogue_room
from core.server.orders.catalogue import Catalogue, read_catalogue_file
from tests.core.server.conftest import Caller

BIRTHDAY: dict[str, Any] = {
    "id": "birthday",
    "name": "Birthday",
    "brand": "Harbour Books",
    "template_suffix": "gift_cards.birthday.liquid",
    "countries": ["US", "CA"],
    "denominations": {"USD": {"fixed": ["50.00", "25", 25], "min": "10.00", "max": "200.00", "step": "5.00"}},
}
TOLD = {
    **BIRTHDAY,
    "denominations": {"USD": {"fixed": ["25.00", "50.00"], "min": "10.00", "max": "200.00", "step": "5.00"}},
    "choice": False,
    "active": True,
}
PLAIN = {"id": "plain", "name": "Plain", "denominations": {"JPY": {"fixed": ["1500"]}}}


def product(**changes: object) -> dict[str, Any]:
    return {**BIRTHDAY, **changes}


def sold(**denomination: object) -> dict[str, Any]:
    return product(denominations={"USD": denomination})


def add(shop: Caller, body: dict[str, Any]) -> Any:
    return shop.call("POST", "/catalogue/products", json=body)


def test_it_is_empty_until_somebody_fills_it_and_has_exactly_this_shape(shop: Caller) -> None:
    assert shop.read("/catalogue").json() == {"products": []}
    made = add(shop, BIRTHDAY)
    assert (made.status_code, made.json()) == (201, {"product": TOLD})
    add(shop, PLAIN)
    plain = {
        **dict.fromkeys(("brand", "template_suffix")),
        **PLAIN,
        "countries": [],
        "denominations": {"JPY": {"fixed": ["1500"], "min": None, "max": None, "step": None}},
        "choice": False,
        "active": True,
    }
    assert shop.read("/catalogue").json() == {"products": [TOLD, plain]}
    assert list(shop.read("/catalogue").json()["products"][0]) == list(TOLD)


def test_its_version_changes_with_it_and_who_has_it_is_sent_nothing(shop: Caller) -> None:
    add(shop, BIRTHDAY)
    first = shop.read("/catalogue")
    tag = first.headers["ETag"]
    for known in (tag, f'"other", W/{tag}', "*"):
        same = shop.call("GET", "/catalogue", headers={"If-None-Match": known})
        assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
        assert "content-length" not in same.headers
    shop.call("PUT", "/catalogue/products/birthday", json={"active": False})
    changed = shop.call("GET", "/catalogue", headers={"If-None-Match": tag})
    assert (changed.status_code, changed.headers["ETag"] == tag) == (200, False)
    shop.call("PUT", "/catalogue/products/birthday", json={"active": True})
    assert shop.read("/catalogue").headers["ETag"] == tag


def test_a_change_keeps_what_it_does_not_name_and_denominations_are_one_thing(shop: Caller) -> None:
    add(shop, BIRTHDAY)
    changed = shop.call("PUT", "/catalogue/products/birthday", json={"brand": None, "name": " Party "})
    assert changed.json() == {"product": {**TOLD, "brand": None, "name": "Party"}}
    only_euro = {"denominations": {"EUR": {"min": 5, "max": 7.5}}}
    changed = shop.call("PUT", "/catalogue/products/birthday", json=only_euro)
    assert changed.json()["product"]["denominations"] == {
        "EUR": {"fixed": [], "min": "5.00", "max": "7.50", "step": None}
    }
    other = shop.call("PUT", "/catalogue/products/birthday", json={"id": "easter"})
    assert (other.status_code, other.json()["code"]) == (422, "invalid_product")


def test_what_is_not_there_or_there_already_is_refused_with_a_code(shop: Caller) -> None:
    missing = shop.call("PUT", "/catalogue/products/nothing", json={"name": "x"})
    assert (missing.status_code, missing.json()["code"]) == (404, "unknown_product")
    add(shop, BIRTHDAY)
    twice = add(shop, product(name="Again"))
    assert (twice.status_code, twice.json()) == (
        422,
        {"errors": {"id": ["has already been taken"]}, "code": "product_exists"},
    )
    assert [each["name"] for each in shop.read("/catalogue").json()["products"]] == ["Birthday"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (product(id=None), "id"),
        (product(id="Birthday"), "id"),
        (product(id="-x"), "id"),
        (product(id="x" * 41), "id"),
        (product(id=5), "id"),
        (product(name=None), "name"),
        (product(name="  "), "name"),
        (product(name="a\nb"), "name"),
        (product(name="x" * 121), "name"),
        (product(brand=7), "brand"),
        (product(template_suffix="x" * 256), "template_suffix"),
        (product(countries="US"), "countries"),
        (product(countries=["us"]), "countries"),
        (product(countries=[None]), "countries"),
        (product(choice=None), "choice"),
        (product(active="yes"), "active"),
        (product(denominations={}), "denominations"),
        (product(denominations=None), "denominations"),
        (product(denominations={"usd": {"fixed": ["5"]}}), "denominations"),
        (product(denominations={"USD": ["5"]}), "denominations"),
        (sold(), "denominations"),
        (sold(fixed=[]), "denominations"),
        (sold(fixed="25.00"), "denominations"),
        (sold(fixed=["25.001"]), "denominations"),
        (sold(fixed=["0"]), "denominations"),
        (sold(fixed=["-5"]), "denominations"),
        (sold(fixed=[True]), "denominations"),
        (sold(fixed=[None]), "denominations"),
        (sold(fixed=["2000.01"]), "denominations"),
        (sold(fixed=[str(each + 1) for each in range(51)]), "denominations"),
        (sold(min="5"), "denominations"),
        (sold(max="5"), "denominations"),
        (sold(min="6", max="5"), "denominations"),
        (sold(min="1", max="2000.01"), "denominations"),
        (sold(fixed=["5"], step="1"), "denominations"),
        (sold(min="1", max="5", step="0"), "denominations"),
    ],
)
def test_what_no_product_may_be_is_refused_by_field(body: dict[str, Any], field: str) -> None:
    with pytest.raises(RequestRefused) as refused:
        new_product(body, Switches())
    assert (refused.value.status, refused.value.code, list(refused.value.errors)) == (422, "invalid_product", [field])


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(RequestRefused) as refused:
        new_product({"id": "A", "name": "", "denominations": {}, "active": 1}, Switches())
    assert set(refused.value.errors) == {"id", "name", "denominations", "active"}


@pytest.mark.parametrize("switches", [Switches(currencies="CAD"), Switches(other_currencies=False)])
def test_only_currencies_of_the_shop_are_sold(switches: Switches) -> None:
    assert new_product(BIRTHDAY, switches).name == "Birthday"
    with pytest.raises(RequestRefused):
        new_product(product(denominations={"EUR": {"fixed": ["5"]}}), switches)


@pytest.mark.parametrize(
    ("denomination", "amounts"),
    [
        (Denomination((2500, 5000)), {2500, 5000}),
        (Denomination((9,), 1, 6, 2), {1, 3, 5, 9}),
        (Denomination((), 4, 6), {4, 5, 6}),
    ],
)
def test_a_product_is_sold_for_its_amounts_and_for_no_other(denomination: Denomination, amounts: set[int]) -> None:
    assert {amount for amount in (*range(12), 2500, 4999, 5000) if denomination.sells(amount)} == amounts


def test_there_are_only_so_many_products(shop: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue_room, "MOST_PRODUCTS", 1)
    add(shop, BIRTHDAY)
    assert add(shop, PLAIN).json()["code"] == "too_many_products"


def test_a_repeat_under_its_key_gets_the_first_answer(shop: Caller) -> None:
    key = {"Idempotency-Key": '"one"'}
    replies = [shop.call("POST", "/catalogue/products", json=BIRTHDAY, headers=key) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [201, 201]
    assert len(shop.read("/catalogue").json()["products"]) == 1


FILE = """
[[product]]
id = "birthday"
name = "Birthday"
brand = "Harbour Books"
template_suffix = "gift_cards.birthday.liquid"
countries = ["US", "CA"]

[product.denominations.USD]
fixed = ["50.00", 25.00, 25]
min = "10.00"
max = 200
step = 5.0

[[product]]
id = "plain"
name = "Plain"
denominations.JPY.fixed = ["1500"]
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def endpoints(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CardEndpoints]:
    where = tmp_path / "shop.sqlite" if request.param == "sqlite" else str(request.getfixturevalue("address"))
    engine = open_database(database_url(where))
    yield CardEndpoints(engine, Switches(), lambda: 1_800_000_000.0)
    if request.param != "sqlite":
        metadata.drop_all(engine)
    engine.dispose()


def test_a_file_fills_it_at_the_start_and_leaves_other_products_alone(endpoints: CardEndpoints, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(FILE, "utf-8")
    offered = endpoints.catalogue()
    for body in (product(id="own"), product(name="Old name", active=False)):
        offered.add(Request("", body=json.dumps(body).encode())).execute()
    for _ in range(2):
        with begin_write(ConnectionPool(endpoints.engine)) as conn:
            Catalogue(conn, Switches()).adopt(read_catalogue_file(str(path), Switches()), 5)
    found = json.loads(offered.read(Request("")).body)["products"]
    assert [each["id"] for each in found] == ["own", "birthday", "plain"]
    assert found[1] == TOLD


def test_it_is_kept_by_both_databases(endpoints: CardEndpoints) -> None:
    offered = endpoints.catalogue()
    offered.add(Request("", body=json.dumps(BIRTHDAY).encode())).execute()
    changed = offered.change(Request("", path_id="birthday", body=b'{"name": "Feast"}')).execute()
    assert json.loads(changed.body)["product"] == {**TOLD, "name": "Feast"}
    with pytest.raises(RequestRefused):
        offered.add(Request("", body=json.dumps(BIRTHDAY).encode())).execute()
    with open_connection(ConnectionPool(endpoints.engine)) as conn:
        found = Catalogue(conn, Switches()).find("birthday")
    assert found is not None
    assert found.denominations["USD"] == Denomination((2500, 5000), 1000, 20000, 500)


@pytest.mark.parametrize(
    "content",
    ["", "[[product]", "title = 1\n" + FILE, FILE + FILE, 'product = ["x"]', FILE.replace("25.00", "25.001")],
    ids=["empty", "no TOML", "a name more", "twice", "no tables", "decimals"],
)
def test_a_file_that_is_not_sound_stops_the_start(content: str, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(CannotStart) as refused:
        read_catalogue_file(str(path), Switches())
    assert (refused.value.key, refused.value.values["key"]) == ("start.setting", "--catalogue")


def test_a_file_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(CannotStart):
        read_catalogue_file(str(tmp_path / "none.toml"), Switches())


def test_who_may_not_manage_changes_nothing(open_shop: Callable[..., Caller]) -> None:
    shop = open_shop()
    for method, path in (("DELETE", "/catalogue"), ("GET", "/catalogue/products"), ("POST", "/catalogue/products/x")):
        assert shop.call(method, path, json={}).status_code == 405
    assert shop.call("GET", "/catalogue/products/a/b").status_code == 404
