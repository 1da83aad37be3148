"""The frame around the pages: keys, band, pill, the page of a program that cannot start, and names for everybody."""

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from core.domain.card import Match
from core.domain.outcome import Message
from core.rows import Allowance, CardDetails
from gui.frame.pages import PAGES
from gui.frame.start_page import StartPage
from gui.views.card.card import CardView
from gui.window.idle_steps import IdleSteps
from gui.window.main_window import MainWindow
from tests.gui.builders import card, idle_bridge, tell, timeline
from tests.gui.window_parts import card_session, header, message_bar

pytestmark = pytest.mark.unstyled

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)

INSIDE_OF = (QComboBox, QAbstractItemView)


def counter(window) -> CardView:
    view = window._counter()
    view._match = Match.LIKELY
    card_session(view)._on_read(card_session(view)._ticket, CardDetails(card(), timeline()))
    return view


def band(window):
    return [part.text() for part in window._banner._parts if part.text()] if window._banner.isVisible() else []


def test_the_first_frame_is_told_once(qtbot, look):
    window = MainWindow(idle_bridge())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()
    with qtbot.assertNotEmitted(window.painted, wait=50):
        window.repaint()


def test_online_with_a_real_service_needs_no_band(window):
    tell(window)
    assert band(window) == []


def test_training_is_banded(window):
    tell(window, sandbox=True)
    assert band(window) == ["Training: no real cards.", "F8: outage and faults"]


@pytest.mark.parametrize(("connection", "parts"), [("online", 1), ("offline", 2)])
def test_a_promise_that_waits_for_days_is_banded(window, connection, parts):
    stopped = Message("offline.oldest", {"hours": 72})
    tell(window, connection=connection, offline_since=0.0, allowance=Allowance("USD", 5000, 3750, 41200, stopped))
    assert len(band(window)) == parts
    assert band(window)[-1].startswith("A promise has waited for over 72 hours.")


def test_offline_the_band_says_what_is_allowed(window):
    counter(window)
    tell(window, connection="offline", offline_since=0.0, pending=3)
    texts = band(window)
    assert texts[0].startswith("No connection since ")
    assert texts[1:] == ["up to $50.00 a sale", "$37.50 left on this card today", "$412.00 left on this till"]
    assert header(window).state_pill.text() == "Offline · 3 waiting"


def test_offline_with_the_limit_used_up_the_band_promises_nothing(window):
    tell(window, connection="offline", offline_since=0.0, allowance=Allowance("USD", 5000, 3750, 0))
    assert band(window)[1:] == ["look cards up; the limit of this till is used up until the connection is back"]


def test_the_pill_is_the_switch(qtbot, window):
    pill = header(window).state_pill
    tell(window)
    assert pill._switch.text() == "Work offline"
    with qtbot.waitSignal(pill.switch_requested) as asked:
        pill._switch.trigger()
    assert asked.args == [True]
    tell(window, connection="switched_off")
    assert pill._switch.text() == "Go back online"
    with qtbot.waitSignal(pill.switch_requested) as asked:
        pill._switch.trigger()
    assert asked.args == [False]


def test_what_needs_a_person_is_on_the_way_to_the_outbox(window):
    tell(window, needs_attention=2)
    button = window.findChild(QPushButton, "go_outbox")
    assert button.accessibleDescription() == "F4. 2 need you"


def test_the_bottom_line(window):
    tell(window, sandbox=True, cards=1, last_sync=None)
    assert window.findChild(QLabel, "status_text").text() == "Sandbox · 1 card · not synced yet"


def test_escape_leaves_the_card_and_waits_for_the_next(qtbot, window):
    view = counter(window)
    window._on_back()
    assert view._card is None
    assert header(window).scan_field is window.focusWidget()


def cannot_open(window) -> None:
    window._bridge.could_not_open.emit("start.owner", {"owner": "till, process 7"})


def test_a_program_that_cannot_start_says_so_and_can_be_closed(qtbot, window):
    with qtbot.waitSignal(window.could_not_start):
        cannot_open(window)
    page = window.centralWidget()
    assert isinstance(page, StartPage)
    assert "till, process 7" in page.findChild(QLabel, "start_sentence").text()
    page.findChild(QPushButton, "start_close").click()
    assert not window.isVisible()


def test_a_program_that_cannot_start_makes_no_more_of_the_pages_it_has_put_away(qtbot, window):
    steps = window.findChild(IdleSteps)
    qtbot.waitUntil(steps.isActive)
    cannot_open(window)
    assert not steps.isActive()


def test_pages_have_their_own_keys():
    assert len({page.key for page in PAGES}) == len({page.name for page in PAGES}) == len(PAGES)


def test_every_control_has_a_handle_and_a_name(window):
    view = counter(window)
    nameless = [describe(each) for each in controls(window) if not each.objectName() or not spoken(each)]
    assert nameless == []
    assert view.accessibleName() == "Counter"


def test_no_label_hides_its_live_text_behind_a_name(window):
    counter(window)
    assert [label.text() for label in window.findChildren(QLabel) if label.accessibleName()] == []


def test_labels_show_plain_text_only(window):
    counter(window)
    rich = [label.text() for label in window.findChildren(QLabel) if label.textFormat() != Qt.TextFormat.PlainText]
    assert rich == []


