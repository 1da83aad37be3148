"""What all tills did, read at a desk in the office: each act once, to the cent as in the books of its till."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.bootstrap import Core
from core.closed_till import join_fresh
from core.domain.command import CashOut, Freeze, Issue, Redeem, Replace, Reverse, SetBalance, TopUp
from core.domain.day_closing import ClosingOrder, DrawerCount
from core.domain.invitation import JoinAsked
from core.domain.operation import State
from core.domain.outcome import Confirmed
from core.domain.settlement import Decision, How
from core.errors import BadInput, RuleRefused
from core.rows.report import Report, ReportTable
from core.settings import Settings
from core.store.projection import MOVED_SQL
from core.usecases import commands, day_closings, lost_cards, reports, settings, sharing
from core.usecases.reports import ReportDays
from tests.builders import database_of
from tests.core.services.backup_shop import Shop, state
from tests.core.services.kept_shop import KeptShop, kept_shop
from tests.core.services.merging_tills import MergingTills
from tests.core.services.several_tills import PASSWORD, PINS
from tests.e2e.counter_actions import act, redeem, sell, settle_down

ALL_DAYS = ReportDays(None, "2020-01-01", "2099-12-31")
"""The clock of the service is days behind, and a till that has not heard of it yet has days of its own."""
MONEY = ("issue", "redeem", "top-up", "cash-out", "set-balance", "reverse")
FIGURES = dict(zip(("sold", "redeemed", "topped_up", "cashed_out", "corrected", "taken_back"), MONEY, strict=True))


class Office(MergingTills):
    """Two tills that worked, and a desk in the office; all share a folder."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self._doubted = shop.root / "doubted"
        if self.built:
            self.desk, self.doubted = self.open("desk"), self._doubted.read_text("ascii")
            return
        self.first.preferences.set("shop.folder", str(self.stick))
        self.other.preferences.set("shop.folder", str(self.stick))
        self.work()
        self.invite("desk.invitation")
        self.desk = self.join_as_desk()
        self.desk.preferences.set("shop.folder", str(self.stick))
        self.share()

    def join_as_desk(self) -> Core:
        own = self.shop.settings("desk")
        fresh = Settings(own.data_dir, None, None, quarantine_s=0.0, state_dir=own.state_dir)
        asked = JoinAsked(self.stick / "desk.invitation", PASSWORD, "Office", desk=True)
        desk, _ = join_fresh(fresh, asked, "test join")
        self.shop.opened.append(desk)
        desk.staff.sign_in("Mia", PINS["Mia"])
        return desk

    def work(self) -> None:
        """Do at both tills every act there is, with a lost answer that a manager settles, and a promise that waits."""
        _, self.doubted = self.doubt()
        self._doubted.write_text(self.doubted, "ascii")
        self.other.staff.sign_in("Max", PINS["Max"])
        self.other.settle.decide(Decision(self.doubted, How.APPLIED, "the customer has the goods"))
        self.other.staff.sign_in("Mia", PINS["Mia"])
        for till in (self.first, self.other):
            card_id = sell(till, 5_000).card_id
            act(till, TopUp(card_id, 1_250, "Payment"))
            taken = act(till, Redeem(card_id, 700, "Purchase"))
            assert isinstance(taken, Confirmed)
            act(till, Reverse(taken.operation_id, "typed wrong"))
            act(till, SetBalance(card_id, 4_321, "counted"))
            act(till, CashOut(card_id, 321, "the rest"))
            lost_cards.hold(till, Replace(card_id, "lost"))

        settle_down(self.first)
        settle_down(self.other)
        waiting = sell(self.other, 900).card_id
        self.other.connection.switch(offline=True)
        redeem(self.other, waiting, 400)
        counts = [DrawerCount(each.currency, each.expected) for each in day_closings.read_open_day(self.first).figures]
        day_closings.close_day(self.first, ClosingOrder(tuple(counts)))

    def share(self) -> None:
        for till in (self.first, self.other):
            till.page_writer.hurry()
            till.page_writer.step()

    @property
    def place(self) -> Path:
        return self.stick / "journals"

    def report(self, till: str = "") -> Report:
        return reports.read_tills(self.desk, ALL_DAYS, till)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptShop[Office]]:
    with kept_shop(tmp_path_factory.mktemp("kept"), Office) as made:
        yield made


