"""The day closed in the window by keys: figures, count, difference, signature; printed, and listed afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMenu, QTableView

from core.domain.command import CashOut, Redeem, TopUp
from core.domain.day_closing import ClosingOrder, DrawerCount
from core.domain.staff import Role
from core.server.sandbox.embedded import EmbeddedService
from tests.core.printing.counter_printer import CounterPrinter
from tests.core.rows.test_report_files import Workbook
from tests.e2e.staffed_window import enter_pin
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support (raise|grabbing)", extend=True)


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService):
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def cells(counter: Counter, name: str) -> list[list[str]]:
    model = counter.find(QTableView, name).model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def until_page(counter: Counter) -> None:
    """Wait until the dialog is gone and the page takes keys again."""
    counter.until(lambda: not counter.sees("closing_dialog") and counter.window.isActiveWindow())


def work(counter: Counter) -> None:
    card = counter.sell(5000).card_id
    counter.act(Redeem(card, 725))
    counter.act(TopUp(card, 1000))
    counter.act(CashOut(card, 300, "moving away"))


def test_a_day_is_closed_by_keys_alone_and_printed(counter: Counter) -> None:
    work(counter)
    with CounterPrinter().listening() as printer:
        counter.core.preferences.set("receipt.printer", str(printer.address))
        counter.key(Qt.Key.Key_F6)
        counter.until(lambda: counter.sees("reports_close_day"))
        counter.chord("D")
        counter.until(lambda: counter.sees("closing_counted_USD"))
        assert cells(counter, "closing_table") == [
            ["Sold", "1", "+$50.00"],
            ["Topped up, paid", "1", "+$10.00"],
            ["Redeemed", "1", "−$7.25"],
            ["Cashed out", "1", "−$3.00"],
            ["Should be there", "", "$57.00"],
            ["On its way, not counted", "0", "$0.00"],
            ["Needs a person, not counted", "0", "$0.00"],
        ]
        assert counter.text("closing_difference_USD") == "Difference: not counted yet"
        counter.type("36.50")
        counter.key(Qt.Key.Key_Return)
        counter.type("20")
        counter.until_text("closing_difference_USD", "Difference: −$0.50")
        assert not counter.find(QAbstractButton, "closing_go").isEnabled()
        counter.key(Qt.Key.Key_Return)
        counter.type("one coin short")
        counter.key(Qt.Key.Key_Return)
        counter.key(Qt.Key.Key_Space)
        counter.until_text("closing_heading", "Close of day 1")
        counter.until_text("closing_problem", "Difference −$0.50")
        counter.chord("R")
        counter.until(lambda: any(b"Close of day 1" in paper for paper in printer.papers))
        counter.until_text("closing_problem", "Sent to the receipt printer.")
    (made,) = counter.core.day_closings.closings()
    assert (made.clerk, made.note, made.currencies[0].otherwise) == ("Anna", "one coin short", 2000)


def test_a_closed_day_says_so_and_its_closing_is_listed(counter: Counter) -> None:
    work(counter)
    counter.key(Qt.Key.Key_F6)
    counter.until(lambda: counter.sees("reports_close_day"))
    counter.chord("D")
    counter.until(lambda: counter.sees("closing_counted_USD"))
    counter.fill("closing_counted_USD", "57")
    counter.press("closing_go")
    counter.until_text("closing_heading", "Close of day 1")
    counter.press("closing_go")
    until_page(counter)
    counter.chord("D")
    counter.until_text("closing_problem", "This day has closing 1 already. What is shown here belongs to the next one.")
    assert not counter.find(QAbstractButton, "closing_go").isEnabled()
    counter.press("closing_back")
    until_page(counter)
    counter.chord("E")
    counter.until(lambda: counter.sees("closings_table"))
    assert [row[0] for row in cells(counter, "closings_table")] == ["1"]
    assert cells(counter, "closings_table")[0][2:] == ["Anna", "No difference"]
    counter.press("closings_sheet")
    counter.until(lambda: counter.sees("print_picture"))
    counter.press("print_close")
    counter.until(lambda: not counter.sees("print_dialog"))
    counter.press("closings_close")


def test_another_manager_approves_a_large_difference_at_the_till(counter: Counter) -> None:
    work(counter)
    counter.core.staff.put("Mia", Role.MANAGER, "482913")
    counter.core.staff.put("Cleo", Role.CLERK, "7294")
    counter.core.staff.sign_in("Cleo", "7294")
    counter.bridge.renew_status()
    counter.until(lambda: bool(counter.bridge.status and counter.bridge.status.clerk == "Cleo"))
    counter.key(Qt.Key.Key_F6)
    counter.until(lambda: counter.sees("reports_close_day"))
    counter.press("reports_close_day")
    counter.until(lambda: counter.sees("closing_counted_USD"))
    counter.fill("closing_counted_USD", "7")
    counter.fill("closing_note", "the bag is at the bank")
    counter.press("closing_go")
    enter_pin(counter, "482913")
    counter.until_text("closing_heading", "Close of day 1")
    (made,) = counter.core.day_closings.closings()
    assert (made.clerk, made.approver) == ("Cleo", "Mia")


def test_what_waits_leads_to_the_outbox(counter: Counter) -> None:
    card = counter.sell(5000).card_id
    counter.core.connection.switch(True)
    counter.core.desk.submit(Redeem(card, 900))
    counter.key(Qt.Key.Key_F6)
    counter.until(lambda: counter.sees("reports_close_day"))
    counter.chord("D")
    counter.until(lambda: counter.sees("closing_outbox"))
    assert ["On its way, not counted", "1", "$9.00"] in cells(counter, "closing_table")
    counter.chord("O")
    counter.until(lambda: counter.sees("outbox_table"))


def test_it_is_found_from_the_counter_too(counter: Counter) -> None:
    counter.sell(5000)
    counter.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    counter.until(lambda: counter.sees("palette_text"))
    counter.type("close the day")
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: counter.sees("closing_counted_USD"))
    assert counter.text("closing_expected_USD") == "Should be in the drawer: $50.00"


def test_the_list_of_closings_is_saved_from_its_window(counter: Counter, tmp_path: Path) -> None:
    work(counter)
    counter.core.day_closings.close(ClosingOrder((DrawerCount("USD", 5700),)))
    counter.key(Qt.Key.Key_F6)
    counter.until(lambda: counter.sees("reports_closings"))
    counter.find(QAbstractButton, "reports_closings").click()
    counter.until(lambda: counter.sees("closings_save"))
    counter.find(QAbstractButton, "closings_save").click()
    menu = counter.find(QMenu, "row_menu")
    next(each for each in menu.actions() if each.text() == "Save as XLSX…").trigger()
    menu.close()
    dialog = counter.find(QFileDialog, "save_report_xlsx_dialog")
    dialog.fileSelected.emit(str(tmp_path / "closings.xlsx"))
    dialog.reject()
    counter.until(lambda: counter.text("closings_note").startswith("Saved as"))
    cells = Workbook((tmp_path / "closings.xlsx").read_bytes()).sheets["USD"]
    assert (cells["A2"], cells["L2"], cells["M2"]) == (1, 57, 0)
    counter.find(QAbstractButton, "closings_close").click()
