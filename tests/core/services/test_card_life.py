"""The whole life of a card, from real acts at a real service: nothing is left out, and it adds up to the balance."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.bootstrap import Core
from core.console.english_writing import EnglishWriting
from core.domain.command import Freeze, Issue, Redeem, Replace, TopUp, Unfreeze
from core.domain.outcome import Confirmed
from core.domain.staff import Role
from core.errors import NotFound
from core.printing.layout import Text
from core.printing.report_pages import ReportPaper, report_pages
from core.rows.report import Report, ReportTable, ReportWord
from core.rows.report_csv import as_csv
from core.usecases import cards, commands, lost_cards, receipts
from tests.core.printing.test_report_pages import Writing
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, sell

SAY = EnglishWriting().say


@pytest.fixture
def till(open_till: OpenTill) -> Core:
    return open_till()


@pytest.fixture
def card(till: Core) -> int:
    """Sold for 62.50, of which 2.50 is spent; a top-up was cancelled before it was sent."""
    sold = act(till, Issue(6250, "USD", note="For Ada"))
    assert isinstance(sold, Confirmed)
    till.desk.hand_over(sold.operation_id)
    act(till, Redeem(sold.card_id, 250, "coffee"))
    till.connection.switch(True)
    waits = till.desk.submit(TopUp(sold.card_id, 1000, "Refund"))
    commands.cancel(till, waits.operation_id)
    till.connection.switch(False)
    return sold.card_id


def life(till: Core, card_id: int) -> Report:
    return cards.read_card_life(till, card_id, SAY)


def told(table: ReportTable) -> list[str]:
    return [str(cells[1]) for cells in table.rows]


def changes(table: ReportTable) -> Iterator[tuple[object, ...]]:
    return (cells[2:5] for cells in table.rows if cells[3])


def state(table: ReportTable, part: str) -> str:
    """The state of the one line that tells this."""
    (word,) = (cells[5] for cells in table.rows if part in str(cells[1]))
    assert isinstance(word, ReportWord)
    return word.name


def test_each_act_has_the_balance_before_and_after_it_and_the_changes_add_up(till: Core, card: int) -> None:
    report = life(till, card)
    (table,) = report.tables
    assert list(changes(table)) == [(0, 6250, 6250), (6250, -250, 6000)]
    assert table.totals is not None
    assert table.totals[3:5] == (6000, 6000)
    assert SAY(report.subtitle) == "Balance 60.00 USD"
    assert "Note: For Ada" in [SAY(each) for each in report.notes]


def test_what_waits_is_in_the_balance_and_said(till: Core, card: int) -> None:
    till.connection.switch(True)
    till.desk.submit(Redeem(card, 100, "Purchase"))
    report = life(till, card)
    (table,) = report.tables
    assert list(changes(table))[-1] == (6000, -100, 5900)
    assert table.totals is not None
    assert table.totals[3:5] == (5900, 5900)
    assert "Of the balance, -1.00 USD is on its way to the service." in [SAY(each) for each in report.notes]


def test_what_changed_nothing_is_told_too(till: Core, card: int) -> None:
    lost_cards.freeze_card(till, Freeze(card, "found in the shop"))
    lost_cards.unfreeze_card(till, Unfreeze(card))
    spent = next(row for row in till.queries.history() if row.reason == "coffee")
    receipts.note_receipt_printed(till, spent.operation_id, again=True)
    till.staff.put("Mia", Role.MANAGER, "482913")
    till.staff.sign_in("Mia", "482913")
    cards.find_card(till, str(card))
    till.look_ups.flush()
    (table,) = life(till, card).tables
    said = " | ".join(told(table))
    for part in ("sold this card", "(coffee)", "froze this card", "back into use", "as a duplicate", "Looked at"):
        assert part in said
    assert state(table, "cancelled before it was sent") == "cancelled"
    times = [int(str(cells[0])) for cells in table.rows]
    assert times == sorted(times)
    (look_up,) = (cells for cells in table.rows if "Looked at" in str(cells[1]))
    assert look_up[6] == "Mia"


def test_a_replaced_card_and_its_replacement_are_one_chain_whichever_is_asked_for(till: Core, card: int) -> None:
    till.replacement.run(till.replacement.start(Replace(card, "lost on the bus")).operation_id)
    second = _newest(till, card)
    till.replacement.run(till.replacement.start(Replace(second, "lost again")).operation_id)
    third = _newest(till, second)
    for asked in (card, second, third):
        report = life(till, asked)
        assert [table.name for table in report.tables] == [f"card-{each}" for each in (card, second, third)]
        assert [table.totals[4] for table in report.tables if table.totals] == [0, 0, 6000]
        for table in report.tables:
            assert sum(int(str(change)) for _, change, _ in changes(table)) == (table.totals or ())[4]
    last = till.queries.card(second)
    assert last is not None
    assert any(f"Card {last.last_characters.upper()} has taken its place" in each for each in told(report.tables[0]))


def _newest(till: Core, old: int) -> int:
    (row,) = (
        each
        for each in till.queries.operations()
        if each.kind == "issue"
        and each.replacement
        and (found := till.queries.replacement(each.replacement))
        and found.card_id == old
    )
    return row.card_id


def test_no_code_is_on_it(till: Core) -> None:
    sold = sell(till)
    code = till.desk.code_of(sold.operation_id)
    assert code is not None
    act(till, Redeem(sold.card_id, 100, f"card {code}"))
    report = life(till, sold.card_id)
    pages = report_pages(report, ReportPaper("", "now"), Writing())
    written = " ".join(each.text for page in pages for each in page.elements if isinstance(each, Text))
    assert "(card" in written
    for text in (written, as_csv(report).decode()):
        assert code.lower() not in text.replace("-", "").replace(" ", "").lower()


def test_a_card_that_is_not_there_is_said(till: Core) -> None:
    with pytest.raises(NotFound, match="No card"):
        life(till, 999_999)
