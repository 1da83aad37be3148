"""Several cards at once in the window: looked through, made one after the other, printed, and only then let go."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from gui.dialogs.confirm import Confirm
from gui.views.issue.issue import IssueView
from gui.widgets.keys.enter import SEEN_MS
from tests.core.services.test_journal import entries

pytestmark = pytest.mark.unstyled

CONTROL = Qt.KeyboardModifier.ControlModifier
FILE = "row_id,amount,recipient\nA1,10.00,Nora\nA2,20.00,Tim\nA3,30.00,\n"


@pytest.fixture
def view(bridge, show):
    return show(IssueView(bridge))


def part(view, name: str):
    return view.findChild(object, name)


def said(view, name: str) -> str:
    return part(view, name).text() if part(view, name).isVisible() else ""


def choose(qtbot, view, name: str, path) -> None:
    """In the dialog that the button opens."""
    part(view, name).click()
    dialog = next(each for each in view.findChildren(QFileDialog) if each.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.close()


def look_through(qtbot, view, path) -> None:
    part(view, "sell_several").click()
    assert "listed here first" in said(view, "bulk_sentence")
    choose(qtbot, view, "bulk_file", path)
    qtbot.waitUntil(lambda: said(view, "bulk_heading") != "")


def until_seen(qtbot, button) -> None:
    """Until the button that the program focused has stood long enough for Enter to be meant for it."""
    qtbot.waitUntil(lambda: button.window().focusWidget() is button and button.focused_for() >= SEEN_MS)


def make(qtbot, view, path) -> None:
    look_through(qtbot, view, path)
    until_seen(qtbot, part(view, "bulk_go"))
    qtbot.keyClick(part(view, "bulk_go"), Qt.Key.Key_Return)
    through(qtbot, view)


def through(qtbot, view) -> None:
    qtbot.waitUntil(lambda: said(view, "order_sentence").startswith("Finished."), timeout=15_000)


def test_once_they_are_made_no_enter_sells_one_more_of_them(qtbot, view):
    """The page that comes back has the focus in its amount."""
    qtbot.keyClicks(part(view, "sell_amount"), "25")
    part(view, "sell_several").click()
    qtbot.keyClicks(view.focusWidget(), "2")
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    until_seen(qtbot, part(view, "bulk_go"))
    part(view, "bulk_go").click()
    through(qtbot, view)
    assert part(view, "sell_amount").minor() is None


@pytest.fixture
def orders(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text(FILE)
    return path


@pytest.mark.slow
def test_equal_cards_by_keys_alone(qtbot, view, ask):
    """Amount, Ctrl+B, how many, Enter, Enter: eight keys for a dozen cards of 25."""
    qtbot.keyClicks(part(view, "sell_amount"), "25")
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_B, CONTROL)
    qtbot.keyClicks(view.focusWidget(), "12")
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: said(view, "bulk_heading") == "12 cards, $300.00 in all")
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    assert part(view, "bulk_go").isVisible(), "the second Enter of a double one confirms nothing that nobody has seen"
    until_seen(qtbot, view.focusWidget())
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    through(qtbot, view)
    assert said(view, "order_heading") == "Equal cards: 12 of 12"
    assert part(view, "order_progress").value() == 12
    assert len(ask(lambda core: core.queries.operations())) == 12


def test_a_file_is_looked_through_before_anything_is_made(qtbot, view, ask, orders):
    orders.write_text(FILE + "A4,ten,\nA1,5.00,\n")
    look_through(qtbot, view, orders)
    assert said(view, "bulk_heading") == "Nothing is made yet: 2 to put right"
    table = part(view, "bulk_problems").model()
    shown = [[table.index(row, column).data() for column in (0, 1)] for row in range(table.rowCount())]
    assert shown[0][0] == "5"
    assert "'ten' is not an amount" in shown[0][1]
    assert shown[1] == ["6", "The same row_id is in line 2 already."]
    assert not part(view, "bulk_go").isEnabled()
    qtbot.keyClick(part(view, "bulk_start"), Qt.Key.Key_Return, CONTROL)
    assert ask(lambda core: core.queries.operations()) == ()


def test_a_second_press_makes_no_second_order(qtbot, view, ask, orders):
    look_through(qtbot, view, orders)
    until_seen(qtbot, part(view, "bulk_go"))
    for _ in range(2):
        qtbot.keyClick(part(view, "bulk_go"), Qt.Key.Key_Return)
    through(qtbot, view)
    assert len(ask(lambda core: core.queries.operations())) == 3


def test_the_same_file_again_makes_nothing(qtbot, view, ask, orders):
    make(qtbot, view, orders)
    choose(qtbot, view, "order_save_pdf", orders.with_suffix(".pdf"))
    qtbot.waitUntil(part(view, "order_handed_over").isEnabled)
    (noted,) = ask(lambda core: [values for what, values in entries(core) if what == "printed"])
    assert (noted["paper"], noted["count"]) == ("cards", 3)
    with qtbot.waitSignal(view.notified):
        part(view, "order_handed_over").click()
    look_through(qtbot, view, orders)
    assert said(view, "bulk_heading") == "All of this was ordered before"
    assert not part(view, "bulk_go").isEnabled()


def test_the_page_closes_only_when_the_cards_are_on_paper(qtbot, view, ask, orders, tmp_path):
    make(qtbot, view, orders)
    assert not part(view, "order_handed_over").isEnabled()
    assert view.go_back()
    assert "Print or save the cards first" in said(view, "order_note")
    choose(qtbot, view, "order_save_pdf", tmp_path / "cards.pdf")
    qtbot.waitUntil(lambda: said(view, "order_note") == "Saved as cards.pdf.")
    page = pypdfium2.PdfDocument(tmp_path / "cards.pdf")[0].get_textpage().get_text_range()
    assert all(text in page for text in ("$10.00", "$20.00", "$30.00", "Nora", "Tim"))
    assert view.focusWidget() is part(view, "order_handed_over")
    with qtbot.waitSignal(view.notified):
        qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return, CONTROL)
    assert part(view, "sell_amount").isVisible()
    sold = ask(lambda core: core.queries.operations())
    assert [ask(lambda core, row=row: core.desk.code_of(row.operation_id)) for row in sold] == [None] * 3


def test_a_pdf_that_cannot_be_written_keeps_the_lock(qtbot, view, orders, tmp_path):
    make(qtbot, view, orders)
    choose(qtbot, view, "order_save_pdf", tmp_path / "no" / "folder" / "cards.pdf")
    qtbot.waitUntil(lambda: "The code is kept." in said(view, "order_note"))
    assert not part(view, "order_handed_over").isEnabled()


def test_the_list_is_saved_without_codes(qtbot, view, ask, orders, tmp_path):
    make(qtbot, view, orders)
    choose(qtbot, view, "order_result", tmp_path / "list.csv")
    qtbot.waitUntil(lambda: said(view, "order_note") == "Saved as list.csv.")
    text = (tmp_path / "list.csv").read_text("utf-8-sig")
    assert "A1,10.00,USD,confirmed" in text
    for row in ask(lambda core: core.queries.operations()):
        assert ask(lambda core, row=row: core.desk.code_of(row.operation_id)) not in text.lower()


def test_what_a_kill_left_unfinished_goes_on(qtbot, bridge, show, ask):
    batch_id = ask(lambda core: core.batches.begin(core.batches.plan(FILE.encode(), "orders.csv")))
    view = show(IssueView(bridge))
    qtbot.waitUntil(lambda: part(view, "waiting_orders").isVisible())
    part(view, "show_order_0").click()
    qtbot.waitUntil(lambda: said(view, "order_sentence") == "Paused. 3 cards are still to be made.")
    assert view.go_back()
    assert part(view, "sell_amount").isVisible()
    part(view, "show_order_0").click()
    qtbot.waitUntil(lambda: part(view, "order_go").isEnabled())
    part(view, "order_go").click()
    through(qtbot, view)
    assert ask(lambda core: core.batches.order(batch_id)).confirmed == 3
    assert not part(view, "waiting_codes").isVisible()


def test_stopped_for_good_what_is_made_stays(qtbot, bridge, show, ask):
    ask(lambda core: core.batches.begin(core.batches.plan(FILE.encode(), "orders.csv")))
    view = show(IssueView(bridge))
    qtbot.waitUntil(lambda: part(view, "waiting_orders").isVisible())
    part(view, "show_order_0").click()
    qtbot.waitUntil(lambda: part(view, "order_stop").isEnabled())
    part(view, "order_stop").click()
    ask_first = view.findChild(Confirm)
    qtbot.mouseClick(part(ask_first, "confirm_act"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: said(view, "order_sentence").startswith("Stopped for good."))
    assert ask(lambda core: core.queries.operations()) == ()


def test_at_the_limit_it_stops_and_says_which(qtbot, view, bridge, ask, orders):
    ask(lambda core: core.preferences.set("offline.per_till", "15"))
    ask(lambda core: core.connection.switch(True))
    look_through(qtbot, view, orders)
    assert "allow the first 1 now" in said(view, "bulk_sentence")
    part(view, "bulk_go").click()
    qtbot.waitUntil(
        lambda: said(view, "order_sentence").startswith(
            "Stopped: Without a connection this till can promise $15.00; $5.00 is left"
        )
    )
    assert said(view, "order_heading") == "orders.csv: 1 of 3"
    ask(lambda core: core.connection.switch(False))
    part(view, "order_go").click()
    through(qtbot, view)


def test_a_greeting_and_a_design_go_with_a_single_sale(qtbot, view, ask):
    qtbot.waitUntil(lambda: part(view, "design_winter") is not None)
    part(view, "design_winter").click()
    for name, text in (("sale_recipient", "Nora"), ("sale_sender", "Tim"), ("sale_message", "Enjoy it")):
        qtbot.keyClicks(part(view, name), text)
    qtbot.keyClicks(part(view, "sell_amount"), "20")
    qtbot.keyClick(part(view, "sell_amount"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: said(view, "code_text") != "", timeout=15_000)
    printed = [each.text for each in part(view, "code_picture")._page.elements if hasattr(each, "text")]
    assert {"Nora", "Tim", "Enjoy it"} <= set(printed)
    card = ask(lambda core: core.queries.cards())[0]
    assert (card.template_suffix, card.note) == ("winter", None)
    part(view, "code_handed_over").click()
    qtbot.waitUntil(lambda: part(view, "sell_amount").isVisible())
    assert part(view, "sale_recipient").text() == ""
    assert part(view, "design_usual").isChecked()
