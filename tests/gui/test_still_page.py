"""Nothing moves under a hand: messages, the band, errors and refusals leave every control where it stands."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from core.domain.card import Match
from core.errors import RuleRefused
from core.rows import Allowance, BatchRow, CardDetails
from core.usecases.orders import OrderStatus
from gui.dialogs.confirm import Confirm, Confirmation
from gui.frame.pages import PAGES
from gui.views.bulk.bulk import Bulk
from tests.gui.builders import NOW, card, tell, timeline
from tests.gui.control_positions import moved, places
from tests.gui.window_parts import card_session, message_bar

SIZES = [(1024, 700), pytest.param((1280, 800), marks=pytest.mark.slow)]
LONG = "The service refused it: the amount is more than this shop may put on one card today. Nothing was changed."


def order(**changes):
    counts: dict[str, Any] = dict.fromkeys(("cards", "confirmed", "pending", "parked", "failed", "waiting", "codes"), 0)
    row = {"batch_id": "b", "name": "orders.csv", "clerk": "Anna", "created_at": NOW, "stopped": False} | counts
    return BatchRow(**(row | changes))  # type: ignore[arg-type]


def laid_out(window):
    for _ in range(3):
        QApplication.processEvents()
    return places(window)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_a_message_and_the_band_move_no_control_of_any_page(window, page, size):
    window.resize(*size)
    tell(window)
    window.show_page(page)
    before = laid_out(window)
    message_bar(window).show_message(LONG, "warn")
    assert moved(before, laid_out(window)) == {}
    tell(window, connection="unauthorised", allowance=Allowance("USD", 5000, 3750, 41200))
    assert window._banner.isVisible()
    assert set(moved(before, laid_out(window))) <= {"state_pill#1"}  # its words are longer, in a room of their own
    message_bar(window).close_front()
    tell(window)
    assert moved(before, laid_out(window)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_message_covers_no_control_of_issue(window, size):
    window.resize(*size)
    window.show_page("issue")
    message_bar(window).show_message("Handed over. The code is no longer kept here.", "good")
    laid_out(window)
    top = message_bar(window).geometry().top()
    seen = [rect for name, rect in places(window).items() if name.split("#")[0].startswith(("sell", "key_"))]
    assert seen
    assert all(y + high <= top for _x, y, _wide, high in seen)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_an_error_on_issue_moves_nothing_and_is_read_whole(window, size):
    window.resize(*size)
    tell(window)
    view = window.show_page("issue")
    before = laid_out(window)
    view._sell.show_problem(LONG)
    assert moved(before, laid_out(window)) == {}
    text = view._sell._problem
    assert text.heightForWidth(text.width()) <= view._sell._room.height()
    tell(window, connection="offline", offline_since=0.0)
    view._sell.show_problem("")
    assert view._sell._limit.isVisible()
    assert set(moved(before, laid_out(window))) <= {"state_pill#1"}


def test_while_the_service_is_asked_the_sale_keeps_its_place_and_the_focus_comes_back(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    tell(window)
    view = window.show_page("issue")
    view._sell.amount.set_minor(2500)
    view._sell.button.setFocus()
    before = laid_out(window)
    view._sell.set_busy(True)
    assert QApplication.focusWidget() is view._sell.amount
    assert moved(before, laid_out(window)) == {}
    view._on_not_sold(RuleRefused("outcome.code_taken"))
    assert QApplication.focusWidget() is view._sell.button
    assert moved(before, laid_out(window)) == {}


@pytest.mark.slow
def test_a_wrong_date_and_a_wrong_number_move_nothing(window):
    tell(window)
    view = window.show_page("issue")
    view._details._ends.choose("date")
    view._details._on_end_chosen("date")
    before = laid_out(window)
    view._details._date.type("31.31.3131")
    assert moved(before, laid_out(window)) == {}
    view._on_several()
    before = laid_out(window)
    view._bulk._start._count.show_error("bulk_count", "Write a number of cards from 2 to 500.")
    assert moved(before, laid_out(window)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_buttons_of_an_order_keep_their_places_until_it_is_through(window, size):
    window.resize(*size)
    view = window.show_page("issue")
    view._pages.setCurrentWidget(view._bulk)
    bulk: Bulk = view._bulk
    bulk._pages.setCurrentWidget(bulk._run)
    bulk._run.show_seen(OrderStatus(order(cards=3, waiting=2, confirmed=1), (), True, None))
    before = laid_out(window)
    for seen in (
        OrderStatus(order(cards=3, waiting=1, confirmed=2), (), False, None),
        OrderStatus(order(cards=3, confirmed=2, failed=1), (), False, None),
        OrderStatus(order(cards=3, confirmed=3), (), False, None),
    ):
        bulk._run.show_seen(seen)
        bulk._run.show_problem(LONG)
        assert moved(before, laid_out(window)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("panel", ["redeem", "top_up", "cash_out", "adjust", "edit", "freeze", "disable"])
def test_a_refusal_and_the_wait_before_it_move_nothing_on_the_counter(window, panel, size):
    window.resize(*size)
    tell(window)
    view = window._counter()
    view._match = Match.LIKELY
    card_session(view)._on_read(card_session(view)._ticket, CardDetails(card(), timeline()))
    view._right.open(panel)
    before = laid_out(window)
    shown = view._right.currentWidget()
    shown.set_busy(True)
    assert moved(before, laid_out(window)) == {}
    shown.set_busy(False)
    shown.show_problem(LONG)
    assert moved(before, laid_out(window)) == {}


def test_a_click_that_something_came_to_lie_under_does_nothing(window, qtbot):
    tell(window)
    button = window.findChild(QPushButton, "go_search")
    clicked = []
    button.clicked.connect(lambda: clicked.append(True))
    place = button.mapTo(window, button.rect().center())
    QTest.mousePress(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    message_bar(window).lie_in(button.geometry().translated(button.parentWidget().mapTo(window, QPoint())))
    message_bar(window).show_message("Something came.", "warn")
    message_bar(window).setGeometry(button.geometry().translated(button.parentWidget().mapTo(window, QPoint())))
    QTest.mouseRelease(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked == []
    message_bar(window).close_front()
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked == [True]


def test_a_click_on_a_button_that_says_something_else_meanwhile_does_nothing(window):
    tell(window, staffed=True, signed_in=True)
    sign = window.findChild(QPushButton, "sign")
    clicked = []
    sign.clicked.connect(lambda: clicked.append(True))
    laid_out(window)
    place = sign.mapTo(window, sign.rect().center())
    QTest.mousePress(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    sign.setText("Sign in")
    QTest.mouseRelease(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked == []


def test_a_dialog_is_as_steady(qtbot, window):
    dialog = Confirm(Confirmation("Sure?", "It is gone then.", "Do it", "Keep it"), window)
    done = []
    dialog.accepted.connect(lambda: done.append(True))
    dialog.open()
    qtbot.waitExposed(dialog)
    button = dialog.findChild(QPushButton, "confirm_act")
    place = button.mapTo(dialog, button.rect().center())
    QTest.mousePress(dialog.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    button.setText("Do something else")
    QTest.mouseRelease(dialog.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert done == []
    QTest.mouseClick(dialog.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert done == [True]


def test_what_needs_a_person_comes_back_when_good_news_has_gone(window):
    message_bar(window).show_message("The printer has no paper.", "bad")
    message_bar(window).show_message("Stored.", "good")
    assert message_bar(window)._text.text() == "Stored."
    message_bar(window)._leaving.timeout.emit()
    assert message_bar(window)._text.text() == "The printer has no paper."
    message_bar(window).close_front()
    assert not message_bar(window).isVisible()
