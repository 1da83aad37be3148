"""The policy of the shop for its cards: profiles with a source for each rule, and what is said of a card by them."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain import policy
from core.domain.command import CashOut, Disable, Issue, Redeem, TopUp, Update
from core.domain.money import Money
from core.domain.outcome import Message
from core.domain.policy import (
    CHOICES,
    NONE,
    OWN,
    RULES,
    CardTerm,
    ShopPolicy,
    completed,
    policy_of,
    rules_of,
    source_of,
)
from core.domain.vouchers import VOUCHERS
from core.errors import BadInput
from core.services.people.known_settings import normal_form

PROFILES = [each for each in CHOICES if each != OWN]
TODAY = date(2026, 12, 1)


def named(profile: str, **rules: str) -> ShopPolicy:
    return policy_of(policy.DEFAULTS | {"shop.vouchers": "unset", policy.PROFILE: profile} | rules_of(profile) | rules)


def sale(expires_on: str | None, kind: str = "sold") -> Issue:
    return Issue(2_000, "USD", expires_on=expires_on, kind=kind)


def key_of(message: Message | None) -> str:
    return "" if message is None else message.key


@pytest.mark.parametrize("profile", PROFILES)
def test_each_rule_of_a_profile_has_a_source_and_a_day_and_is_in_its_normal_form(profile: str) -> None:
    rules = rules_of(profile)
    assert set(rules) == set(RULES)
    for key, value in rules.items():
        assert normal_form(key, value, "EUR") == value
    for key in (policy.EXPIRY, policy.CASH_BELOW, policy.CARD_MOST):
        assert bool(rules[key]) == bool(rules[source_of(key)]), "no rule without a source, no source without a rule"
    assert bool(rules[policy.LOOKED_AT]) == (profile != NONE)


@pytest.mark.parametrize(
    ("profile", "expires_on", "said"),
    [
        ("none", "2026-12-02", ""),
        ("us", None, ""),
        ("us", "2031-11-30", "policy.early"),
        ("us", "2031-12-01", ""),
        ("au", "2029-11-30", "policy.early"),
        ("au", "2029-12-01", ""),
        ("us-ca", "2099-12-31", "policy.never"),
        ("us-ca", None, ""),
        ("eu", "2026-12-02", ""),
    ],
)
def test_a_card_that_ends_earlier_than_the_rule_is_told_of(profile: str, expires_on: str | None, said: str) -> None:
    assert key_of(named(profile).about(sale(expires_on), TODAY)) == said


def test_a_leap_day_has_its_years_from_the_first_of_march() -> None:
    leap = date(2028, 2, 29)
    assert policy.years_later(leap, 5) == date(2033, 3, 1)
    assert key_of(named("us").about(sale("2033-02-28"), leap)) == "policy.early"
    assert named("us").about(sale("2033-03-01"), leap) is None


@pytest.mark.parametrize(
    ("profile", "last_day", "sold_on", "said"),
    [
        ("us", "2029-05-31", date(2024, 6, 1), "policy.early"),
        ("us", "2029-06-01", date(2024, 6, 1), ""),
        ("us", None, date(2024, 6, 1), ""),
        ("us", "2026-12-02", None, ""),
        ("us-ca", "2099-12-31", date(2024, 6, 1), "policy.never"),
        ("none", "2026-12-02", date(2024, 6, 1), ""),
    ],
)
def test_another_last_day_counts_from_the_day_of_the_sale(
    profile: str, last_day: str | None, sold_on: date | None, said: str
) -> None:
    term = CardTerm("2026-12-31", sold_on)
    assert key_of(named(profile).about(Update(1, (("expires_on", last_day),)), TODAY, term)) == said


@pytest.mark.parametrize(
    ("profile", "expires_on", "sold_on", "said"),
    [
        ("us", "2031-11-30", date(2020, 1, 1), "policy.early_top_up"),
        ("us", "2031-12-01", date(2020, 1, 1), ""),
        ("us", None, date(2020, 1, 1), ""),
        ("us", "2031-11-30", None, ""),
        ("us-ca", "2099-12-31", date(2020, 1, 1), "policy.never"),
        ("eu", "2026-12-02", date(2020, 1, 1), ""),
    ],
)
def test_a_top_up_is_told_of_as_a_sale_of_today_would_be(
    profile: str, expires_on: str | None, sold_on: date | None, said: str
) -> None:
    assert key_of(named(profile).about(TopUp(1, 100), TODAY, CardTerm(expires_on, sold_on))) == said


def test_of_what_leaves_the_last_day_as_it_is_nothing_is_said() -> None:
    term = CardTerm("2026-12-02", date(2020, 1, 1))
    for command in (Update(1, (("note", "x"),)), Redeem(1, 100), CashOut(1, 100, "x"), Disable(1, "x")):
        assert named("us").about(command, TODAY, term) is None
    assert named("us").about(TopUp(1, 100), TODAY) is None, "no such card is known here"


def test_of_an_order_the_cards_are_counted_and_what_is_given_away_is_not() -> None:
    cards = [sale("2027-01-01"), sale("2027-01-01", "promotion"), sale(None), sale("2031-12-01"), sale("2028-01-01")]
    assert named("us").about_order(cards, TODAY) == Message(
        "policy.early_many", {"years": "5", "source": " (15 U.S.C. 1693l-1; 12 CFR 1005.20)", "count": 2}
    )
    assert key_of(named("us-ca").about_order(cards, TODAY)) == "policy.never_many"
    assert named("us").about_order([sale(None)], TODAY) is None
    assert named("none").about_order(cards, TODAY) is None


@pytest.mark.parametrize(
    ("rest", "said"),
    [(0, ""), (1, "policy.cash_out"), (1499, "policy.cash_out"), (1500, ""), (-5, "")],
)
def test_the_rest_is_offered_below_the_mark_and_not_at_it(rest: int, said: str) -> None:
    assert key_of(named("us-ca").about_rest(Money(rest, "USD"))) == said


def test_a_mark_is_of_its_own_currency_alone() -> None:
    assert named("us-ca").about_rest(Money(100, "EUR")) is None
    assert named("us").about_rest(Money(100, "USD")) is None


def test_a_profile_brings_its_rules_and_a_rule_makes_an_own_copy() -> None:
    assert completed({policy.PROFILE: "us"}) == {policy.PROFILE: "us"} | rules_of("us")
    assert completed({policy.EXPIRY: "4"}) == {policy.EXPIRY: "4", policy.PROFILE: OWN}
    both = {policy.PROFILE: "us", policy.EXPIRY: "4"}
    assert completed(both) == both, "as a file of settings has it"
    assert completed({policy.PROFILE: OWN}) == {policy.PROFILE: OWN}, "the rules stay, to be changed"
    assert completed({policy.PROFILE: "nowhere"}) == {policy.PROFILE: "nowhere"}, "refused where it is stored"
    assert completed({"shop.name": "Quay"}) == {"shop.name": "Quay"}


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        (policy.CASH_BELOW, "10", "10.00 EUR"),
        (policy.CASH_BELOW, "10,5 usd", "10.50 USD"),
        (policy.CASH_BELOW, "0", ""),
        (policy.CASH_BELOW, "", ""),
        (policy.CARD_MOST, "2000 JPY", "2000 JPY"),
        (policy.EXPIRY, "never", "never"),
        (policy.LOOKED_AT, "2026-02-28", "2026-02-28"),
    ],
)
def test_a_rule_is_kept_in_its_normal_form(key: str, typed: str, kept: str) -> None:
    assert normal_form(key, typed, "EUR") == kept


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        (policy.CASH_BELOW, "ten"),
        (policy.CASH_BELOW, "10 dollars"),
        (policy.CASH_BELOW, "-1"),
        (policy.EXPIRY, "0"),
        (policy.EXPIRY, "11"),
        (policy.LOOKED_AT, "1.12.2026"),
        (policy.PROFILE, "texas"),
        (source_of(policy.EXPIRY), "x" * 201),
    ],
)
def test_what_is_no_rule_is_refused(key: str, typed: str) -> None:
    with pytest.raises(BadInput):
        normal_form(key, typed, "EUR")


def test_the_kind_of_voucher_of_the_shop_is_the_rule_of_the_eu() -> None:
    found = named("eu", **{"shop.vouchers": VOUCHERS[0]})
    assert (found.vouchers.value, "2016/1065" in found.vouchers.source) == (VOUCHERS[0], True)
    assert named("ie").vouchers.source == found.vouchers.source
    assert named("us").vouchers.source == ""
