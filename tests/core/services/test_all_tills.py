"""The history of all tills at a desk: line by line and to the cent that of each till's own books, by every filter."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.bootstrap import Core
from core.domain.chain import Entry
from core.domain.operation import Kind
from core.domain.period import Comparison
from core.domain.permission import Permission
from core.domain.staff import ITSELF, Role
from core.domain.stopping import StopRequest, stopped_by
from core.errors import ReadingStopped, RuleRefused
from core.rows import OperationRow
from core.rows.history import EVERYTHING, HistoryRow, narrow_to
from core.rows.journal import JournalRow
from core.rows.order import Order
from core.security.till_key import TillKey
from core.services.sharing.pages import Pages
from core.store import journal
from core.store.database import Database
from core.usecases import all_tills, operations, reports, rights
from core.usecases.all_tills import TillsOffer
from core.usecases.operations import EVERY_ROW, STATES, HistoryQuestion
from core.usecases.reports import ReportDays
from core.usecases.rights import CellChange
from tests.builders import database_of
from tests.core.services.kept_shop import KeptShop, kept_shop
from tests.core.services.test_journal import entries
from tests.core.services.test_tills_report import Office
from tests.e2e.counter_actions import sell

EVER = ("2020-01-01", "2099-12-31")
WHOLE = HistoryQuestion(limit=EVERY_ROW)

FACTS = (
    *("operation_id", "kind", "card_id", "last_characters", "currency", "want", "moved", "clerk", "approver", "till"),
    *("created_at", "offline", "reverses", "reverses_kind", "reversed_by", "follows", "followed_by", "replacement"),
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptShop[Office]]:
    with kept_shop(tmp_path_factory.mktemp("kept"), Office) as made:
        yield made


@pytest.fixture
def office(kept: KeptShop[Office]) -> Iterator[Office]:
    with kept.copy() as made:
        for till in (made.first, made.other, made.desk):
            till.look_ups.flush()  # what is written a moment later would be in no page
            till.page_writer.hurry()
            till.page_writer.step()
        yield made


def told(row: HistoryRow) -> dict[str, Any]:
    """Return what a line says; of what no journal has, nothing."""
    if isinstance(row, JournalRow):
        names = ("created_at", "what", "clerk", "approver", "till", "card_id", "last_characters", "operation_id")
        said = {name: getattr(row, name) for name in (*names, "before", "after")} | {"entry": row.entry}
        return said | {"messages": [each.key for each in row.messages if each.key != "entry.because"]}
    said = {name: getattr(row, name) for name in FACTS}
    settled = None if row.settlement is None else (row.settlement.how, row.settlement.clerk, row.settlement.loss)
    return said | {"state": row.state if row.finished_at is not None else "open", "settled": settled}


def own_lines(office: Office, question: HistoryQuestion) -> list[dict[str, Any]]:
    """Return the lines of both tills and the desk, each from its own books.

    What happened at a till before it had its name stands under that name at the desk, where others are called so too.
    """
    asked = replace(question, narrowed=replace(question.narrowed, till=""))
    found: list[dict[str, Any]] = []
    for name, till in (("Till 1", office.first), ("second", office.other), ("Office", office.desk)):
        for row in operations.read_history(till, asked).rows:
            line = told(row)
            line["till"] = name if isinstance(row, JournalRow) else line["till"]
            found += [line] if question.narrowed.till in {"", line["till"]} else []
    return found


def at_the_desk(office: Office, question: HistoryQuestion) -> tuple[HistoryRow, ...]:
    return all_tills.read_tills_history(office.desk, question).rows


def in_one_order(lines: list[dict[str, Any]]) -> list[str]:
    return sorted(map(repr, lines))


def test_every_line_is_there_once_as_in_the_history_of_its_own_till(office: Office) -> None:
    rows = at_the_desk(office, WHOLE)
    assert in_one_order([told(row) for row in rows]) == in_one_order(own_lines(office, WHOLE))
    assert len({row.key for row in rows}) == len(rows)
    assert {row.till for row in rows} >= {"Till 1", "second"}
    assert {row.kind for row in rows if isinstance(row, OperationRow)} >= set(Kind) - {Kind.UPDATE}
    assert [row.created_at for row in rows] == sorted((row.created_at for row in rows), reverse=True)


def test_a_journal_names_the_card_at_the_end_of_its_sale(office: Office) -> None:
    ended = [values for what, values in entries(office.first) if what == "ended"]
    made = {row.card_id for row in at_the_desk(office, WHOLE) if isinstance(row, OperationRow) and row.till == "Till 1"}
    cards = {values["card"] for values in ended if "card" in values}
    assert cards
    assert cards <= made


@pytest.mark.slow
def test_what_it_comes_to_is_the_sum_of_the_tills_own_acts(office: Office) -> None:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for till in (office.first, office.other):
        for row in operations.read_history(till, WHOLE).rows:
            if isinstance(row, OperationRow):
                total = sums[row.currency]
                total[0] += 1
                total[1 if row.moved > 0 else 2] += abs(row.moved)
    found = all_tills.read_tills_history(office.desk, WHOLE).totals
    assert {each.currency: [each.operations, each.put_on, each.taken_off] for each in found} == sums
    assert sums["USD"][1] > 0 < sums["USD"][2]


FILTERS = (
    replace(EVERYTHING, till="second"),
    replace(EVERYTHING, till="nobody"),
    replace(EVERYTHING, clerk="Mia"),
    replace(EVERYTHING, states=STATES["done"]),
    replace(EVERYTHING, states=STATES["open"]),
    replace(EVERYTHING, currency="USD", least=1_000, most=5_000),
    replace(EVERYTHING, first_day="2020-01-01", last_day="2099-12-31"),
    replace(EVERYTHING, last_day="2020-01-01"),
    narrow_to(EVERYTHING, "redeem", "cash-out"),
    narrow_to(EVERYTHING, "money"),
    narrow_to(EVERYTHING, "approvals"),
    narrow_to(EVERYTHING, "sign-ins", "settings"),
    narrow_to(EVERYTHING, "closings"),
)


def test_each_filter_finds_what_it_finds_at_the_tills(office: Office) -> None:
    found = 0
    for narrowed in FILTERS:
        for text in ("", "Mia"):
            question = replace(WHOLE, narrowed=narrowed, text=text)
            lines = [told(row) for row in at_the_desk(office, question)]
            assert in_one_order(lines) == in_one_order(own_lines(office, question)), (narrowed, text)
            found += bool(lines)
    assert found > len(FILTERS), "most of them find something"


def test_a_sale_whose_card_has_no_number_counts_all_the_same(tmp_path: Path, office: Office) -> None:
    """As a version before this one wrote it down: the answer was lost, and the card found later."""
    sale = {"kind": "issue", "want": 4_200, "currency": "USD", "card": -9, "shop_day": "2026-11-30", "till": "Old"}
    written = (("accepted", sale), ("lost", {}), ("ended", {"state": "done"}))
    with closing(Database(tmp_path / "old.db")) as books:
        with books.writing(ITSELF) as conn:
            for at, (what, values) in enumerate(written, 1):
                journal.append(conn, Entry(at, 1.7e9 + at, what, "sale", json.dumps(values), bytes([at] * 32)))
        with database_of(office.desk).reading() as conn:
            key = office.desk.sharing.keys.read(conn)
        assert key is not None
        assert Pages(books, TillKey(bytes(32))).write(office.place, key, "Old") == 3
    narrowed = replace(EVERYTHING, till="Old")
    found = all_tills.read_tills_history(office.desk, replace(WHOLE, narrowed=narrowed))
    (row,) = found.rows
    assert isinstance(row, OperationRow)
    assert (row.moved, row.state, [each.put_on for each in found.totals]) == (4_200, "done", [4_200])


def test_a_card_is_followed_over_all_tills(office: Office) -> None:
    card_id = next(row.card_id for row in at_the_desk(office, WHOLE) if isinstance(row, OperationRow) and row.card_id)
    question = replace(WHOLE, narrowed=replace(EVERYTHING, card_id=card_id))
    lines = [told(row) for row in at_the_desk(office, question)]
    assert lines
    assert in_one_order(lines) == in_one_order(own_lines(office, question))


def test_it_comes_page_by_page_and_in_any_order(office: Office) -> None:
    for order in (
        Order(),
        *(Order(name, down) for name in ("amount", "clerk", "till", "what") for down in (False, True)),
    ):
        whole = at_the_desk(office, replace(WHOLE, order=order))
        first = all_tills.read_tills_history(office.desk, HistoryQuestion(order=order, limit=7))
        assert (first.rows, first.complete) == (whole[:7], False)
    tills = [row.till for row in at_the_desk(office, replace(WHOLE, order=Order("till", descending=False)))]
    assert tills == sorted(tills, key=str.casefold)


def test_it_is_read_once_and_anew_when_a_page_comes(office: Office) -> None:
    before = at_the_desk(office, WHOLE)
    books = office.desk.journals.all_tills
    first = books.read_times
    at_the_desk(office, replace(WHOLE, text="Mia"))
    assert books.read_times == first, "nothing is another one"
    sell(office.first, 1_100)
    office.share()
    assert len(at_the_desk(office, WHOLE)) == len(before) + 1
    assert books.read_times == first + 1


def test_copies_of_pages_tell_nothing_twice_and_what_is_not_whole_is_said(office: Office) -> None:
    before = at_the_desk(office, WHOLE)
    assert all_tills.read_tills_history(office.desk, WHOLE).notes == ()
    for page in list(office.place.glob("*.page")):
        shutil.copy(page, page.with_name(f"copy-{page.name}"))
    (office.place / "x.page").write_bytes(b"accounts")
    found = all_tills.read_tills_history(office.desk, WHOLE)
    assert found.rows == before
    assert [note.key for note in found.notes] == ["tills.unread"]


def test_it_stops_when_it_is_asked_to_and_goes_on_the_next_time(office: Office) -> None:
    request = StopRequest()
    request.stop()
    with pytest.raises(ReadingStopped), stopped_by(request):
        at_the_desk(office, WHOLE)
    heard: list[float | None] = []

    class Follower(StopRequest):
        @property
        def fraction(self) -> float | None:  # type: ignore[override]
            return None

        @fraction.setter
        def fraction(self, done: float | None) -> None:
            heard.append(done)

    with stopped_by(Follower()):
        assert at_the_desk(office, WHOLE)
    assert [each for each in heard if each], "how much is done is told"


TALLIES = ("cashed_out", "corrected", "taken_back", "failed_promises")


def test_what_is_looked_at_for_losses_is_the_sum_of_what_is_at_the_tills(office: Office) -> None:
    """Compared with the tills' own figures, without what no journal tells."""
    expected: dict[str, Counter[str]] = defaultdict(Counter)
    busy, looks = [], Counter[str]()
    for till in (office.first, office.other, office.desk):
        own = till.queries.reports.loss_prevention(*EVER)
        for each in own.people:
            expected[each.clerk].update({"acts": each.acts, "approved": each.approved, "loss": each.loss})
            expected[each.clerk].update({name: getattr(each, name).amount for name in TALLIES})
        looks.update({each.clerk: each.looked_at for each in own.looks})
        busy += own.busy
    (found,) = office.desk.journals.all_tills.loss_prevention([EVER]).found
    for each in found.people:
        figures = {"acts": each.acts, "approved": each.approved, "loss": each.loss}
        figures |= {name: getattr(each, name).amount for name in TALLIES}
        assert figures == {name: expected[each.clerk][name] for name in figures}
    assert {each.clerk for each in found.people} == set(expected)
    assert {each.clerk: each.looked_at for each in found.looks} == dict(looks)
    assert len(found.busy) == len(busy) > 0
    assert sum(each.corrected.amount for each in found.people) > 0