@pytest.fixture
def office(kept: KeptShop[Office]) -> Iterator[Office]:
    with kept.copy() as made:
        yield made


def own_books(till: Core) -> dict[str, tuple[str, int, str]]:
    """Return kind, what it moved and its state of each act with money, by the till's own tables."""
    with database_of(till).reading() as conn:
        found = conn.exec_driver_sql(f"SELECT operation_id, kind, {MOVED_SQL}, state FROM operations o")
        return {row[0]: (row[1], row[2], row[3]) for row in found if row[1] in MONEY}


def table(report: Report, name: str) -> ReportTable:
    return next(each for each in report.tables if each.name == name)


def lines(report: Report, name: str) -> list[dict[str, Any]]:
    found = table(report, name)
    return [dict(zip((column.name for column in found.columns), row, strict=True)) for row in found.rows]


def test_each_act_is_there_once_as_in_the_books_of_its_till(office: Office) -> None:
    report = office.report()
    listed = {
        each["operation_id"]: (each["till"], each["kind"].name, each["amount"], each["state"].name)
        for each in lines(report, "acts")
    }
    assert len(listed) == len(lines(report, "acts")), "no act twice"
    expected = {}
    for name, till in (("Till 1", office.first), ("second", office.other)):
        for operation_id, (kind, moved, stands) in own_books(till).items():
            shown = stands if stands in {"done", "inferred", "declined", "cancelled", "parked"} else "open"
            expected[operation_id] = (name, kind, moved, shown)
    assert listed == expected
    assert {each[1] for each in expected.values()} == set(MONEY)
    assert {each[3] for each in expected.values()} >= {"done", "inferred", "open"}


def test_the_sums_are_those_of_the_tills_own_books_to_the_cent(office: Office) -> None:
    report = office.report()
    by_till = {each["till"]: each for each in lines(report, "tills")}
    for name, till in (("Till 1", office.first), ("second", office.other)):
        books = [each for each in own_books(till).values() if each[2] not in {"declined", "cancelled"}]
        for figure, kind in FIGURES.items():
            assert by_till[name][figure] == sum(moved for its, moved, _ in books if its == kind)
        assert by_till[name]["acts"] == len(books)
        assert by_till[name]["net"] == sum(moved for _, moved, _ in books)
    totals = dict(
        zip(
            (column.name for column in table(report, "tills").columns), table(report, "tills").totals or (), strict=True
        )
    )
    assert totals["net"] == sum(each["net"] for each in by_till.values())
    people = lines(report, "people")
    assert sum(each["net"] for each in people) == totals["net"]


def test_one_till_is_asked_for_and_the_journals_stand_beside(office: Office) -> None:
    report = office.report("second")
    assert {each["till"] for each in lines(report, "acts")} == {"second"}
    assert [each["till"] for each in lines(report, "tills")] == ["second"]
    reach = {each["till"]: each for each in lines(report, "journals")}
    assert set(reach) == {"Till 1", "second", "Office"}
    assert all(each["missing"] == each["parts_at"] == 0 and each["until"] > 0 for each in reach.values())
    assert [each.name for each in office.report("nobody").tables] == ["journals"]


def test_a_closing_of_a_till_is_read_at_the_desk(office: Office) -> None:
    (closing, *_) = lines(office.report("Till 1"), "closings")
    (kept,) = day_closings.read_closing(office.first, 1).currencies
    assert (closing["till"], closing["number"], closing["difference"].minor) == ("Till 1", 1, 0)
    assert (closing["expected"].minor, closing["counted"].minor) == (kept.figures.expected, kept.counted)
    assert kept.counted
    assert not [each for each in office.report("second").tables if each.name == "closings"]


def test_what_is_done_later_comes_with_the_next_pages_and_nothing_twice(office: Office) -> None:
    before = len(lines(office.report(), "acts"))
    sell(office.first, 1_100)
    assert len(lines(office.report(), "acts")) == before, "not on a page yet"
    office.share()
    assert len(lines(office.report(), "acts")) == before + 1
    for page in list(office.place.glob("*.page")):
        shutil.copy(page, page.with_name(f"copy-{page.name}"))
    assert len(lines(office.report(), "acts")) == before + 1
    own = reports.read_tills(office.first, ALL_DAYS)
    assert lines(own, "acts") == lines(office.report(), "acts"), "own books and own pages are one"


