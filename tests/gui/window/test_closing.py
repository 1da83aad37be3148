"""X over something unfinished asks first and stays by default; after the next start the counter tells what is left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from core.domain.command import Issue, Redeem
from core.domain.receipt import Receipt
from core.usecases.changes import EVERYTHING
from gui.dialogs.confirm import Confirm
from gui.painting.raster import draw
from gui.window.main_window import MainWindow
from tests.gui.builders import idle_bridge, real_bridge
from tests.gui.window_parts import message_bar

pytestmark = pytest.mark.e2e

FILE = b"row_id,amount\nA1,25.00\nA2,25.00\nA3,25.00\n"


@pytest.fixture
def till(qtbot, look, data_dir):
    """Opens the window on one folder, again and again."""
    opened = []

    def open_it():
        bridge = real_bridge(data_dir)
        window = MainWindow(bridge)
        opened.append((bridge, window))
        window.painted.connect(bridge.start)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: bridge.status is not None and bridge.status.first_pull_done, timeout=30_000)
        return bridge, window

    yield open_it
    for bridge, window in opened:
        window.end()
        assert bridge.close()
        window.deleteLater()


def ask(qtbot, bridge, work):
    got = []
    bridge.ask(work, got.append, thread="counter", failed=got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=15_000)
    bridge.announce(EVERYTHING)
    return got[0]


def asked(qtbot, window):
    window.close()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Confirm))
    return QApplication.activeModalWidget()


def redeem_offline(core):
    core.connection.switch(True)
    row = next(row for row in core.queries.cards() if row.balance >= 2000)
    core.desk.submit(Redeem(row.card_id, 500, "Purchase"))
    core.desk.submit(Redeem(row.card_id, 750, "Purchase"))


def sell(core):
    return core.replay.run(core.desk.submit(Issue(2500, "USD")).operation_id)


def messages(window):
    return [each.text for each in message_bar(window)._kept]


def test_with_nothing_to_finish_it_closes_at_once(qtbot, till):
    _bridge, window = till()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_window_whose_desk_never_opened_closes_at_once(qtbot, look):
    window = MainWindow(idle_bridge())
    qtbot.addWidget(window)
    window.show()
    assert window.close()


def test_money_on_its_way_is_named_with_number_and_sum_and_enter_stays(qtbot, till):
    bridge, window = till()
    ask(qtbot, bridge, redeem_offline)
    dialog = asked(qtbot, window)
    text = dialog.findChild(QLabel, "confirm_sentence").text()
    assert "2 operations are not sent or not confirmed yet: $12.50." in text
    assert "All of it is kept" in text
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or window))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert window.isVisible()
    asked(qtbot, window).findChild(QAbstractButton, "confirm_act").click()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_code_and_an_order_are_named_and_after_the_start_the_counter_leads_to_them(qtbot, till):
    bridge, window = till()
    ask(qtbot, bridge, sell)
    ask(qtbot, bridge, lambda core: core.batches.begin(core.batches.plan(FILE, "orders.csv")))
    text = asked(qtbot, window).findChild(QLabel, "confirm_sentence").text()
    assert "1 new card is not handed over yet: $25.00." in text
    assert "orders.csv: 0 of 3 cards are made." in text
    QApplication.activeModalWidget().findChild(QAbstractButton, "confirm_act").click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert bridge.close()

    bridge, window = till()
    qtbot.waitUntil(lambda: bool(messages(window)))
    assert messages(window)[-1].startswith("1 new card is not handed over yet: $25.00. orders.csv: ")
    way = window.findChild(QAbstractButton, "message_way")
    assert (way.isVisible(), way.text()) == (True, "Show the cards")
    way.click()
    assert window._stack.currentWidget().name == "issue"
    assert not message_bar(window).isVisible()


def test_what_waits_is_told_after_the_start_with_the_way_to_the_outbox(qtbot, till):
    bridge, window = till()
    ask(qtbot, bridge, redeem_offline)
    window.end()
    assert bridge.close()
    bridge, window = till()
    # On the sandbox of a new start the connection is back, and what waited may be through already.
    qtbot.waitUntil(lambda: bool(messages(window)) or not bridge.status.pending)
    if messages(window):
        window.findChild(QAbstractButton, "message_way").click()
        assert window._stack.currentWidget().name == "outbox"


def test_a_sale_that_several_cards_pay_for_is_asked_about(qtbot, till):
    bridge, window = till()
    view = window._counter()
    row = ask(qtbot, bridge, lambda core: next(row for row in core.queries.cards() if row.balance >= 500))
    view._sale.claim(Redeem(row.card_id, 500, "Purchase"), 2000, row)
    assert "A sale is in progress" in asked(qtbot, window).findChild(QLabel, "confirm_sentence").text()
    QApplication.activeModalWidget().reject()


def test_a_desk_that_does_not_answer_is_not_waited_for(qtbot, till):
    _bridge, window = till()
    window._close_question._asking = True
    window._close_question._on_silence()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Confirm))
    text = QApplication.activeModalWidget().findChild(QLabel, "confirm_sentence").text()
    assert text.startswith("The till is at work just now.")
    QApplication.activeModalWidget().reject()


def test_a_receipt_that_is_not_on_paper_is_named_before_and_after(qtbot, till):
    def wait_for_paper(core):
        core.preferences.set("receipt.printer", "127.0.0.1:9")
        receipt = Receipt("Harbour Books", "Gift card redeemed", "$5.00", ())
        core.receipts.print("a", receipt, "LATE COPY, printed {at}", draw)

    bridge, window = till()
    assert ask(qtbot, bridge, wait_for_paper).key == "print.receipt_failed"
    dialog = asked(qtbot, window)
    assert any("1 receipt is not on paper yet." in each.text() for each in dialog.findChildren(QLabel))
    dialog.accept()
    qtbot.waitUntil(lambda: not window.isVisible())
    window.end()
    assert bridge.close()
    _bridge, again = till()
    qtbot.waitUntil(lambda: "1 receipt is not on paper yet." in messages(again))
