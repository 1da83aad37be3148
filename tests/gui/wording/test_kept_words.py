"""What is kept and sent stays English whatever is spoken; what is shown is translated, and nothing a person typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from core.causes import CAUSES
from core.domain.command import Redeem, TopUp
from core.domain.money import Money
from core.domain.operation import Kind, State
from core.domain.outcome import Message
from core.domain.settlement import How
from gui.dialogs.settle_reason import SettleReason
from gui.views.card.open_bill import OpenBill
from gui.views.card.redeem_panel import RedeemPanel
from gui.views.card.top_up_panel import TopUpPanel
from gui.widgets.buttons.option_button import OptionButton
from gui.widgets.cards.timeline import Timeline
from gui.wording import kept_words, messages, settle_words
from tests.gui.builders import card, idle_bridge, timeline

pytestmark = pytest.mark.unstyled


@pytest.fixture
def redeem(qtbot, german):
    bridge = idle_bridge()
    panel = RedeemPanel(OpenBill(bridge, bridge))
    qtbot.addWidget(panel)
    panel.show_card(card())
    panel.amount.set_minor(500)
    return panel


def test_a_ready_reason_is_read_in_german_and_kept_in_english(redeem):
    box = redeem.findChild(QComboBox, "redeem_reason")
    assert [box.itemText(at) for at in range(box.count())] == ["Einkauf", "Korrektur"]
    assert redeem.command() == Redeem(card().card_id, 500, "Purchase")


def test_only_a_purchase_may_be_more_than_the_card_has_in_german_too(redeem):
    redeem.amount.set_minor(card().balance + 100)
    assert redeem.command() == Redeem(card().card_id, card().balance, "Purchase")
    redeem.findChild(QComboBox, "redeem_reason").setCurrentIndex(1)
    assert redeem.command() is None


def test_top_ups_are_kept_in_english(qtbot, german):
    up = TopUpPanel()
    qtbot.addWidget(up)
    up.show_card(card())
    up.amount.set_minor(500)
    assert up.command() == TopUp(card().card_id, 500, "Paid at the till")
    assert up.findChild(QComboBox, "top_up_reason").currentText() == "An der Kasse bezahlt"
    assert kept_words.reason_word("Cash-out") == "Auszahlung"  # of before it was an act of its own


def test_the_past_of_a_card_is_read_in_german(qtbot, german):
    shown = Timeline()
    qtbot.addWidget(shown)
    shown.show_rows(timeline(), "USD")
    texts = [each.text() for each in shown.findChildren(QLabel)]
    assert "Grund: Einkauf" in texts
    assert "Grund: birthday card" in texts, "what a person typed stays"
    assert not [text for text in texts if "Purchase" in text]


def test_the_reason_of_an_act_and_that_of_its_settling_stand_apart(qtbot, german):
    said = (Message("settled.applied", {"clerk": "Mia"}), Message("settled.why", {"why": "Receipt checked"}))
    taken = Message("line.taken", {"who": "Anna", "amount": Money(3000, "USD")})
    (row, *_) = timeline()
    shown = Timeline()
    qtbot.addWidget(shown)
    shown.show_rows((replace(row, state=State.INFERRED, message=(taken, *said)),), "USD")
    assert shown.findChild(QLabel, "timeline_more").text() == (
        "Grund: Einkauf\nGeklärt von Mia: Es wurde ausgeführt. Grund: Beleg geprüft"
    )


@pytest.mark.parametrize(
    ("key", "values", "said"),
    [
        ("wait.trouble", {"why": "no answer in time"}, "keine Antwort in der Frist"),
        ("wait.trouble", {"why": "status 503"}, "Status 503"),
        ("print.failed", {"why": "/tmp/a.pdf: Permission denied"}, "/tmp/a.pdf: Zugriff verweigert"),
        ("start.folder", {"path": "/x", "why": OSError("a wholly new trouble")}, "a wholly new trouble"),
        ("evidence.field_put", {"field": "note, expires_on"}, "Notiz, Letzter Tag"),
        ("park.conflict", {"field": "template_suffix", "found": "x"}, "Design ist jetzt 'x'"),
    ],
)
def test_what_the_core_fills_in_is_said_in_german(german, key, values, said):
    assert said in messages.format_sentence(key, values)


def test_a_ready_reason_of_settling_is_kept_in_english(qtbot, german):
    reason = SettleReason(settle_words.ready_reasons(Kind.REDEEM, How.APPLIED))
    qtbot.addWidget(reason)
    first = reason.findChild(OptionButton, "settle_reason_1")
    first.click()
    assert first.words == "Beleg geprüft"
    assert reason.findChild(QLineEdit, "settle_reason").text() == "Beleg geprüft"
    assert reason.text() == "Receipt checked"
    qtbot.keyClicks(reason.findChild(QLineEdit, "settle_reason"), "!")
    assert reason.text() == "Beleg geprüft!"
    assert messages.format_sentence("settled.why", {"why": "Receipt checked"}) == "Grund: Beleg geprüft"


@pytest.mark.parametrize("kind", [Kind.REDEEM, Kind.TOP_UP])
@pytest.mark.parametrize("how", [How.APPLIED, How.TAKE_LEFT, How.DROP])
def test_every_ready_reason_of_settling_is_read_in_german(german, kind, how):
    ready = settle_words.ready_reasons(kind, how)
    assert all(kept_words.reason_word(reason) != reason for reason in ready)


def test_every_cause_is_said_in_german(german):
    names = {"what": "x", "status": "503", "place": "/x", "cause": "no connection"}
    same = [text for text in CAUSES if kept_words.cause(text.format(**names)) == text.format(**names)]
    assert same == []


def test_a_cause_is_as_it_is_in_english(look):
    assert kept_words.cause("/x: status {odd}") == "/x: status {odd}"
