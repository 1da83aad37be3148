"""The policy of a shop on a real till: chosen by a manager, told where it matters, carried to other tills."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.bootstrap import Core
from core.domain import policy as rules
from core.domain.command import CashOut, Command, Issue, Redeem, TopUp, Update
from core.domain.outcome import Confirmed, Message
from core.domain.policy import years_later
from core.errors import BadInput, RuleRefused
from core.services.till import diagnostics
from core.usecases import commands, counter, orders, policy, sales, settings, sharing
from tests.core.services.kept_shop import KeptShop, kept_shop
from tests.core.services.several_tills import SeveralTills
from tests.core.services.test_journal import entries
from tests.e2e.counter_actions import sell


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptShop[SeveralTills]]:
    with kept_shop(tmp_path_factory.mktemp("kept"), SeveralTills) as made:
        yield made


@pytest.fixture
def tills(kept: KeptShop[SeveralTills]) -> Iterator[SeveralTills]:
    with kept.copy() as made:
        yield made


@pytest.fixture
def till(tills: SeveralTills) -> Core:
    return tills.first


def advice(core: Core, command: Command) -> str:
    """Carry it out by the counter's way; return the key of what the policy has to say, "" for nothing.

    Of a last day the same is said beforehand.
    """
    before = policy.read_advice(core, command)
    result = counter.carry_out(core, command).answer
    assert isinstance(result.outcome, Confirmed)
    assert isinstance(command, Redeem) or before == result.advice
    return "" if result.advice is None else result.advice.key


def last_day(core: Core, card_id: int, years: int) -> Update:
    return Update(card_id, (("expires_on", ends(core, years).expires_on),))


def ends(core: Core, years: int, kind: str = "sold") -> Issue:
    today = date.fromisoformat(core.queries.shop_day())
    return Issue(2_000, "USD", expires_on=years_later(today, years).isoformat(), kind=kind, reason="x")


def told(core: Core) -> list[tuple[object, object, object, object]]:
    """Return key, before, after and who of each setting in the journal that is of the policy."""
    found = [values for what, values in entries(core) if what == "setting"]
    return [
        (each["key"], each["before"], each["value"], each["who"]) for each in found if rules.is_policy(str(each["key"]))
    ]


def test_without_a_policy_nothing_is_said(till: Core) -> None:
    assert policy.read_policy(till).policy.profile == rules.NONE
    assert policy.read_policy(till).remarks == ()
    assert advice(till, ends(till, 1)) == ""
    assert advice(till, Redeem(sell(till, 2_000).card_id, 1_900)) == ""


def test_a_profile_counts_at_once_with_its_day_and_who_chose_it(till: Core) -> None:
    policy.choose_profile(till, "us-ca")
    read = policy.read_policy(till).policy
    assert (read.profile, read.expiry.value, read.cash_below.value) == ("us-ca", rules.NEVER, "15.00 USD")
    assert "1749.5" in read.cash_below.source
    assert read.edited == f"{till.queries.shop_day()} Mia"
    assert (rules.CASH_BELOW, "", "15.00 USD", "Mia") in told(till)
    assert (rules.PROFILE, "none", "us-ca", "Mia") in told(till)
    assert sales.read_shelf(till).policy == read


def test_it_is_said_of_a_card_that_is_sold_with_too_early_an_end_and_the_card_is_made(till: Core) -> None:
    policy.choose_profile(till, "us")
    assert advice(till, ends(till, 1)) == "policy.early"
    assert advice(till, ends(till, 5)) == ""
    assert advice(till, ends(till, 1, "promotion")) == "", "the law leaves out what is given away"
    assert advice(till, Issue(2_000, "USD")) == ""


def test_it_is_said_of_an_edit_that_ends_too_early_and_of_a_top_up_of_such_a_card(till: Core) -> None:
    policy.choose_profile(till, "us")
    sold = commands.submit_and_run(till, ends(till, 6)).outcome.card_id
    assert advice(till, TopUp(sold, 500)) == ""
    assert advice(till, Update(sold, (("note", "x"),))) == ""
    assert advice(till, last_day(till, sold, 1)) == "policy.early"
    assert advice(till, TopUp(sold, 500)) == "policy.early_top_up"
    assert advice(till, last_day(till, sold, 5)) == ""
    assert advice(till, Update(sold, (("expires_on", None),))) == ""
    assert advice(till, TopUp(sold, 500)) == ""


def test_a_card_that_was_given_away_here_has_no_rule_at_an_edit_or_a_top_up(till: Core) -> None:
    policy.choose_profile(till, "us-ca")
    given = commands.submit_and_run(till, ends(till, 1, "goodwill")).outcome.card_id
    assert (advice(till, last_day(till, given, 2)), advice(till, TopUp(given, 500))) == ("", "")
    sold = sell(till, 2_000).card_id
    assert (advice(till, last_day(till, sold, 9)), advice(till, TopUp(sold, 500))) == ("policy.never", "policy.never")


def test_an_order_says_of_how_many_cards_beforehand(till: Core, tmp_path: Path) -> None:
    file = tmp_path / "order.csv"
    early, late = ends(till, 1).expires_on, ends(till, 5).expires_on
    file.write_text(
        f"amount,expires_on,kind\n5,{early},\n5,{late},\n5,,\n5,{early},goodwill\n5,{early},sold\n", encoding="utf-8"
    )
    assert orders.plan_file(till, file).advice is None
    policy.choose_profile(till, "us")
    found = orders.plan_file(till, file)
    assert found.advice is not None
    assert (found.advice.key, found.advice.values["count"], len(found.rows)) == ("policy.early_many", 2, 5)
    equal = orders.plan_equal(till, ends(till, 1), 3)
    assert equal.advice is not None
    assert equal.advice.values["count"] == 3
    assert orders.plan_equal(till, ends(till, 5), 3).advice is None
    assert len(till.batches.cards(orders.begin_order(till, equal).batch_id)) == 3


def test_a_small_rest_may_be_asked_for_in_cash_and_is_paid_out_by_the_verb_there_is(till: Core) -> None:
    policy.choose_profile(till, "us-ca")
    card_id = sell(till, 5_000).card_id
    assert advice(till, Redeem(card_id, 3_500)) == "", "15.00 is not less than 15.00"
    assert advice(till, Redeem(card_id, 1)) == "policy.cash_out"
    assert advice(till, CashOut(card_id, 1_499, "the customer asked")) == ""
    assert till.queries.card(card_id).balance == 0  # type: ignore[union-attr]


def test_a_rule_changed_by_hand_makes_the_policy_the_shops_own(till: Core) -> None:
    policy.choose_profile(till, "us")
    settings.store_setting(till, rules.CASH_BELOW, "5")
    read = policy.read_policy(till).policy
    assert (read.profile, read.expiry.value, read.cash_below.value) == (rules.OWN, "5", "5.00 USD")
    policy.choose_profile(till, "none")
    assert policy.read_policy(till).policy.expiry.value == ""


def test_who_changed_it_is_written_by_the_till_alone(till: Core) -> None:
    with pytest.raises(BadInput) as refused:
        settings.store_setting(till, rules.EDITED, "2020-01-01 Nobody")
    assert refused.value.key == "policy.edited"


def test_a_clerk_reads_it_and_changes_nothing(tills: SeveralTills) -> None:
    till = tills.first
    policy.choose_profile(till, "us")
    till.staff.sign_out()
    till.staff.sign_in("Cleo", "7294")
    assert policy.read_policy(till).policy.profile == "us"
    for change in (lambda: policy.choose_profile(till, "none"), lambda: policy.set_limits(till)):
        with pytest.raises(RuleRefused):
            change()
    assert policy.read_policy(till).policy.profile == "us"


def test_limits_are_proposed_and_set_only_on_confirmation(till: Core) -> None:
    settings.store_setting(till, "manager.cash_out", "5.00")
    before = till.preferences.all()
    policy.choose_profile(till, "us-ca")
    proposed = policy.read_policy(till).limits
    assert [(each.setting, each.before, each.after) for each in proposed] == [
        ("limit.clerk.issue", "", "2000.00"),
        ("manager.cash_out", "5.00", "15.00"),
    ]
    assert all(each.source for each in proposed)
    now = till.preferences.all()
    assert {key: before[key] for key in before if before[key] != now[key]}.keys() <= set(rules.DEFAULTS)
    policy.set_limits(till)
    assert till.preferences.get("manager.cash_out") == "15.00"
    assert policy.read_policy(till).limits == ()
    with pytest.raises(RuleRefused):
        policy.set_limits(till)


def test_a_stricter_limit_of_the_shop_is_left_alone(till: Core) -> None:
    settings.store_setting(till, "limit.clerk.issue", "500.00")
    settings.store_setting(till, "manager.cash_out", "50.00")
    policy.choose_profile(till, "us-ca")
    assert policy.read_policy(till).limits == ()


def test_a_shop_in_another_currency_gets_no_limit_of_dollars(till: Core) -> None:
    settings.store_setting(till, "currency", "EUR")
    policy.choose_profile(till, "us-ca")
    assert policy.read_policy(till).limits == ()
    assert till.preferences.get(rules.CASH_BELOW) == "15.00 USD"


def test_the_eu_asks_for_the_kind_of_voucher_until_it_is_set(till: Core) -> None:
    policy.choose_profile(till, "eu")
    source: dict[str, object] = {"source": policy.read_policy(till).policy.vouchers.shown}
    assert Message("policy.vouchers", source) in policy.read_policy(till).remarks
    settings.store_setting(till, "shop.vouchers", "multi-purpose")
    assert policy.read_policy(till).remarks == (Message("policy.advice"),)


def test_it_goes_out_and_in_with_the_settings(till: Core, tmp_path: Path) -> None:
    policy.choose_profile(till, "us-ca")
    settings.store_setting(till, rules.source_of(rules.CASH_BELOW), 'Our own "rule", with ü')
    kept = policy.read_policy(till)
    settings.export_settings(till, tmp_path / "shop.toml")
    policy.choose_profile(till, "none")
    found = settings.look_through_file(till, tmp_path / "shop.toml")
    assert found.problems == ()
    settings.store_settings(till, found.values, "shop.toml")
    assert policy.read_policy(till) == kept


def test_a_file_by_hand_needs_the_name_of_the_profile_alone(till: Core, tmp_path: Path) -> None:
    (tmp_path / "hand.toml").write_text('[policy]\nprofile = "ie"\n', encoding="utf-8")
    found = settings.look_through_file(till, tmp_path / "hand.toml")
    settings.store_settings(till, found.values, "hand.toml")
    read = policy.read_policy(till).policy
    assert (read.expiry.value, "2019" in read.expiry.source, read.edited[-3:]) == ("5", True, "Mia")


def test_it_goes_to_the_other_tills_with_the_shop_file(tills: SeveralTills) -> None:
    second = tills.second()
    policy.choose_profile(tills.first, "us-ca")
    tills.write()
    sharing.take_shop_file(second, tills.file)
    assert policy.read_policy(second).policy == policy.read_policy(tills.first).policy
    card_id = sell(second, 2_000).card_id
    assert advice(second, Redeem(card_id, 1_000)) == "policy.cash_out"


def test_a_promise_is_not_told_that_it_can_be_paid_out(till: Core) -> None:
    policy.choose_profile(till, "us-ca")
    card_id = sell(till, 2_000).card_id
    till.connection.switch(offline=True)
    result = commands.submit_and_run(till, Redeem(card_id, 1_000))
    assert result.advice is None


def test_no_name_is_in_what_goes_to_whoever_helps(till: Core) -> None:
    policy.choose_profile(till, "us")
    assert "Mia" not in json.dumps(diagnostics.settings_told(till.preferences.set_by_hand()))
