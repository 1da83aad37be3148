"""Settings of the shop: checked, kept in a normal form, and never in the way of a sale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import BadInput
from core.services.people.known_settings import ON_PAPER
from core.services.people.preferences import Preferences
from core.store import cards
from core.store.database import Database
from tests.builders import server_card


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "till.db")
    yield database
    database.close()


@pytest.fixture
def preferences(database: Database) -> Preferences:
    return Preferences(database)


def test_on_a_real_service_nothing_stands_on_paper_before_every_name_on_it_was_set_by_hand(
    preferences: Preferences, database: Database
) -> None:
    """The sandbox keeps its believable name; a folder from before that was set by hand has it already."""
    real = Preferences(database, real=True)
    assert preferences.shop_on_paper() == "Harbour Books"
    assert (real.unnamed(), real.shop_on_paper()) == (ON_PAPER, "")
    assert [real.shown()[key] for key in ON_PAPER] == ["", "", ""]
    real.set("shop.name", "Harbour Books")
    real.set("till.name", "Till 1")
    assert (real.unnamed(), real.shop_on_paper()) == (("currency",), "")
    real.set("currency", "USD")
    assert (real.unnamed(), real.shop_on_paper()) == ((), "Harbour Books")
    assert real.shown() == real.all()


def test_a_currency_that_the_service_makes_anyway_needs_no_hand(preferences: Preferences, database: Database) -> None:
    real = Preferences(database, real=True)
    with database.writing() as conn:
        cards.pulled(conn, [server_card(currency="USD")], 0.0, ())
    assert real.unnamed() == ("shop.name", "till.name")
    with database.writing() as conn:
        cards.pulled(conn, [server_card(card_id=n, currency="EUR") for n in (7001, 7002)], 0.0, ())
    assert real.unnamed() == ("shop.name", "currency", "till.name")


def test_values_are_kept_in_their_normal_form(preferences: Preferences) -> None:
    assert preferences.set("offline.per_sale", " 7,5 ") == "7.50"
    assert preferences.set("currency", "eur") == "EUR"
    assert preferences.limits().per_sale == 700
    assert preferences.set("shop.name", " Quay Books ") == "Quay Books"
    assert preferences.all()["shop.name"] == preferences.get("shop.name") == "Quay Books"


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("colour", "red", "start.setting_unknown"),
        ("shop.name", " ", "setting.text"),
        ("till.name", "x" * 61, "setting.text"),
        ("clerk.name", "a\nb", "setting.text"),
        ("currency", "dollars", "money.currency"),
        ("offline.per_sale", "-1", "money.shape"),
        ("offline.per_till", "1.005", "money.grouped"),
        ("shop.tills", "0", "setting.count"),
        ("shop.tills", "1001", "setting.count"),
        ("offline.balance_days", "-1", "setting.count"),
        ("offline.balance_days", "seven", "setting.count"),
        ("window.appearance", "pink", "setting.choice"),
    ],
)
def test_what_is_not_allowed_is_one_sentence(preferences: Preferences, key: str, value: str, expected: str) -> None:
    before = preferences.all()
    with pytest.raises(BadInput) as refused:
        preferences.set(key, value)
    assert refused.value.key == expected
    assert refused.value.sentence
    assert preferences.all() == before


@pytest.mark.parametrize(("currency", "per_sale"), [("JPY", 50), ("KWD", 50_000), ("EUR", 5000)])
def test_another_currency_keeps_the_limits_readable(preferences: Preferences, currency: str, per_sale: int) -> None:
    preferences.set("currency", currency)
    assert preferences.limits().per_sale == per_sale


def test_a_currency_that_the_service_does_not_sell_in_is_refused_once_that_is_known(
    preferences: Preferences, database: Database
) -> None:
    assert preferences.set("currency", "EUR") == "EUR"
    with database.writing() as conn:
        cards.pulled(conn, [server_card(currency="USD")], 0.0, ())
    before = preferences.all()
    with pytest.raises(BadInput) as refused:
        preferences.set("currency", "JPY")
    assert refused.value.sentence == "The service cannot make cards in JPY. Nothing was changed."
    assert preferences.all() == before
    assert preferences.set("currency", "usd") == "USD"


def test_counts_are_kept_without_leading_noughts(preferences: Preferences) -> None:
    assert preferences.set("shop.tills", "050") == "50"
    assert preferences.tills() == 50
    assert preferences.set("offline.balance_days", "0") == "0"
    assert preferences.limits().balance_days == 0
