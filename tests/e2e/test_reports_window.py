"""The reconciliation in the window: what does not agree is listed, opened, and saved for a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit, QTableView, QWidget
from sqlalchemy import text

from core.bootstrap import Core
from core.domain.command import Disable, Issue, Redeem
from core.domain.operation import State
from core.domain.outcome import Confirmed
from core.domain.settlement import Decision, How
from core.server.sandbox.embedded import EmbeddedService
from tests.builders import database_of
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, redeem, settle_down
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService):
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


@pytest.fixture
def other(open_till: OpenTill) -> Core:
    return open_till("other")


def table(counter: Counter) -> QTableView:
    return counter.find(QTableView, "reports_table")


def cells(counter: Counter, row: int = 0) -> list[str]:
    model = table(counter).model()
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def others_take(counter: Counter, other: Core, card_id: int, amount: int) -> None:
    settle_down(other)
    assert isinstance(redeem(other, card_id, amount), Confirmed)
    counter.core.lookup.refresh(card_id)


def test_books_that_agree_say_so(counter: Counter) -> None:
    counter.act(Redeem(counter.sell(5000).card_id, 1250))
    counter.key(Qt.Key.Key_F6)
    counter.until_text("reports_verdict", "All cards are as they should be (1).")
    assert counter.text("empty_heading") == "Everything agrees"
    assert [counter.text(f"sum_USD_{at}") for at in (2, 3, 4, 7)] == ["$37.50", "$37.50", "$0.00", "$0.00"]


def test_what_waits_is_said_beside_what_the_service_shows(counter: Counter) -> None:
    sold = counter.sell(2300)
    counter.core.connection.switch(True)
    counter.core.desk.submit(Redeem(sold.card_id, 900))
    counter.key(Qt.Key.Key_F6)
    told = "−$9.00 waits on this till: the service shows $23.00 now, and $14.00 once it is sent."
    counter.until_text("reports_verdict", told)
    assert not counter.sees("empty_heading")
    last = counter.code_of(sold)[-4:].upper()
    assert cells(counter) == ["Waiting", last, "$23.00", "$23.00", "", "−$9.00 waits here; the card will have $14.00."]
    counter.core.connection.switch(False)
    counter.until_text("reports_verdict", "All cards are as they should be (1).")
    assert [counter.text(f"sum_USD_{at}") for at in (2, 3)] == ["$14.00", "$14.00"]


def test_a_card_that_is_still_to_be_made_is_listed_and_opens(counter: Counter) -> None:
    counter.sell(2300)
    counter.core.connection.switch(True)
    counter.core.desk.submit(Issue(2500, "USD"))
    counter.key(Qt.Key.Key_F6)
    counter.until_text("reports_verdict", "$25.00 waits on this till: the service shows $23.00 now, and $48.00")
    assert cells(counter)[2:4] == ["$0.00", "$0.00"]
    counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return)
    counter.until_text("card_balance", "$25.00")


def test_what_others_did_is_not_called_unexplained(counter: Counter, other: Core) -> None:
    sold = counter.sell(5000)
    others_take(counter, other, sold.card_id, 700)
    counter.key(Qt.Key.Key_F6)
    counter.until_text("reports_verdict", "Every change is accounted for.")
    state, _, expected, shown, difference, known = cells(counter)
    assert (state, expected, shown, difference) == ("Others too", "$43.00", "$43.00", "")
    assert known == "Others changed it by −$7.00."
    counter.until(lambda: table(counter).hasFocus())
    counter.key(Qt.Key.Key_Return)
    assert counter.sees("reports_table"), "nobody chose a line yet"
    counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return)
    counter.until_text("card_balance", "$43.00")


def test_what_was_settled_as_lost_is_listed(counter: Counter, other: Core) -> None:
    sold = counter.sell(5000)
    counter.core.connection.switch(True)
    promised = counter.core.desk.submit(Redeem(sold.card_id, 2000))
    settle_down(other)
    assert isinstance(act(other, Disable(sold.card_id, "lost")), Confirmed)
    counter.core.connection.switch(False)
    row = counter.core.queries.operation
    counter.until(lambda: row(promised.operation_id).state is State.PARKED)
    counter.core.settle.decide(Decision(promised.operation_id, How.DROP, "paid in cash"))
    counter.key(Qt.Key.Key_F6)
    counter.until_text("reports_verdict", "Every change is accounted for.")
    assert cells(counter) == [
        "Loss",
        counter.code_of(sold)[-4:].upper(),
        "$50.00",
        "$50.00",
        "",
        "$20.00 was settled as lost.",
    ]
    assert "Others" not in counter.text("reports_verdict")
    assert not counter.sees("reports_footing")
    assert counter.text("sum_USD_7") == "$20.00"


def test_what_nobody_was_seen_to_do_leads(counter: Counter, other: Core) -> None:
    seen, gone = counter.sell(5000), counter.sell(9000)
    others_take(counter, other, seen.card_id, 700)
    with database_of(counter.core).writing() as conn:  # what no look ever saw
        conn.execute(text("UPDATE cards SET balance = 8000 WHERE card_id = :id"), {"id": gone.card_id})
    counter.key(Qt.Key.Key_F6)
    counter.until_text("reports_verdict", "1 card has a difference that nobody explains.")
    assert cells(counter)[0] == "Unexplained"
    assert cells(counter)[2:5] == ["$90.00", "$80.00", "−$10.00"]
    assert cells(counter, 1)[0] == "Others too"
    assert counter.text("sum_USD_4") == "−$10.00"


def test_it_is_read_again_without_moving_the_focus(counter: Counter, other: Core) -> None:
    first, second = counter.sell(5000), counter.sell(6000)
    for sold in (first, second):
        others_take(counter, other, sold.card_id, 700)
    counter.key(Qt.Key.Key_F6)
    counter.until(lambda: table(counter).model().rowCount() == 2)
    counter.until(lambda: table(counter).hasFocus())
    table(counter).setFocus()
    table(counter).selectRow(1)
    chosen = cells(counter, 1)[1]
    grave = first if first.card_id != table(counter).model().row_at(1).card_id else second
    others_take(counter, other, grave.card_id, 100)
    counter.press("reports_again")
    counter.until(lambda: "$8.00" in cells(counter, 0)[5])
    assert cells(counter, table(counter).currentIndex().row())[1] == chosen
    assert counter.find(QAbstractButton, "reports_again").isEnabled()


def test_it_is_saved_for_a_spreadsheet(counter: Counter, other: Core, tmp_path: Path) -> None:
    sold = counter.sell(5000)
    others_take(counter, other, sold.card_id, 700)
    counter.key(Qt.Key.Key_F6)
    counter.until(lambda: table(counter).model().rowCount() == 1)
    path = tmp_path / "books.csv"
    save(counter, path)
    counter.until_text("message_text", "books.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["card_id"], row["others"], row["shown"], row["difference"]) == (
        str(sold.card_id), "-7.00", "43.00", "0.00",
    )  # fmt: skip


def test_a_file_that_cannot_be_written_is_told(counter: Counter, tmp_path: Path) -> None:
    counter.sell(5000)
    counter.key(Qt.Key.Key_F6)
    counter.until_text("reports_verdict", "as they should be")
    save(counter, tmp_path / "nowhere" / "books.csv")
    counter.until_text("message_text", "could not be written")


def save(counter: Counter, path: Path) -> None:
    counter.press("reports_save")
    dialog = counter.find(QFileDialog, "save_report_dialog")
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    name.setText(str(path))
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    counter.until(lambda: not counter.window.findChildren(QWidget, "save_report_dialog"))
