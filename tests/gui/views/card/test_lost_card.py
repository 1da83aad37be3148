"""The card page for a lost or doubted card: what it says, what it offers, and one act from the key to the new code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from core.domain.card import Match, Status
from core.domain.command import Freeze, Replace, Unfreeze
from core.domain.operation import State
from core.domain.outcome import Message
from core.rows import FreezeRow, TimelineRow
from gui.views.card.card import CardView
from gui.views.card.disable import DisablePanel
from gui.views.card.freeze_panel import FreezePanel
from gui.views.card.replace_panel import ReplacePanel
from gui.views.issue.new_card import NewCardDialog
from gui.widgets.cards.card_face import CardFace
from gui.widgets.cards.timeline import Timeline, standing_of, tone_of
from gui.wording import expiry_words, outcome_words
from tests.gui.builders import card

pytestmark = pytest.mark.unstyled

TODAY = date(2026, 11, 22)
FROZEN = FreezeRow("reported lost", "Anna", "Till 2", 1_790_000_000)


def lasting(expires_on: str | None):
    days = None if expires_on is None else (date.fromisoformat(expires_on) - TODAY).days
    return replace(card(), expires_on=expires_on, days_left=days)


@pytest.mark.parametrize(
    ("expires_on", "said"),
    [
        (None, "no expiry date"),
        ("2027-12-31", "usable until and including 31 December 2027 (in 13 months)"),
        ("2026-11-22", "usable until and including 22 November 2026 (today)"),
        ("2026-11-23", "usable until and including 23 November 2026 (tomorrow)"),
        ("2027-01-21", "usable until and including 21 January 2027 (in 60 days)"),
        ("2027-01-22", "usable until and including 22 January 2027 (in 2 months)"),
        ("2028-11-21", "usable until and including 21 November 2028 (in 23 months)"),
        ("2028-11-22", "usable until and including 22 November 2028 (in 2 years)"),
        ("2026-11-21", "expired since 22 November 2026"),
        ("2020-01-31", "expired since 1 February 2020"),
    ],
)
def test_the_last_day_is_told_in_words(look, expires_on, said):
    assert expiry_words.until(lasting(expires_on)) == said


def test_a_frozen_card_says_who_and_why(qtbot, look, keep):
    frozen = replace(card(), frozen=FROZEN)
    face = keep(CardFace())
    face.show_card(frozen, Match.VERIFIED, "")
    assert "Frozen here" in face.findChild(QLabel, "card_state").text()
    words = outcome_words.why_not(frozen)
    assert words is not None
    assert "Anna froze it" in words.sentence
    assert "reported lost" in words.sentence
    assert "Other tills" in words.advice


def test_the_freeze_panel_does_the_one_or_the_other(qtbot, look, keep):
    panel = keep(FreezePanel())
    panel.show_card(card())
    panel.start()
    assert panel.command() is None
    panel.findChild(QLineEdit, "freeze_reason").setText("reported lost")
    assert panel.command() == Freeze(card().card_id, "reported lost")
    panel.show_card(replace(card(), frozen=FROZEN))
    assert panel.command() == Unfreeze(card().card_id)
    assert "Only this till" in panel.findChild(QLabel, "freeze_only_here").text()


def test_replacing_tells_its_steps_and_needs_a_reason(qtbot, look, keep):
    panel = keep(ReplacePanel())
    panel.show_card(card())
    panel.start()
    assert panel.command() is None
    assert not panel.button.isEnabled()
    panel.findChild(QLineEdit, "replace_reason").setText("lost")
    assert panel.command() == Replace(card().card_id, "lost")
    panel.show_card(replace(card(), balance=0, confirmed_balance=0))
    assert panel.command() is None


def test_disabling_offers_first_what_can_be_undone(qtbot, look, keep):
    panel = keep(DisablePanel())
    panel.show_card(card())
    with qtbot.waitSignal(panel.other_chosen) as chosen:
        panel.findChild(QAbstractButton, "disable_freeze").click()
    assert chosen.args == ["freeze"]
    panel.show_card(replace(card(), frozen=FROZEN))
    assert panel.findChild(QAbstractButton, "disable_freeze").isHidden()


def line(what="redeem", state: State | None = State.DONE, amount: int | None = -1250) -> TimelineRow:
    said = (Message("line.taken", {"who": "Anna (Till 2)", "amount": "12.50"}),)
    return TimelineRow(0, what, amount, 5000, state, "Anna", "Till 2", "Purchase", message=said)


def test_a_line_is_told_with_word_and_shape(qtbot, look, keep):
    assert (standing_of(line()), tone_of(line())) == ("", "good")
    assert (standing_of(line(state=State.WAITING)), tone_of(line(state=State.WAITING))) == ("Waiting", "warn")
    assert (standing_of(line(state=State.PARKED)), tone_of(line(state=State.PARKED))) == ("Needs you", "bad")
    others = line("elsewhere", None)
    assert (standing_of(others), tone_of(others)) == ("Changed elsewhere", "info")
    shown = keep(Timeline())
    shown.show_rows((line(),), "USD")
    texts = [each.text() for each in shown.findChildren(QLabel)]
    assert "Anna (Till 2) took 12.50." in texts
    assert "Reason: Purchase" in texts
    assert "= $50.00" in texts


def test_a_lost_card_is_frozen_and_replaced_at_the_counter(qtbot, bridge, show, cards):
    view = show(CardView(bridge))
    last = cards[0].last_characters.upper()
    view.show_card(cards[0].card_id)
    qtbot.waitUntil(lambda: view._card is not None and view._has_right)

    def act(name: str, field: str, text: str) -> None:
        view._right.open(name)
        panel = view._right.panels.panel(name)
        if field:
            panel.findChild(QLineEdit, field).setText(text)
        panel.renew()
        panel.press()

    act("freeze", "freeze_reason", "reported lost")
    qtbot.waitUntil(lambda: view._card.frozen is not None)
    assert not view.findChild(QAbstractButton, "redeem_action").isEnabled()
    act("replace", "replace_reason", "lost on the bus")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NewCardDialog), timeout=15_000)
    dialog = QApplication.activeModalWidget()
    dialog.reject()
    assert dialog.isVisible()  # the code is nowhere else yet
    dialog.findChild(QAbstractButton, "code_handed_over").click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    heading = view.findChild(QLabel, "outcome_heading").text()
    assert heading == "Card replaced"
    assert f"Card {last} is disabled for good." in view.findChild(QLabel, "outcome_sentence").text()
    qtbot.waitUntil(lambda: view._card.status is Status.DISABLED)