@pytest.mark.slow
@pytest.mark.unstyled(False)
@pytest.mark.parametrize("size", [QSize(1280, 800), QSize(1024, 700)])
@pytest.mark.parametrize("action", ["redeem", "top_up", "adjust", "edit", "disable"])
def test_every_target_is_large_enough_and_inside(qtbot, window, size, action):
    tell(window, connection="offline", offline_since=0.0)
    view = counter(window)
    view._right.open(action)
    window.resize(size)
    qtbot.waitUntil(lambda: window.size() == size)
    window.grab()
    small = [describe(each) for each in controls(window) if each.isVisible() and min(each.width(), each.height()) < 44]
    assert small == []
    assert [describe(each) for each in controls(view) if each.isVisible() and not inside(each, view)] == []


def controls(root: QWidget) -> list[QWidget]:
    found = [each for kind in CONTROLS for each in root.findChildren(kind)]
    return [each for each in found if not any(isinstance(above, INSIDE_OF) for above in ancestors(each))]


def ancestors(each: QWidget) -> list[QObject]:
    """Qt's own parts inside a list or a combo box are named by what they belong to."""
    above, chain = each.parent(), []
    while above is not None:
        chain.append(above)
        above = above.parent()
    return chain


def spoken(each: QWidget) -> str:
    return each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")


def inside(each: QWidget, page: QWidget) -> bool:
    corner = each.mapTo(page, each.rect().bottomRight())
    return corner.y() <= page.height() and corner.x() <= page.width()


def describe(each: QWidget) -> str:
    return f"{type(each).__name__} {each.objectName()!r} {each.size().toTuple()}"


def press(window, text):
    """Keys as the platform sends them: through the window, shortcuts first."""
    for sign in text:
        QTest.keyClick(window.windowHandle(), sign)


def scan(window, text):
    """As a scanner strikes the keys, 4 ms apart by their own times, whatever the load of this machine."""
    keys = [(ord(sign), sign) for sign in text] + [(Qt.Key.Key_Return, "\r")]
    for at, (code, sign) in enumerate(keys):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, sign)
            event.setTimestamp(1_000_000 + 4 * at)
            QApplication.sendEvent(window.windowHandle(), event)


def test_a_scan_over_an_amount_looks_up_and_types_nothing(qtbot, window):
    view = counter(window)
    window.activateWindow()
    view._right.take_focus()
    qtbot.waitUntil(lambda: view._right.panels.panel("redeem").amount.hasFocus())
    press(window, "7")
    qtbot.waitUntil(lambda: view._right.panels.panel("redeem").amount.minor() == 700)
    with qtbot.waitSignal(window.keys.scanned) as scanned:
        scan(window, "GC0123456789ABCD")
    assert scanned.args == ["GC0123456789ABCD"]
    assert view._card is None


def test_while_a_card_is_looked_for_and_after_none_was_found_the_focus_is_in_the_scan_field(qtbot, window):
    """The panel that had it is gone: Qt would hand it on to the next control, which is Help."""
    window._sidebar.help.setFocus()
    window._counter().look_up("nobody has this")
    assert window.focusWidget() is header(window).scan_field


def test_a_card_chosen_from_a_list_leaves_no_word_in_the_scan_field(qtbot, window):
    counter = window._counter()
    header(window).scan_field.setText("broken")
    counter.show_card(7)
    assert header(window).scan_field.text() == ""


def test_a_letter_goes_into_the_scan_field_and_its_chord_chooses_the_panel(qtbot, window):
    view = counter(window)
    window.activateWindow()
    view._right.take_focus()
    qtbot.waitUntil(lambda: view._right.panels.panel("redeem").amount.hasFocus())
    press(window, "t")
    assert (header(window).scan_field.text(), header(window).scan_field.hasFocus()) == ("t", True)
    assert view._right.currentWidget().objectName() == "redeem"
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: view._right.currentWidget().objectName() == "top_up")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_opens_by_its_key(qtbot, window, page):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.windowHandle(), getattr(Qt.Key, f"Key_{page.key}"))
    assert window._stack.currentWidget().objectName() == f"{page.name}_view"
    assert window.findChild(QPushButton, f"go_{page.name}").isChecked()


@pytest.mark.parametrize("tone", ["good", "info", "warn", "bad"])
def test_a_message_ends_with_its_page(window, tone):
    view = window.show_page("search")
    view.notified.emit("Handed over.", tone)
    window.show_page("search")
    assert message_bar(window).isVisible()
    window.show_page("history")
    assert not message_bar(window).isVisible()


def test_what_is_of_no_page_stays_until_it_is_closed(window):
    search = window.show_page("search")
    window.show_page("history")
    search.notified.emit("The last card is not confirmed.", "warn")
    window.show_page("issue")
    assert message_bar(window).isVisible()
    message_bar(window)._close.click()
    assert not message_bar(window).isVisible()


def test_handed_over_is_not_said_above_the_next_code(window):
    issue = window.show_page("issue")
    issue.notified.emit("Handed over. The code is no longer kept here.", "good")
    issue._pages.setCurrentWidget(issue._code)
    assert not message_bar(window).isVisible()


def test_a_start_from_a_backup_is_told(window):
    window._notices.show_start_messages((Message("start.restored", {"count": 3}),))
    assert "restored from a backup. What waits (3)" in " ".join(label.text() for label in window.findChildren(QLabel))


def test_f1_at_the_counter_is_for_the_next_card(qtbot, window):
    window.activateWindow()
    counter(window)
    window.findChild(QAbstractButton, "redeem_action").click()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert QApplication.focusWidget().objectName() != "scan_field"
    QTest.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "scan_field")
    assert window._counter()._card is not None  # it stays until another one is scanned
