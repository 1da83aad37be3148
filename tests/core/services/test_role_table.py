"""The table of what each role may do: edited by managers, kept by the gate, journalled, and in the settings' file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.bootstrap import Core
from core.domain.command import CashOut, Disable, Issue, Redeem, Replace, Reverse, SetBalance, TopUp, Update
from core.domain.permission import Permission
from core.domain.staff import Role
from core.errors import ApprovalNeeded, BadInput, KnownError, RuleRefused
from core.usecases import rights, settings
from core.usecases.rights import CellChange
from tests.builders import database_of
from tests.core.services.test_journal import entries
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import sell

PINS = {"Mia": "482913", "Max": "918273", "Cleo": "7294"}


@pytest.fixture
def till(open_till: OpenTill) -> Core:
    """A till with two managers and a clerk; Mia is there."""
    made = open_till()
    for name, pin in PINS.items():
        made.staff.put(name, Role.CLERK if name == "Cleo" else Role.MANAGER, pin)
    return made


def be(till: Core, name: str) -> None:
    till.staff.sign_in(name, PINS[name])


def do(till: Core, command: object) -> str:
    operation_id = till.desk.submit(command).operation_id  # type: ignore[arg-type]
    till.replay.run(operation_id)
    return operation_id


def refused(work: Callable[[], object]) -> KnownError:
    with pytest.raises((RuleRefused, BadInput)) as caught:
        work()
    return caught.value


def put(till: Core, role: Role, act: Permission, **wanted: str) -> None:
    rights.change_rights(till, (CellChange(role, act, **wanted),))


def test_a_level_counts_at_once_and_after_a_new_start(till: Core, open_till: OpenTill) -> None:
    cards = [sell(till, 1000).card_id for _ in range(2)]
    put(till, Role.CLERK, Permission.DISABLE, level="alone")
    put(till, Role.CLERK, Permission.UPDATE, level="no")
    be(till, "Cleo")
    do(till, Disable(cards[0], "stolen"))
    assert refused(lambda: do(till, Update(cards[1], (("note", "x"),)))).key == "staff.not_allowed"
    with till.staff.approving("Mia", PINS["Mia"]):
        assert refused(lambda: do(till, Update(cards[1], (("note", "x"),)))).key == "staff.not_allowed"
    till.close()
    again = open_till()
    be(again, "Cleo")
    do(again, Disable(cards[1], "stolen"))
    assert refused(lambda: do(again, Update(cards[1], (("note", "x"),)))).key == "staff.not_allowed"


def test_a_change_is_in_the_journal_with_what_it_was_before(till: Core) -> None:
    put(till, Role.CLERK, Permission.DISABLE, level="no")
    put(till, Role.CLERK, Permission.TOP_UP, most="50", day="80")
    told = [values for what, values in entries(till) if what == "setting"]
    kept = [(each["key"], each["before"], each["value"], each["who"]) for each in told if each["who"] == "Mia"]
    assert kept == [
        ("rights.clerk.disable", "approval", "no", "Mia"),
        ("manager.top_up", "200.00", "50.00", "Mia"),
        ("manager.created_day", "200.00", "80.00", "Mia"),
    ]


@pytest.mark.parametrize(
    ("role", "act", "wanted", "key"),
    [
        (Role.CLERK, Permission.STAFF, {"level": "alone"}, "rights.fixed"),
        (Role.CLERK, Permission.RIGHTS, {"level": "alone"}, "rights.fixed"),
        (Role.MANAGER, Permission.STAFF, {"level": "approval"}, "rights.fixed"),
        (Role.CLERK, Permission.SETTINGS, {"level": "alone"}, "setting.choice"),
        (Role.MANAGER, Permission.DISABLE, {"level": "no"}, "setting.choice"),
        (Role.CLERK, Permission.DISABLE, {"most": "5"}, "rights.no_limit"),
        (Role.CLERK, Permission.CLOSE_DAY, {"day": "5"}, "rights.no_limit"),
        (Role.CLERK, Permission.DISABLE, {}, "rights.nothing"),
        (Role.CLERK, Permission.REDEEM, {"most": "much"}, "money.shape"),
        (Role.MANAGER, Permission.REPLACE, {"level": "approval"}, ""),
        (Role.MANAGER, Permission.REDEEM, {"most": "50"}, "rights.above"),
        (Role.MANAGER, Permission.CASH_OUT, {"most": "10"}, "rights.above"),
        (Role.MANAGER, Permission.CASH_OUT, {"most": "15"}, ""),
        (Role.MANAGER, Permission.UPDATE, {"level": "approval"}, "rights.above"),
    ],
)
def test_what_would_lock_out_or_lift_above_is_refused(
    till: Core, role: Role, act: Permission, wanted: dict[str, str], key: str
) -> None:
    before = till.preferences.all()
    if not key:
        put(till, role, act, **wanted)
        assert till.preferences.all() != before
        return
    assert refused(lambda: put(till, role, act, **wanted)).key == key
    assert till.preferences.all() == before


def test_a_table_is_judged_as_a_whole(till: Core) -> None:
    """Both cells of an act change together, in whatever order they are named."""
    both = (CellChange(Role.MANAGER, Permission.UPDATE, "approval"), CellChange(Role.CLERK, Permission.UPDATE, "no"))
    rights.change_rights(till, both)
    assert refused(lambda: put(till, Role.CLERK, Permission.UPDATE, level="alone")).key == "rights.above"
    put(till, Role.CLERK, Permission.UPDATE, level="approval")


def test_managers_get_more_only_by_another_manager(till: Core) -> None:
    put(till, Role.MANAGER, Permission.DISABLE, level="approval")
    put(till, Role.MANAGER, Permission.SET_BALANCE, most="20")
    assert refused(lambda: put(till, Role.MANAGER, Permission.DISABLE, level="alone")).key == "staff.other"
    for most in ("21", ""):
        assert refused(lambda m=most: put(till, Role.MANAGER, Permission.SET_BALANCE, most=m)).key == "staff.other"
    assert refused(lambda: till.preferences.set("rights.manager.disable", "alone")).key == "staff.other"
    put(till, Role.MANAGER, Permission.SET_BALANCE, most="10")
    be(till, "Cleo")
    with till.staff.approving("Mia", PINS["Mia"]):
        clerk = refused(lambda: put(till, Role.MANAGER, Permission.DISABLE, level="alone"))
    assert clerk.key == "rights.two_managers"
    be(till, "Mia")
    with till.staff.approving("Max", PINS["Max"]):
        put(till, Role.MANAGER, Permission.DISABLE, level="alone")
    approved = [values for what, values in entries(till) if what == "approved"][-1]
    assert (approved["act"], approved["clerk"], approved["by"]) == ("rights", "Mia", "Max")


def test_who_stays_alone_is_not_locked_in(till: Core) -> None:
    put(till, Role.MANAGER, Permission.DISABLE, level="approval")
    till.staff.remove("Max")
    put(till, Role.MANAGER, Permission.DISABLE, level="alone")
    do(till, Disable(sell(till, 1000).card_id, "stolen"))


def test_a_clerk_changes_no_cell_by_any_door(till: Core) -> None:
    put(till, Role.CLERK, Permission.SETTINGS, level="approval")
    be(till, "Cleo")
    for key, value in (("manager.top_up", "900"), ("rights.clerk.disable", "alone"), ("limit.clerk.redeem", "")):
        error = refused(lambda k=key, v=value: settings.store_setting(till, k, v))
        assert (error.key, error.values["act"]) == ("staff.manager", "rights")
    mixed = {"till.name": "Till 9", "manager.top_up": "900"}
    assert isinstance(refused(lambda: settings.store_settings(till, mixed)), ApprovalNeeded)
    settings.store_setting(till, "window.sounds", "on")
    with till.staff.approving("Mia", PINS["Mia"]):
        settings.store_settings(till, mixed)


def test_the_table_goes_out_and_in_with_the_settings(till: Core, open_till: OpenTill, tmp_path: Path) -> None:
    put(till, Role.CLERK, Permission.DISABLE, level="no")
    put(till, Role.CLERK, Permission.REDEEM, most="100", day="")
    put(till, Role.CLERK, Permission.CASH_OUT, most="")
    settings.export_settings(till, tmp_path / "shop.toml")
    other = open_till("two")
    found = settings.look_through_file(other, tmp_path / "shop.toml")
    assert found.problems == ()
    settings.store_settings(other, found.values, "shop.toml")
    for key in ("rights.clerk.disable", "limit.clerk.redeem", "limit.clerk.redeem_day", "manager.cash_out"):
        assert other.preferences.get(key) == till.preferences.get(key), key
    assert rights.read_rights(other).rows == rights.read_rights(till).rows
    (tmp_path / "bad.toml").write_text('[rights.clerk]\ndisable = "often"\nstaff = "alone"\n', "utf-8")
    wrong = settings.look_through_file(other, tmp_path / "bad.toml").problems
    assert [(each.line, each.message.key) for each in wrong] == [(2, "setting.choice"), (3, "start.setting_unknown")]


def test_limits_move_with_the_currency(till: Core) -> None:
    put(till, Role.CLERK, Permission.REDEEM, most="99.50")
    till.preferences.set("currency", "JPY")
    assert (till.preferences.get("limit.clerk.redeem"), till.preferences.get("manager.top_up")) == ("99", "200")
    assert till.preferences.get("limit.manager.redeem") == ""


def test_what_another_version_stored_counts_for_nothing(till: Core, open_till: OpenTill) -> None:
    till.close()
    again = open_till("more")
    again.staff.put("Mia", Role.MANAGER, PINS["Mia"])
    with database_of(again).writing() as conn:
        conn.exec_driver_sql("INSERT INTO preferences VALUES ('rights.clerk.disable', 'sometimes')")
        conn.exec_driver_sql("INSERT INTO preferences VALUES ('rights.clerk.settings', 'alone')")
    again.close()
    once_more = open_till("more")
    rows = {row.permission: row.clerk.level.value for row in rights.read_rights(once_more).rows}
    assert (rows[Permission.DISABLE], rows[Permission.SETTINGS]) == ("approval", "approval")


# limits


LIMITS: list[tuple[Permission, Callable[[int, int], object]]] = [
    (Permission.ISSUE, lambda _card, amount: Issue(amount, "USD")),
    (Permission.REDEEM, lambda card, amount: Redeem(card, amount)),
    (Permission.TOP_UP, lambda card, amount: TopUp(card, amount, "goodwill")),
    (Permission.CASH_OUT, lambda card, amount: CashOut(card, amount, "moving away")),
    (Permission.SET_BALANCE, lambda card, amount: SetBalance(card, 50_000 - amount, "miscounted", seen=50_000)),
]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Cleo", "Mia"])
@pytest.mark.parametrize(("act", "command"), LIMITS, ids=[act.value for act, _ in LIMITS])
def test_beyond_a_limit_of_the_role_another_person_approves(
    till: Core, act: Permission, command: Callable[[int, int], object], name: str
) -> None:
    """The most at a time and in a day, for each role and kind; what was approved takes nothing from the day."""
    cards = [sell(till, 50_000).card_id for _ in range(6)]
    role = Role.CLERK if name == "Cleo" else Role.MANAGER
    created = act in {Permission.ISSUE, Permission.TOP_UP}
    if created and name == "Mia":
        with database_of(till).writing() as conn:
            conn.exec_driver_sql("UPDATE operations SET shop_day = '2000-01-01'")  # the cards above were hers
    clerk = CellChange(Role.CLERK, act, "alone", most="10", day="25")
    rights.change_rights(till, (clerk, CellChange(role, act, "alone", most="10", day="25")))
    be(till, name)
    assert refused(lambda: do(till, command(cards[0], 1001))).key == f"staff.{'manager' if name == 'Cleo' else 'other'}"
    do(till, command(cards[1], 1000))
    with till.staff.approving("Max", PINS["Max"]):
        approved = do(till, command(cards[2], 1500))
    assert dict(entries(till, approved))["accepted"]["approver"] == "Max"
    do(till, command(cards[3], 1000))
    assert isinstance(refused(lambda: do(till, command(cards[4], 501))), ApprovalNeeded)
    do(till, command(cards[5], 500))
    assert isinstance(refused(lambda: do(till, command(cards[4], 1))), ApprovalNeeded)
    be(till, "Max")
    if name == "Mia":
        do(till, command(cards[4], 1000))  # each has a day of their own
    with database_of(till).writing() as conn:
        conn.exec_driver_sql("UPDATE operations SET shop_day = '2000-01-01' WHERE clerk = ?", (name,))
    be(till, name)
    do(till, command(cards[0], 1000))


def test_take_backs_have_limits_of_their_own(till: Core) -> None:
    card = sell(till, 50_000).card_id
    put(till, Role.CLERK, Permission.REVERSE, most="10", day="15")
    be(till, "Cleo")
    taken = [do(till, Redeem(card, amount)) for amount in (1001, 1000, 501, 500)]
    assert isinstance(refused(lambda: do(till, Reverse(taken[0], "typed wrong"))), ApprovalNeeded)
    do(till, Reverse(taken[1], "typed wrong"))
    assert isinstance(refused(lambda: do(till, Reverse(taken[2], "typed wrong"))), ApprovalNeeded)
    do(till, Reverse(taken[3], "typed wrong"))


def test_any_money_that_the_shop_does_not_speak_is_beyond_a_limit(till: Core) -> None:
    card = sell(till, 5000).card_id
    with database_of(till).writing() as conn:
        conn.exec_driver_sql("INSERT OR REPLACE INTO preferences VALUES ('currency', 'EUR')")
    put(till, Role.CLERK, Permission.CASH_OUT, most="", day="")
    be(till, "Cleo")
    do(till, CashOut(card, 100, "asked"))  # without a limit there is nothing to be beyond
    be(till, "Mia")
    put(till, Role.CLERK, Permission.CASH_OUT, day="900")
    be(till, "Cleo")
    assert isinstance(refused(lambda: do(till, CashOut(card, 100, "asked"))), ApprovalNeeded)


def test_a_replacement_counts_for_no_limit_of_the_day(till: Core) -> None:
    """Its steps take all of one card and make another: that value was there before."""
    put(till, Role.CLERK, Permission.REPLACE, level="alone")
    put(till, Role.CLERK, Permission.REDEEM, day="10")
    card, lost = sell(till, 5000).card_id, sell(till, 90_000).card_id
    be(till, "Cleo")
    till.replacement.run(till.replacement.start(Replace(lost, "lost")).operation_id)
    do(till, Redeem(card, 1000))
    do(till, Issue(20_000, "USD"))
    assert isinstance(refused(lambda: do(till, Redeem(card, 1))), ApprovalNeeded)
