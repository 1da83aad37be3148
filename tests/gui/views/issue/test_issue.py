"""A sale ends with its code on the screen, and the code stays until the customer has it."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from core.domain.code import grouped, normalise
from core.domain.command import Issue
from core.domain.operation import State
from gui.dialogs.card_code import CardCodeDialog
from gui.dialogs.print_dialog import PrintDialog
from gui.dialogs.swap_check import SwapCheck
from gui.views.issue.issue import IssueView
from gui.widgets.keys.enter import SEEN_MS
from tests.core.printing.counter_printer import CounterPrinter
from tests.core.services.test_journal import entries
from tests.gui.control_positions import moved, places

pytestmark = pytest.mark.unstyled


@pytest.fixture
def view(bridge, show):
    return show(IssueView(bridge))


@pytest.fixture
def offline(ask, qtbot, bridge):
    ask(lambda core: core.connection.switch(True))
    qtbot.waitUntil(lambda: bridge.status.connection == "switched_off")


def laid_out(view):
    for _ in range(3):
        QApplication.processEvents()
    return places(view)


def part(view, name: str):
    return view.findChild(object, name)


def amount(qtbot, view, text: str) -> None:
    qtbot.keyClicks(part(view, "sell_amount"), text)


def sell(qtbot, view, text: str) -> None:
    amount(qtbot, view, text)
    qtbot.keyClick(part(view, "sell_amount"), Qt.Key.Key_Return)


def code_shown(qtbot, view) -> str:
    qtbot.waitUntil(
        lambda: part(view, "code_text").isVisible() and part(view, "code_text").text() != "", timeout=15_000
    )
    return part(view, "code_text").text()


def test_amount_enter_and_the_code_is_there(qtbot, view, ask):
    sell(qtbot, view, "50")
    code = code_shown(qtbot, view)
    assert part(view, "code_heading").text() == "$50.00 card, ready"
    assert part(view, "code_state").text() == "Confirmed"
    sold = ask(lambda core: core.queries.operations())[0]
    assert sold.state is State.DONE
    assert grouped(ask(lambda core: core.desk.code_of(sold.operation_id))) == code
    assert part(view, "code_picture")._page is not None


def test_the_button_says_what_it_does(qtbot, view):
    button = part(view, "sell_button")
    assert not button.isEnabled()
    part(view, "ready_25").click()
    assert button.text() == "Sell $25.00"
    part(view, "sale_kind_goodwill").click()
    assert button.text() == "Give $25.00"


def test_a_second_enter_sells_once_and_keeps_the_code(qtbot, view, ask):
    amount(qtbot, view, "50")
    for _ in range(2):
        qtbot.keyClick(part(view, "sell_amount"), Qt.Key.Key_Return)
    code = code_shown(qtbot, view)
    assert len(ask(lambda core: core.queries.operations())) == 1
    assert code == part(view, "code_text").text()


def test_the_page_says_why_it_does_not_close(qtbot, view):
    sell(qtbot, view, "50")
    code_shown(qtbot, view)
    assert view.go_back()
    assert "customer has it" in part(view, "code_note").text()
    assert part(view, "code_text").isVisible()


def test_after_coming_back_the_next_digit_begins_a_new_amount(qtbot, view):
    amount(qtbot, view, "99")
    view.show_view()
    assert part(view, "sell_amount").minor() == 9900
    amount(qtbot, view, "25")
    assert part(view, "sell_amount").minor() == 2500


def test_the_customer_has_it_and_the_code_is_gone(qtbot, view, ask):
    sell(qtbot, view, "50")
    code_shown(qtbot, view)
    with qtbot.waitSignal(view.notified):
        qtbot.keyClick(part(view, "code_print"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sold = ask(lambda core: core.queries.operations())[0]
    assert ask(lambda core: core.desk.code_of(sold.operation_id)) is None
    assert part(view, "code_text").text() == ""
    assert part(view, "sell_amount").isVisible()
    assert part(view, "sell_amount").minor() is None


def noted(ask):
    """What the journal says was printed, without who."""
    found = ask(lambda core: [values for what, values in entries(core) if what == "printed"])
    return [{name: value for name, value in each.items() if name != "who"} for each in found]


def test_saved_as_pdf_it_may_be_left_and_waits_in_the_list(qtbot, view, ask, tmp_path):
    sell(qtbot, view, "50")
    code = code_shown(qtbot, view)
    file = tmp_path / "card.pdf"
    part(view, "code_save_pdf").click()
    dialog = view.findChild(QFileDialog)
    assert normalise(code) not in dialog.selectedFiles()[0].lower()
    dialog.fileSelected.emit(str(file))
    assert file.read_bytes().startswith(b"%PDF")
    assert part(view, "code_note").text() == "Saved as card.pdf."
    qtbot.waitUntil(lambda: noted(ask) == [{"paper": "card"}])
    assert view.focusWidget() is part(view, "code_handed_over")
    dialog.close()
    part(view, "code_leave").click()
    qtbot.waitUntil(lambda: part(view, "waiting_codes").isVisible())
    part(view, f"show_code_{normalise(code)[-4:]}").click()
    assert code_shown(qtbot, view) == code


def test_no_button_moves_once_the_code_is_safe(qtbot, view, tmp_path):
    """A hand may be on its way to one of them, and the one for the customer forgets the code."""
    sell(qtbot, view, "50")
    code_shown(qtbot, view)
    before = laid_out(view)
    part(view, "code_save_pdf").click()
    dialog = view.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "card.pdf"))
    dialog.close()
    qtbot.waitUntil(part(view, "code_leave").isVisible)
    after = laid_out(view)
    assert "code_handed_over#1" in after
    assert {name for name in moved(before, after) if name in before and name in after} == set()


def test_enter_after_the_card_was_saved_forgets_no_code_but_a_click_does(qtbot, view, tmp_path):
    sell(qtbot, view, "50")
    code = code_shown(qtbot, view)
    part(view, "code_save_pdf").click()
    dialog = view.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "card.pdf"))
    dialog.close()
    has_it = part(view, "code_handed_over")
    qtbot.waitUntil(lambda: view.focusWidget() is has_it and has_it.focused_for() >= SEEN_MS)
    qtbot.keyClick(has_it, Qt.Key.Key_Return)
    assert code_shown(qtbot, view) == code
    has_it.click()
    qtbot.waitUntil(lambda: not part(view, "code_text").isVisible())


def test_a_file_that_cannot_be_written_keeps_the_code_and_says_so(qtbot, view, tmp_path):
    sell(qtbot, view, "50")
    code = code_shown(qtbot, view)
    part(view, "code_save_pdf").click()
    dialog = view.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "no" / "such" / "folder" / "card.pdf"))
    assert "The code is kept." in part(view, "code_note").text()
    dialog.close()
    assert view.go_back()
    assert part(view, "code_text").text() == code


def test_without_a_printer_printing_shows_the_page_and_offers_a_file(qtbot, view):
    sell(qtbot, view, "50")
    code_shown(qtbot, view)
    qtbot.keyClick(view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = view.findChild(PrintDialog)
    assert not part(dialog, "print_now").isEnabled()
    assert "No printer was found" in part(dialog, "print_note").text()
    assert dialog.focusWidget() is part(dialog, "print_save_pdf")
    dialog.reject()
    assert part(view, "code_note").text() == ""


def test_from_the_preview_it_is_saved_as_a_file(qtbot, view, tmp_path):
    sell(qtbot, view, "50")
    code_shown(qtbot, view)
    part(view, "code_preview").click()
    dialog = view.findChild(PrintDialog)
    part(dialog, "print_save_pdf").click()
    dialog.findChild(QFileDialog).fileSelected.emit(str(tmp_path / "card.pdf"))
    assert dialog.isHidden()
    assert part(view, "code_note").text() == "Saved as card.pdf."
    assert view.focusWidget() is part(view, "code_handed_over")


def test_offline_it_is_pending_and_says_so_until_it_is_confirmed(qtbot, view, ask, offline):
    assert part(view, "sell_limit").isVisible()
    sell(qtbot, view, "25")
    code_shown(qtbot, view)
    assert part(view, "code_state").text() == "PENDING"
    assert part(view, "code_heading").text() == "$25.00 card, not confirmed yet"
    ask(lambda core: core.connection.switch(False))
    view.bridge.wake()
    qtbot.waitUntil(lambda: part(view, "code_state").text() == "Confirmed", timeout=15_000)


def test_over_the_limit_nothing_is_sold_and_the_amount_stays(qtbot, view, ask, offline):
    sell(qtbot, view, "9900")
    qtbot.waitUntil(lambda: part(view, "sell_problem").isVisible())
    assert "more than $50.00" in part(view, "sell_problem").text()
    assert part(view, "sell_amount").minor() == 990000
    assert ask(lambda core: core.queries.operations()) == ()


def test_what_a_kill_left_behind_is_offered(qtbot, bridge, show, ask):
    accepted = ask(lambda core: core.desk.submit(Issue(7500, "USD")))
    ask(lambda core: core.replay.run(accepted.operation_id))
    code = grouped(ask(lambda core: core.desk.code_of(accepted.operation_id)))
    view = show(IssueView(bridge))
    qtbot.waitUntil(lambda: part(view, "waiting_codes").isVisible())
    part(view, f"show_code_{normalise(code)[-4:]}").click()
    assert code_shown(qtbot, view) == code


def test_a_pre_printed_card_is_charged(qtbot, view, ask):
    part(view, "sale_scan_code").click()
    dialog = view.findChild(CardCodeDialog)
    field = dialog.findChild(object, "card_code")
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "8 to 20" in dialog.findChild(object, "card_code_note").text()
    field.clear()
    qtbot.keyClicks(field, "shop-0001-abcd")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "ABCD" in part(view, "sale_code_line").text()
    sell(qtbot, view, "20")
    assert code_shown(qtbot, view) == "SHOP 0001 ABCD"
    assert view.focusWidget() is part(view, "code_handed_over")
    part(view, "code_handed_over").click()
    qtbot.waitUntil(lambda: part(view, "sell_amount").isVisible())
    part(view, "sale_scan_code").click()
    again = next(each for each in view.findChildren(CardCodeDialog) if each.isVisible())
    again.findChild(object, "card_code").setText("SHOP 0001 ABCD")
    again.findChild(object, "card_code_take").click()
    sell(qtbot, view, "20")
    qtbot.waitUntil(lambda: "already in use" in part(view, "sell_problem").text())


def test_details_go_with_the_sale(qtbot, view, ask):
    qtbot.keyClicks(part(view, "sale_note"), "For Nora")
    part(view, "sale_until_date").click()
    amount(qtbot, view, "30")
    assert not part(view, "sell_button").isEnabled()
    qtbot.keyClicks(part(view, "sale_date"), "2020-01-01")
    assert "That day is over" in part(view, "sale_date_note").text()
    part(view, "sale_date").clear()
    qtbot.keyClicks(part(view, "sale_date"), f"{datetime.now().astimezone().year + 3}-02-28")
    part(view, "sale_more").click()
    qtbot.keyClicks(part(view, "sale_template"), "winter")
    qtbot.keyClick(part(view, "sell_amount"), Qt.Key.Key_Return)
    code_shown(qtbot, view)
    sold = ask(lambda core: core.queries.cards())[0]
    assert (sold.note, sold.template_suffix) == ("For Nora", "winter")
    assert sold.expires_on == f"{datetime.now().astimezone().year + 3}-02-28"


def test_enter_in_the_note_sells(qtbot, view):
    part(view, "ready_25").click()
    qtbot.keyClicks(part(view, "sale_note"), "12")
    assert part(view, "sell_amount").minor() == 2500
    qtbot.keyClick(part(view, "sale_note"), Qt.Key.Key_Return)
    code_shown(qtbot, view)


def mistyped(code: str) -> str:
    """Return `code` with a wrong last digit. A sign would not do: with "?" at its end one code in 25 is read as itself,
    for some keyboard types a ? where another types the 7 or the M that stood there.
    """
    return code[:-1] + ("1" if code[-1] == "0" else "0")


def test_the_card_handed_over_must_be_the_one_that_was_sold(qtbot, view, ask):
    sell(qtbot, view, "50")
    code = code_shown(qtbot, view)
    payload = ask(lambda core: core.desk.qr_payload(core.queries.operations()[0].operation_id))
    part(view, "code_check").click()
    dialog = view.findChild(SwapCheck)
    for wrong, told in (("abc", ""), ("SHOP0001ABCD", "another card"), (mistyped(code), "another card")):
        dialog.findChild(object, "swap_code").setText(wrong)
        qtbot.keyClick(dialog.findChild(object, "swap_code"), Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert told in dialog.findChild(object, "swap_stop").text()
    assert not part(view, "code_handed_over").isEnabled()
    assert "Stop" in part(view, "code_note").text()
    dialog.findChild(object, "swap_code").setText(payload)
    qtbot.keyClick(dialog.findChild(object, "swap_code"), Qt.Key.Key_Return)
    assert part(view, "code_handed_over").isEnabled()
    assert part(view, "code_note").text() == "It is the right card."


@pytest.fixture
def label_printer():
    with CounterPrinter().listening() as made:
        yield made


def test_a_label_is_offered_where_there_is_a_label_printer(qtbot, view, ask, label_printer):
    sell(qtbot, view, "50")
    code_shown(qtbot, view)
    assert not part(view, "code_label").isVisible()
    part(view, "code_handed_over").click()
    ask(lambda core: core.preferences.set("label.printer", str(label_printer.address)))
    sell(qtbot, view, "30")
    qtbot.waitUntil(lambda: part(view, "code_label").isVisible())
    code = code_shown(qtbot, view)
    part(view, "code_label").click()
    qtbot.waitUntil(lambda: part(view, "code_note").text() == f"Label: {label_printer.address}", timeout=15_000)
    qtbot.waitUntil(lambda: label_printer.papers != [])
    assert f"^FD{normalise(code).upper()}^FS" in label_printer.papers[0].decode()
    assert noted(ask) == [{"paper": "label"}]
    assert part(view, "code_handed_over").hasFocus()


def test_a_label_that_fails_is_told_and_can_be_tried_again(qtbot, view, ask, label_printer):
    ask(lambda core: core.preferences.set("label.printer", "127.0.0.1:9"))
    sell(qtbot, view, "30")
    code_shown(qtbot, view)
    part(view, "code_label").click()
    qtbot.waitUntil(lambda: "did not take the label" in part(view, "code_note").text(), timeout=15_000)
    assert part(view, "code_label").isEnabled()