def test_a_gap_a_foreign_file_and_a_missing_till_are_told(office: Office) -> None:
    sell(office.first, 1_100)
    office.share()
    pages = sorted(office.place.glob("*.page"), key=lambda page: page.stat().st_size)
    pages[-1].unlink()
    (office.place / "x.page").write_bytes(b"accounts")
    keys = [note.key for note in office.report().notes]
    assert "tills.unread" in keys
    assert {"tills.gap", "tills.fewer"} & set(keys)


def test_two_journals_of_one_till_are_told(office: Office) -> None:
    root = office.shop.root
    office.first.close()
    for folder in ("first", "state-first"):
        shutil.copytree(root / folder, root / f"twin-{folder}")
    again = office.shop.open("first")
    again.staff.sign_in("Mia", PINS["Mia"])
    sell(again, 1_000)
    sharing.share_journal(again, office.place)
    again.close()
    for folder in ("first", "state-first"):
        shutil.rmtree(root / folder)
        (root / f"twin-{folder}").rename(root / folder)
    twin = office.shop.open("first")
    twin.staff.sign_in("Max", PINS["Max"])
    twin.staff.sign_in("Mia", PINS["Mia"])
    sell(twin, 2_000)
    elsewhere = root / "elsewhere"
    elsewhere.mkdir()
    sharing.share_journal(twin, elsewhere)
    for page in elsewhere.iterdir():
        (office.place / f"twin-{page.name}").write_bytes(page.read_bytes())
    report = office.report()
    assert [note.values["till"] for note in report.notes if note.key == "tills.fork"] == ["Till 1"]
    amounts = [each["amount"] for each in lines(report, "acts")]
    assert (amounts.count(1_000), amounts.count(2_000)) == (1, 1), "what both did is there"


def test_a_desk_reads_and_does_nothing_with_cards(office: Office) -> None:
    assert office.desk.preferences.get("till.desk") == "on"
    settle_down(office.desk)
    for command in (Issue(2_000, "USD"), Redeem(1, 100), TopUp(1, 100), CashOut(1, 100, "x")):
        with pytest.raises(RuleRefused) as refused:
            commands.submit_and_run(office.desk, command)
        assert refused.value.key == "desk.reads_only"
    with pytest.raises(RuleRefused) as kept:
        office.desk.freezes.freeze(Freeze(1, "stolen"))
    assert kept.value.key == "desk.reads_only"
    assert own_books(office.desk) == {}
    settings.store_setting(office.desk, "till.desk", "off")
    assert isinstance(act(office.desk, Issue(2_000, "USD")), Confirmed)


def test_a_desk_stays_one_by_a_shop_file_and_makes_no_other_one(office: Office) -> None:
    office.set(shop_name="Quay Books")
    office.write()
    sharing.take_shop_file(office.desk, office.file)
    assert office.desk.preferences.get("till.desk") == "on"
    assert office.first.preferences.get("till.desk") == office.other.preferences.get("till.desk") == "off"


def test_without_a_folder_it_is_the_till_alone_and_that_is_said(office: Office) -> None:
    office.first.preferences.set("shop.folder", "")
    own = reports.read_tills(office.first, ALL_DAYS)
    assert [note.key for note in own.notes] == ["tills.alone"]
    assert {each["operation_id"] for each in lines(own, "acts")} == set(own_books(office.first))
    assert lines(reports.read_tills(office.first, ALL_DAYS, folder=office.place), "acts") == lines(
        office.report(), "acts"
    )
    alone = office.shop.open("alone")
    assert "tills.alone" in [note.key for note in reports.read_tills(alone, ALL_DAYS).notes]
    with pytest.raises(RuleRefused):
        reports.read_tills(alone, ALL_DAYS, folder=office.place)
    with pytest.raises(BadInput):
        reports.read_tills(office.desk, ALL_DAYS, folder=office.place / "nowhere")


def test_the_doubt_is_settled(office: Office) -> None:
    assert state(office.other, office.doubted) is State.INFERRED