def test_the_report_of_losses_says_what_no_journal_tells(office: Office) -> None:
    report = reports.read_exceptions(office.desk, ReportDays(None, *EVER), Comparison.BEFORE, all_tills=True)
    people = next(table for table in report.tables if table.name == "people")
    names = {column.name for column in people.columns}
    assert not {"refunded", "refunded_acts", "goodwill", "goodwill_acts"} & names
    assert {"cashed_out", "taken_back", "corrected", "loss"} <= names
    assert people.compared is not None
    assert [each.key for each in report.sources][:2] == ["tills.source", "losses.untold"]


def test_files_have_every_line_and_the_sums(office: Office, tmp_path: Path) -> None:
    question = HistoryQuestion(limit=3)
    rows, path = at_the_desk(office, WHOLE), tmp_path / "all.csv"
    lines = all_tills.save_tills_history(office.desk, rows, path, lambda said: said.key)
    written = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert len(written) == lines
    assert {each["till"] for each in written} >= {"Till 1", "second"}
    report = all_tills.read_tills_history_report(office.desk, question, "xlsx", lambda said: said.key)
    assert len(report.tables[0].rows) >= lines
    assert [each.key for each in report.sources][:3] == ["tills.source", "tills.kinds", "tills.untold"]


def test_it_is_for_whoever_may_read_reports(office: Office) -> None:
    rights.change_rights(office.desk, changes=(CellChange(Role.CLERK, Permission.REPORT, "no"),))
    office.desk.staff.sign_out()
    office.desk.staff.sign_in("Cleo", "7294")
    with pytest.raises(RuleRefused):
        all_tills.read_tills_history(office.desk, WHOLE)
    assert not all_tills.read_offer(office.desk).offered


def test_it_is_offered_where_there_are_journals_and_first_at_a_desk(office: Office) -> None:
    alone: Core = office.shop.open("alone")
    assert all_tills.read_offer(alone) == TillsOffer(offered=False, first=False)
    assert all_tills.read_offer(office.first) == TillsOffer(offered=True, first=False)
    assert all_tills.read_offer(office.desk) == TillsOffer(offered=True, first=True)
