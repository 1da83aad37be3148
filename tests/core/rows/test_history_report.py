"""A history as a workbook and on paper: each line in its order, amounts in their own currency, and what narrowed it."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import combinations

import pytest

from core.console.english_writing import EnglishWriting
from core.domain.journal_groups import JournalGroup
from core.domain.operation import OPEN, Kind, State
from core.domain.outcome import Message
from core.printing.layout import Area, Text
from core.printing.report_pages import HEIGHT, WIDTH, ReportPaper, report_pages
from core.rows.history import EVERYTHING, HistoryFilter, HistoryTotal, narrow_to
from core.rows.history_report import HistoryFound, history_report
from core.rows.journal import JournalRow
from core.rows.report import local_time
from core.rows.report_xlsx import as_xlsx
from core.sentences import SENTENCES
from tests.core.printing.test_report_pages import Writing, texts_of
from tests.core.rows.test_report_files import Workbook
from tests.gui.builders import NOW
from tests.gui.views.outbox.test_outbox import operation

SAY = EnglishWriting().say
TOTALS = (HistoryTotal("JPY", 1, 500, 0), HistoryTotal("USD", 1, 0, 3000))
ROWS = (
    operation(operation_id="0123456789abcdef", reason="=HYPERLINK(1)", approver="Mia", balance=1250),
    operation(
        operation_id="b", kind=Kind.ISSUE, currency="JPY", want=500, state=State.DONE, card_id=-3, last_characters=""
    ),
    JournalRow(
        4,
        NOW - 60,
        "setting",
        JournalGroup.SETTINGS,
        (Message("entry.setting.same", {"key": "x", "after": "y"}),),
        "Anna",
    ),
)


def report(rows=ROWS, narrowed=EVERYTHING, text="", totals=TOTALS):
    return history_report(HistoryFound(text, narrowed, rows, totals), SAY)


def test_in_a_workbook_each_amount_is_a_number_in_the_currency_of_its_card():
    book = Workbook(as_xlsx(report(), EnglishWriting()))
    cells, formats = book.sheets["What was done"], book.formats["What was done"]
    assert [cells[f"{column}1"] for column in "ABCDEF"] == ["When", "What", "Card", "Amount", "Outcome", "Afterwards"]
    noted = datetime.fromisoformat("1899-12-30") + timedelta(days=float(cells["A2"]))
    assert abs(noted - local_time(NOW)) < timedelta(seconds=1)
    assert (cells["B2"], cells["C2"], cells["D2"], cells["E2"], cells["F2"]) == (
        "Redeem",
        "7K2M",
        Decimal("-30"),
        "Needs a person",
        Decimal("12.5"),
    )
    assert (cells["G2"], cells["H2"], cells["J2"], cells["K2"]) == ("Anna", "Mia", "=HYPERLINK(1)", "89ABCDEF")
    assert (cells["C3"], cells["D3"]) == ("L3", Decimal(500))
    assert (formats["A2"], formats["D2"], formats["D3"]) == ("yyyy-mm-dd hh:mm", "#,##0.00 [$USD]", "#,##0 [$JPY]")
    assert cells["B4"] == "Setting"
    assert "D4" not in cells
    assert cells["J4"] == SAY(ROWS[2].messages[0])
    sums = book.sheets["What it comes to"]
    assert (sums["A2"], sums["B2"], sums["C2"], sums["D3"]) == ("JPY", 1, Decimal(500), Decimal(30))


def test_a_long_reason_takes_more_lines_and_nothing_stands_on_another():
    long = " ".join(f"word{number}" for number in range(60))
    many = tuple(operation(operation_id=str(number), reason=long if number % 3 else "short") for number in range(40))
    pages = report_pages(report(many), ReportPaper("Corner Books", "now"), Writing())
    place = Area(0, 0, HEIGHT, WIDTH)
    assert len(pages) > 1
    for page in pages:
        assert (page.width, page.height) == (HEIGHT, WIDTH)
        texts = [each for each in page.elements if isinstance(each, Text)]
        assert all(place.holds(each.area) for each in texts)
        assert not any(one.area.meets(other.area) for one, other in combinations(texts, 2))
        assert "When" in texts_of([page])
    assert " ".join(texts_of(pages)).count("word59") == sum(bool(number % 3) for number in range(40))


def test_what_is_empty_in_every_line_has_no_column_on_paper():
    texts = texts_of(report_pages(report(ROWS[2:], totals=()), ReportPaper("", "now"), Writing()))
    assert "Details" in texts
    assert not {"Amount", "Outcome", "Afterwards", "Approved by"} & set(texts)


@pytest.mark.parametrize(
    ("narrowed", "told"),
    [
        (HistoryFilter(clerk="Anna"), "Only what Anna did or approved."),
        (HistoryFilter(till="Front"), "Only at the till Front."),
        (HistoryFilter(states=OPEN), "Only what waits."),
        (HistoryFilter(states=frozenset({State.DONE})), "Only in some states."),
        (HistoryFilter(card_id=-4), "Only card L4."),
        (HistoryFilter(currency="USD", least=700), "Only amounts of 7.00 USD or more."),
        (HistoryFilter(currency="USD", most=700), "Only amounts of 7.00 USD or less."),
        (narrow_to(EVERYTHING, "money"), "Only of these kinds: Cards and money."),
        (narrow_to(EVERYTHING, "redeem", "look-ups"), "Only of these kinds: Redeem. Look-up."),
        (narrow_to(EVERYTHING, "approvals"), "Only of these kinds: Whatever a manager approved."),
    ],
)
def test_whatever_leaves_lines_out_is_said_on_it(narrowed, told):
    said = " ".join(map(SAY, report(narrowed=narrowed).notes))
    assert said.startswith("Lines: 3.")
    assert told in said


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("", "", "All days"),
        ("2026-11-01", "", "From 2026-11-01 on"),
        ("", "2026-11-30", "Until 2026-11-30"),
        ("2026-11-01", "2026-11-30", "2026-11-01 to 2026-11-30"),
    ],
)
def test_its_days_are_said(first, last, told):
    assert SAY(report(narrowed=HistoryFilter(first_day=first, last_day=last)).subtitle) == told


def test_every_kind_state_and_group_has_a_word():
    assert all(f"activity.kind.{kind.value}" in SENTENCES for kind in Kind)
    assert all(f"listed.state.{state.value}" in SENTENCES for state in State)
    assert all(f"listed.group.{group.value}" in SENTENCES for group in JournalGroup)
