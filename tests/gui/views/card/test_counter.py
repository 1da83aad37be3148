"""A card on the counter, on the real core with the embedded service: what is typed is done once, and told plainly."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView

from core.domain.card import Match, Status
from core.domain.command import CashOut, Redeem, SetBalance
from core.domain.operation import Kind, State
from core.domain.outcome import Confirmed, Message, Queued, Refused, Unknown
from core.rows import CardDetails, Found
from core.usecases.cards import FoundCard
from gui.views.card.card import CardView
from gui.views.card.outcome_panel import OutcomePanel
from gui.wording import outcome_words
from tests.gui.builders import NOW, card, idle_bridge, real_bridge, status, timeline
from tests.gui.views.outbox.test_outbox import operation
from tests.gui.window_parts import card_session

pytestmark = pytest.mark.unstyled


@pytest.fixture(scope="module")
def bridge(qapp, tmp_path_factory):
    made = real_bridge(tmp_path_factory.mktemp("till"))
    made.start()
    yield made
    made.close()


@pytest.fixture
def view(qtbot, look):
    """The counter without a core: rows are given to it by hand."""
    made = CardView(idle_bridge())
    qtbot.addWidget(made)
    made.resize(1080, 700)
    made.show()
    return made


def put(view, row, match=Match.VERIFIED):
    view._match = match
    card_session(view)._on_read(card_session(view)._ticket, CardDetails(row, timeline()))
    return view


def text(view, name):
    return view.findChild(QLabel, name).text()


def panel(view):
    return view._right.currentWidget()


def test_the_balance_is_large_and_its_age_below(view):
    put(view, card(balance=2250, pending=-4000))
    assert text(view, "card_balance") == "$22.50"
    assert text(view, "card_line").startswith("$62.50 confirmed ")
    assert text(view, "card_line").endswith("−$40.00 waiting")
    assert text(view, "card_state") == "Active · Verified · pending"
    assert text(view, "card_until") == "usable until and including 30 November 2031 (in 5 years)"


def test_a_likely_card_is_asked_about(view):
    put(view, card(), Match.LIKELY)
    assert view._side.page._question.isVisible()
    put(view, card(), Match.VERIFIED)
    assert not view._side.page._question.isVisible()


def test_double_enter_asks_once(qtbot, view):
    put(view, card())
    redeem, commands = panel(view), []
    redeem.requested.connect(commands.append)
    qtbot.keyClicks(redeem.amount, "40")
    for _ in range(3):
        qtbot.keyClick(redeem.amount, Qt.Key.Key_Return)
    assert commands == [Redeem(card().card_id, 4000, "Purchase")]
    assert not redeem.button.isEnabled()


def test_a_purchase_may_be_more_than_the_card_has_and_the_rest_stays_due(qtbot, view):
    put(view, card())
    redeem = panel(view)
    qtbot.keyClicks(redeem.amount, "75")
    assert redeem.command() == Redeem(card().card_id, 6250, "Purchase")
    assert redeem.button.text() == "Redeem all $62.50"
    assert (text(view, "redeem_after_name"), text(view, "redeem_after")) == ("still due after this card", "$12.50")


def test_what_is_no_purchase_cannot_be_more_than_is_there(qtbot, view):
    put(view, card())
    redeem = panel(view)
    redeem._reason.set_value("redeem_reason", "Correction")
    qtbot.keyClicks(redeem.amount, "62.51")
    assert redeem.command() is None
    assert redeem.button.text() == "Only $62.50 left"


def test_fresh_figures_leave_focus_and_typing_alone(qtbot, view):
    put(view, card())
    redeem = panel(view)
    qtbot.keyClicks(redeem.amount, "12")
    focus = view.focusWidget()
    put(view, card(balance=5000, confirmed_balance=5000))
    assert redeem.amount.minor() == 1200
    assert view.focusWidget() is focus
    assert text(view, "redeem_after") == "$38.00"


def test_of_several_cards_none_is_taken_until_a_person_chooses_one(qtbot, view):
    """With an amount typed and Enter pressed by habit, the first of two cards was opened."""
    view._on_several("Which card is it?", "", (card(card_id=1), card(card_id=2)))
    table = view.findChild(QTableView, "candidates_table")
    table.setFocus()
    assert not table.currentIndex().isValid()
    with qtbot.assertNotEmitted(view._side.card_chosen):
        qtbot.keyClicks(table, "1.00")
        qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(view._side.card_chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen.args == [2]


@pytest.mark.parametrize(("letter", "name"), [("T", "top_up"), ("A", "adjust"), ("E", "edit"), ("D", "disable_view")])
def test_chords_choose_the_panel(qtbot, view, letter, name):
    put(view, card())
    qtbot.keyClick(panel(view).amount, letter, Qt.KeyboardModifier.AltModifier)
    assert panel(view).objectName() == name


def test_an_adjustment_carries_what_was_seen(qtbot, view):
    put(view, card())
    view._right.open("adjust")
    adjust = panel(view)
    adjust.findChild(QPushButton, "adjust_take").click()
    qtbot.keyClicks(adjust.amount, "2.50")
    assert adjust.command() is None
    qtbot.keyClicks(adjust._reason.input("adjust_reason"), "counted again")
    assert adjust.command() == SetBalance(card().card_id, 6000, "counted again", seen=6250)


def test_disabling_needs_the_last_four_and_a_reason(qtbot, view):
    put(view, card())
    view._right.open("disable")
    disable = panel(view)
    assert "cannot be undone" in text(view, "disable_final")
    qtbot.keyClicks(disable._rows.input("disable_reason"), "lost")
    qtbot.keyClicks(disable._rows.input("disable_last_four"), "7k2x")
    assert disable.command() is None
    disable._rows.input("disable_last_four").clear()
    qtbot.keyClicks(disable._rows.input("disable_last_four"), "7K2M")
    assert disable.command().reason == "lost"


def test_editing_sends_only_what_changed(qtbot, view):
    put(view, card())
    view._right.open("edit")
    edit = panel(view)
    assert edit.command() is None
    last_day = edit.findChild(QLineEdit, "edit_expires_on")
    last_day.setText("2032-02-30")
    assert edit.command() is None
    last_day.clear()
    assert edit.command().changes == (("expires_on", None),)


@pytest.mark.parametrize("state", [Status.DISABLED, Status.EXPIRED, Status.PENDING])
def test_a_card_that_cannot_be_used_says_so(view, state):
    put(view, card(status=state))
    assert isinstance(panel(view), OutcomePanel)
    assert text(view, "outcome_heading")


def test_a_late_answer_for_another_card_is_dropped(view):
    old = card_session(view)._ticket
    view.show_card(5)
    card_session(view)._on_read(old, CardDetails(card()))
    assert view._card is None


def test_several_cards_are_never_guessed(view):
    view.look_up("7k2m")
    found = Found(Match.AMBIGUOUS, None, "7k2m", (1, 2))
    others = (card(card_id=1), card(card_id=2))
    card_session(view)._on_found(card_session(view)._ticket, FoundCard("7k2m", found, others=others))
    assert text(view, "candidates_heading") == "Which card is it?"
    assert view._card is None


def test_a_forged_card_is_refused(view):
    view.look_up("x")
    card_session(view)._on_found(card_session(view)._ticket, FoundCard("x", Found(Match.FORGED)))
    assert text(view, "empty_heading") == "Do not accept this card"


def test_each_outcome_has_its_own_words():
    redeem = Redeem(1, 4000)
    queued = outcome_words.of_outcome(redeem, Queued("a", 1, -4000, 2250, "USD"))
    unknown = outcome_words.of_outcome(redeem, Unknown("a", 1, Message("outcome.unknown")))
    refused = outcome_words.of_outcome(redeem, Refused("a", 1, Message("outcome.declined.blocked")))
    assert (queued.heading, queued.tone) == ("PENDING", "warn")
    assert (unknown.tone, refused.tone) == ("info", "bad")
    assert "do not enter it again" in unknown.advice


def test_a_redeem_from_the_last_four_to_the_confirmed_balance(qtbot, look, bridge):
    view = CardView(bridge)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: bridge.status is not None and bridge.status.first_pull_done, timeout=30_000)
    row = one_with_money(qtbot, bridge)
    view.look_up(str(row.card_id))
    qtbot.waitUntil(lambda: view._card is not None, timeout=10_000)
    qtbot.keyClicks(panel(view).amount, "5")
    qtbot.keyClick(panel(view).amount, Qt.Key.Key_Return)
    qtbot.keyClick(view._right.panels.panel("redeem").amount, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(panel(view), OutcomePanel), timeout=15_000)
    assert text(view, "outcome_heading") == "$5.00 taken"
    qtbot.waitUntil(lambda: view._card.balance == row.balance - 500, timeout=10_000)


def one_with_money(qtbot, bridge):
    from tests.gui.work.test_core_bridge import Listener

    listener = Listener()
    with qtbot.waitSignal(listener.heard, timeout=10_000):
        bridge.ask(lambda core: core.queries.cards(status=Status.ACTIVE), listener.on_value)
    return next(row for row in listener.values[0] if row.balance > 1000 and row.currency == "USD")


def test_the_shop_is_on_the_card(view):
    view.bridge._status = status()
    put(view, card())
    assert text(view, "card_shop") == "Harbour Books gift card"


def test_nothing_else_opens_while_a_command_is_on_its_way(qtbot, view):
    put(view, card())
    redeem = panel(view)
    qtbot.keyClicks(redeem.amount, "40")
    qtbot.keyClick(redeem.amount, Qt.Key.Key_Return)
    qtbot.keyClick(redeem.amount, "T", Qt.KeyboardModifier.AltModifier)
    assert panel(view) is redeem
    assert not redeem.button.isEnabled()
    assert view.findChild(QPushButton, "redeem_action").isChecked()


def test_coming_back_to_the_page_keeps_what_was_typed(qtbot, view):
    put(view, card())
    qtbot.keyClicks(panel(view).amount, "40")
    view.show_view()
    assert panel(view).amount.minor() == 4000


def test_after_coming_back_the_next_digit_begins_a_new_amount(qtbot, view):
    """Two digits from before would make 4,025 of 25."""
    put(view, card())
    qtbot.keyClicks(panel(view).amount, "40")
    view.show_view()
    qtbot.keyClicks(panel(view).amount, "25")
    assert panel(view).amount.minor() == 2500


def test_a_card_that_is_disabled_meanwhile_takes_its_panel_away(view):
    put(view, card())
    put(view, card(status=Status.DISABLED))
    assert text(view, "outcome_heading") == "This card is disabled."


def test_a_card_that_was_being_made_can_be_used_once_it_is(view):
    put(view, card(card_id=-12, status=Status.PENDING))
    put(view, card())
    assert panel(view).objectName() == "redeem"
    assert view.bridge.serving == card().card_id


def test_a_card_that_the_service_no_longer_lists_says_so(view):
    put(view, card(missing_at=NOW - 3 * 86_400))
    assert view._side.page._missing.isVisible()
    assert text(view, "missing_text").startswith("The service no longer lists this card, noticed ")
    put(view, card())
    assert not view._side.page._missing.isVisible()


def test_a_refusal_goes_with_the_amount_that_was_refused(qtbot, view):
    put(view, card())
    panel(view).show_problem("Without a connection no single amount can be more than $50.00.")
    assert view.findChild(QLabel, "redeem_problem").isVisible()
    qtbot.keyClicks(panel(view).amount, "4")
    assert not view.findChild(QLabel, "redeem_problem").isVisible()


def test_what_is_not_known_in_the_end_is_told_to_the_customer_too(view):
    told = outcome_words.of_end(operation(state=State.PARKED))
    assert told is not None
    assert told.customer


def test_a_cash_out_that_is_confirmed_late_still_says_whom_to_pay(qtbot):
    row = operation(kind=Kind.CASH_OUT, state=State.DONE, known=-3000, balance=0)
    assert outcome_words.of_end(row).heading == "Give the customer $30.00 in cash"
    done = Confirmed("a", 7, -3000, 0, "USD")
    assert outcome_words.of_late(CashOut(7, 3000, "asked"), done)[0].endswith("give its customer $30.00 in cash.")
    assert outcome_words.of_outcome(CashOut(7, 3000, "asked"), Queued("a", 7, -3000, 0, "USD")).sentence == (
        "Give no cash yet."
    )
