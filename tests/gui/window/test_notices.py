"""What needs a person is not overlooked: the pill is not green, a message leads there, and a wait counts down."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from core.domain.countdown import counted, counts_down, started
from core.domain.outcome import Message
from core.sentences import SENTENCES, sentence
from gui.widgets.messages.message_bar import MessageAction
from gui.wording import messages
from tests.gui.builders import tell
from tests.gui.views.outbox.test_outbox import operation
from tests.gui.window_parts import header, message_bar

pytestmark = pytest.mark.unstyled


def test_the_pill_is_not_green_while_something_needs_a_person(window):
    tell(window)
    assert header(window).state_pill._tone == "good"
    tell(window, needs_attention=1)
    assert header(window).state_pill._tone == "warn"
    assert header(window).state_pill.text() == "Online · 1 needs you"
    tell(window, needs_attention=1, connection="unauthorised")
    assert header(window).state_pill._tone == "bad"
    tell(window, connection="unreadable")
    assert window.findChild(QAbstractButton, "state_pill").text() == "Not readable"


def band(window) -> list[str]:
    labels = [window.findChild(QLabel, f"band_{at}") for at in range(5)]
    return [each.text() for each in labels if each.text()]


def test_the_band_promises_nothing_on_a_refused_token_or_an_unreadable_service(window):
    for connection, key in (("unauthorised", "service.unauthorised"), ("unreadable", "service.unreadable")):
        tell(window, connection=connection, problem=Message(key, {"field": "balance"}))
        assert band(window) == [sentence(key, {"field": "balance"})]
    tell(window, problem=Message("service.forbidden", {"message": "unpaid"}))
    assert "unpaid" in band(window)[0]


def test_a_case_that_parks_elsewhere_is_told_with_the_way_to_it(window):
    window.show_page("search")
    notice = window._notices.parked
    notice._on_read(())
    notice._on_read((operation(),))
    assert message_bar(window)._text.text().startswith("This needs you: ")
    window.findChild(QAbstractButton, "message_way").click()
    assert window._stack.currentWidget().name == "outbox"


def test_the_way_and_the_end_of_a_message_have_keys_and_stand_in_the_palette(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    ctrl = Qt.KeyboardModifier.ControlModifier
    assert not {offer.name for offer in window._offers()} & {"message_go", "message_end"}
    went = []
    message_bar(window).show_message("Something waits.", "warn", way=MessageAction("Show", lambda: went.append(True)))
    assert {"message_go", "message_end"} <= {offer.name for offer in window._offers()}
    QTest.keyClick(window, Qt.Key.Key_G, ctrl)
    assert went == [True]
    assert not message_bar(window).isVisible()
    message_bar(window).show_message("The printer has no paper.", "bad")
    QTest.keyClick(window, Qt.Key.Key_G, ctrl)
    assert message_bar(window).isVisible()
    QTest.keyClick(window, Qt.Key.Key_E, ctrl)
    assert not message_bar(window).isVisible()


def test_what_was_parked_before_the_start_and_what_is_in_front_is_not_told_again(window):
    row = operation()
    window._notices.parked._on_read((row,))
    assert not message_bar(window).isVisible()
    window.show_page("outbox")
    window._notices.parked._on_read((row, replace(row, operation_id="another")))
    assert not message_bar(window).isVisible()


def test_a_wait_counts_down_and_says_when_it_is_over():
    said = started(Message("wait.quarantine", {"seconds": 90}), 89.6, now=1000.0)
    assert counts_down(said)
    assert counted(said, 1000.0).values["seconds"] == 90
    assert counted(said, 1060.0).values["seconds"] == 30
    assert counted(said, 500.0).values["seconds"] == 90  # a clock that was set back promises no longer wait
    assert counted(said, 1090.0).key == "wait.quarantine.now"
    assert messages.format_message(said) == "The answer was lost. The card is being read again."


def test_every_wait_that_tells_seconds_has_words_for_its_end():
    for key in ("wait.quarantine", "wait.resend", "wait.retry", "service.throttled"):
        assert "{seconds}" in SENTENCES[key]
        assert f"{key}.now" in SENTENCES


def test_a_sentence_without_seconds_stays_as_it_is():
    said = Message("wait.service")
    assert started(said, 5.0, 0.0) is said
    assert counted(said, 99.0) is said
