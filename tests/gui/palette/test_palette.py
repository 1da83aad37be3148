"""Ctrl+K: whatever can be done is found by a few letters, done by Enter, and what cannot be done says why."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QWidget

from core.domain.card import Match
from core.domain.operation import State
from core.rows import CardDetails
from gui.frame.pages import PAGES
from gui.palette.match import score
from gui.palette.palette import Palette, best
from gui.palette.palette_results import PaletteResults, offers
from gui.palette.rows import OFFER, ROW_HEIGHT
from gui.widgets.buttons.offers import Offer
from gui.window.main_window import MainWindow
from tests.gui.builders import card, idle_bridge, status, timeline
from tests.gui.views.outbox.test_outbox import operation
from tests.gui.window_parts import card_session

pytestmark = pytest.mark.unstyled


@pytest.fixture
def window(qtbot, look):
    made = MainWindow(idle_bridge())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.make_ready()
    return made


def open_palette(window) -> QLineEdit:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    text = window.findChild(QLineEdit, "palette_text")
    assert text.hasFocus()
    return text


def rows(window) -> list[Offer]:
    model = window.findChild(QListView, "palette_list").model()
    return [model.index(row, 0).data(OFFER) for row in range(model.rowCount())]


def named(window, name) -> Offer:
    return next(offer for offer in rows(window) if offer.name == name)


def lay_a_card(window, **changes):
    view = window._counter()
    view._match = Match.VERIFIED
    card_session(view)._on_read(card_session(view)._ticket, CardDetails(card(**changes), timeline()))
    return view


def front(window) -> str:
    return window._stack.currentWidget().name


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("out", "Outbox", "About"),
        ("wo", "Work offline", "Show code"),
        ("hc", "High contrast", "Search"),
        ("set", "Settings", "Reset the list"),
        ("gbo", "Go back online", "Get bottom"),
    ],
)
def test_starts_of_words_come_first(typed, better, worse):
    assert score(typed, better) > score(typed, worse)


def test_letters_in_another_order_do_not_match():
    assert score("tuo", "Outbox") == 0
    assert score("OUTBOX", "Outbox") == score("outbox", "Outbox") > 0
    assert score("", "Outbox") > 0


def test_what_was_used_last_leads_until_something_is_typed():
    some = [Offer(name, name, print) for name in ("alpha", "beta", "gamma")]
    assert [each.name for each in best(some, "", ["gamma"])] == ["gamma", "alpha", "beta"]
    assert [each.name for each in best(some, "be", ["gamma"])] == ["beta"]


def test_every_page_is_there_with_its_key(window):
    open_palette(window)
    assert {(offer.text, offer.key) for offer in rows(window)} >= {(page.word(), page.key) for page in PAGES}


def test_a_few_letters_and_enter_go_there(qtbot, window):
    text = open_palette(window)
    qtbot.keyClicks(text, "hist")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert front(window) == "history"
    assert not window.findChild(Palette).isVisible()


def test_what_was_done_last_leads_the_next_time(qtbot, window):
    text = open_palette(window)
    qtbot.keyClicks(text, "hist")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    open_palette(window)
    assert rows(window)[0].name == "go_history"


def test_escape_closes_it_and_gives_the_focus_back(qtbot, window):
    view = lay_a_card(window)
    amount = view._right.panels.panel("redeem").amount
    amount.setFocus()
    qtbot.keyClicks(amount, "12")
    text = open_palette(window)
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert not window.findChild(Palette).isVisible()
    assert amount.hasFocus()
    assert amount.minor() == 1200
    assert view._card is not None


def test_without_a_card_what_needs_one_says_so_and_does_nothing(qtbot, window):
    text = open_palette(window)
    assert named(window, "redeem_action").why_not == "Scan a card first."
    qtbot.keyClicks(text, "redeem")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert window.findChild(Palette).isVisible()


def test_with_a_card_its_panel_opens_from_any_page(qtbot, window):
    view = lay_a_card(window)
    window.show_page("history")
    text = open_palette(window)
    qtbot.keyClicks(text, "topup")
    assert rows(window)[0].place == "Card 7K2M"
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert front(window) == "card"
    assert view._right.currentWidget().objectName() == "top_up"


def test_what_a_card_is_not_fit_for_says_its_state(window):
    lay_a_card(window, expires_on="2020-01-01", status=card().status.EXPIRED)
    open_palette(window)
    assert "Expired" in named(window, "redeem_action").why_not
    assert named(window, "edit_action").why_not == ""


def test_the_buttons_of_the_page_in_front_are_offered(window):
    window._bridge._status = status()
    window.show_page("settings")
    open_palette(window)
    page = window._stack.currentWidget()
    check = next(each for each in rows(window) if each.name == "check_button" or each.place == page.title)
    assert check.run.__self__.isVisible()


def test_arrows_choose_and_the_last_row_is_the_end(qtbot, window):
    text, chosen = open_palette(window), window.findChild(QListView, "palette_list")
    qtbot.keyClick(text, Qt.Key.Key_Down)
    assert chosen.currentIndex().row() == 1
    for _ in range(30):
        qtbot.keyClick(text, Qt.Key.Key_PageDown)
    assert chosen.currentIndex().row() == len(rows(window)) - 1
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert text.hasFocus()


def test_a_scan_goes_to_the_counter_and_closes_it(qtbot, window):
    window.show_page("history")
    open_palette(window)
    with qtbot.waitSignal(window.keys.scanned) as scanned:
        for at, sign in enumerate("GC0123456789ABCD\r"):
            code = Qt.Key.Key_Return if sign == "\r" else ord(sign)
            key = QKeyEvent(QKeyEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, sign)
            key.setTimestamp(5000 + at)
            QApplication.sendEvent(window.windowHandle(), key)
    assert scanned.args == ["GC0123456789ABCD"]
    assert front(window) == "card"
    assert not window.findChild(Palette).isVisible()


def test_cards_and_operations_are_found_and_lead_there():
    went = []
    parked = operation(state=State.PARKED, operation_id="p", card_id=-12)
    done = operation(state=State.DONE, operation_id="d", card_id=7)
    found = offers(PaletteResults("7k", (card(),), (parked, done)), went.append, went.append)
    assert [each.text.split(" · ")[0] for each in found][:1] == ["Card 7K2M"]
    for each in found:
        each.run()
    assert went == [card().card_id, "outbox", 7]


def test_late_finds_for_another_text_are_dropped(qtbot, window):
    text, palette = open_palette(window), window.findChild(Palette)
    qtbot.keyClicks(text, "7k2m")
    late = Offer("card_1", "Card 7K2M", print)
    palette.show_found("7k", (late,))
    assert late not in rows(window)
    palette.show_found("7k2m", (late,))
    assert late in rows(window)


@pytest.mark.unstyled(False)
def test_rows_have_room_for_a_finger_and_everything_has_a_name(window):
    open_palette(window)
    assert ROW_HEIGHT >= 44
    assert window.findChild(QWidget, "palette").accessibleName()
    assert window.findChild(QLineEdit, "palette_text").height() >= 44


def test_the_keys_in_the_status_bar_are_those_that_work(window):
    shown = {each.text() for each in window._status_bar.findChildren(QWidget) if each.property("role") == "key"}
    assert {"Enter", "Esc", "Ctrl+K"} == shown


def test_what_is_found_later_does_not_move_the_highlight(qtbot, window):
    text = open_palette(window)
    qtbot.keyClicks(text, "se")
    for _ in range(2):
        qtbot.keyClick(text, Qt.Key.Key_Down)
    palette = window.findChild(Palette)
    chosen = palette._list.currentIndex().data(OFFER).name
    palette.show_found("se", [Offer("card_1", "Card SE01", lambda: None)])
    assert palette._list.currentIndex().data(OFFER).name == chosen
