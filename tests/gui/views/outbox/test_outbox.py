"""What waits can be tried or taken back, what needs a person says what to do, and each shows its evidence."""

import dataclasses

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from core.domain.command import Issue, Redeem, TopUp, Update
from core.domain.money import Money
from core.domain.operation import MONEY_KINDS, Kind, State
from core.domain.outcome import Message
from core.domain.settlement import Decision, How, Settled
from core.rows import EvidenceRow, OperationRow, SettlementRow
from core.usecases.operations import OutboxPage
from core.usecases.settlements import SettlementResult
from gui.dialogs.confirm import Confirm
from gui.views.outbox import settled_words
from gui.views.outbox.detail import OutboxDetail
from gui.views.outbox.outbox import OutboxView
from gui.widgets.buttons.option_button import OptionButton
from gui.wording import operation_words, settle_words
from tests.gui.builders import NOW, card, idle_bridge, status
from tests.gui.views.outbox.outbox_page import chosen, read, table, waiting_for

pytestmark = pytest.mark.unstyled


def operation(**changes) -> OperationRow:
    row = OperationRow(
        operation_id="a",
        kind=Kind.REDEEM,
        state=State.PARKED,
        card_id=7,
        last_characters="7k2m",
        currency="USD",
        want=-3000,
        known=0,
        reason="Purchase",
        clerk="Anna",
        till="Till 2",
        created_at=NOW,
        offline=True,
        message=Message("park.ambiguous"),
    )
    return dataclasses.replace(row, **changes)


def visible(widget, name: str) -> bool:
    found = widget.findChild(object, name)
    return found.isVisibleTo(widget)


def test_the_model_keeps_the_rules_of_models(qtmodeltester, view):
    view.model.show_rows([operation(), operation(operation_id="b", state=State.DONE, message=None)])
    qtmodeltester.check(view.model)


def test_an_empty_outbox_says_what_belongs_here(qtbot, view):
    qtbot.waitUntil(lambda: view.findChild(object, "empty_heading").isVisible())
    assert view.findChild(object, "empty_heading").text() == "Nothing waits"


def test_what_waits_is_sent_when_it_is_tried_again(qtbot, view, ask, offline, cards):
    ask(lambda core: core.desk.submit(Redeem(cards[0].card_id, 500)))
    waiting_for(qtbot, view, ["waiting"])
    qtbot.waitUntil(lambda: visible(view, "outbox_retry"))
    with qtbot.waitSignal(view.notified) as told:
        view.findChild(object, "outbox_retry").click()
    assert told.args[1] == "warn"
    ask(lambda core: core.connection.switch(False))
    view.findChild(object, "outbox_retry").click()
    waiting_for(qtbot, view, ["done"])


def test_what_was_never_sent_can_be_taken_back_after_a_question(qtbot, view, ask, offline, cards):
    ask(lambda core: core.desk.submit(TopUp(cards[0].card_id, 500)))
    waiting_for(qtbot, view, ["waiting"])
    qtbot.waitUntil(lambda: visible(view, "outbox_cancel"))
    view.findChild(object, "outbox_cancel").click()
    question = view.findChild(Confirm)
    with qtbot.waitSignal(view.notified) as told:
        question.findChild(object, "confirm_act").click()
    assert told.args[1] == "good"
    waiting_for(qtbot, view, ["cancelled"])


def test_the_question_keeps_it_when_one_steps_back(qtbot, view, ask, offline, cards):
    ask(lambda core: core.desk.submit(TopUp(cards[0].card_id, 500)))
    waiting_for(qtbot, view, ["waiting"])
    qtbot.waitUntil(lambda: visible(view, "outbox_cancel"))
    view.findChild(object, "outbox_cancel").click()
    question = view.findChild(Confirm)
    with qtbot.waitSignal(question.rejected):
        question.findChild(object, "confirm_back").click()
    assert ask(lambda core: core.queries.operations())[0].state is State.WAITING


def test_a_done_line_opens_its_card_and_shows_what_happened(qtbot, view, ask, cards):
    accepted = ask(lambda core: core.desk.submit(Redeem(cards[0].card_id, 500)))
    ask(lambda core: core.replay.run(accepted.operation_id))
    waiting_for(qtbot, view, ["done"])
    steps = ask(lambda core: core.queries.evidence(accepted.operation_id))
    qtbot.waitUntil(lambda: view._detail._evidence == steps)
    assert not visible(view, "outbox_retry")
    with qtbot.waitSignal(view.card_requested) as asked:
        view.findChild(object, "outbox_open_card").click()
    assert asked.args == [cards[0].card_id]


def test_a_receipt_is_printed_once_more_by_its_key_or_its_button(qtbot, view, ask, cards):
    ask(lambda core: core.preferences.set("receipt.paper", "PDF"))
    accepted = ask(lambda core: core.desk.submit(Redeem(cards[0].card_id, 500)))
    ask(lambda core: core.replay.run(accepted.operation_id))
    waiting_for(qtbot, view, ["done"])
    qtbot.waitUntil(lambda: visible(view, "outbox_receipt"))
    folder = ask(lambda core: core.settings.data_dir) / "receipts"
    with qtbot.waitSignal(view.notified) as told:
        qtbot.keyClick(view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (path,) = folder.iterdir()
    assert told.args == [f"Receipt: {path}", "good"]
    assert "DUPLICATE" in pypdfium2.PdfDocument(path)[0].get_textpage().get_text_bounded()
    with qtbot.waitSignal(view.notified):
        view.findChild(object, "outbox_receipt").click()
    assert len(list(folder.iterdir())) == 2


def test_what_moved_no_money_has_no_receipt(qtbot, view, ask, cards):
    accepted = ask(lambda core: core.desk.submit(Update(cards[0].card_id, (("note", "for Ada"),))))
    ask(lambda core: core.replay.run(accepted.operation_id))
    waiting_for(qtbot, view, ["done"])
    qtbot.waitUntil(lambda: visible(view, "outbox_open_card"))
    assert not visible(view, "outbox_receipt")
    view._detail.buttons.ask_receipt()
    assert not (ask(lambda core: core.settings.data_dir) / "receipts").exists()


def test_a_card_that_is_being_made_can_be_opened(qtbot, view, ask, offline):
    accepted = ask(lambda core: core.desk.submit(Issue(2500, "USD")))
    waiting_for(qtbot, view, ["waiting"])
    with qtbot.waitSignal(view.card_requested) as asked:
        view._on_row_chosen(view.model.row_at(0))
    assert asked.args == [accepted.card_id]


def test_what_needs_a_person_says_what_to_do(keep, look):
    detail = keep(OutboxDetail())
    lost = EvidenceRow(NOW + 0.4, "lost", Message("evidence.lost", {"target": Money(7000, "USD"), "why": "time-out"}))
    detail.show_operation(operation(), (lost,))
    assert "Compare" in detail.findChild(object, "outbox_advice").text()
    assert visible(detail, "outbox_advice")
    assert not visible(detail, "outbox_retry")
    assert not visible(detail, "outbox_cancel")
    assert detail.heading.text().startswith("Redeem −$30.00 · card 7K2M · Anna, Till 2")


def test_what_may_have_been_sent_cannot_be_cancelled(keep, look):
    detail = keep(OutboxDetail())
    asked = EvidenceRow(NOW, "asked", Message("evidence.asked", {"balance": Money(7000, "USD")}))
    detail.show_operation(operation(state=State.WAITING), (asked,))
    assert visible(detail, "outbox_retry")
    assert not visible(detail, "outbox_cancel")


@pytest.mark.parametrize("key", ["short", "overdraft", "blocked", "refused", "create", "conflict", "ambiguous"])
@pytest.mark.parametrize("kind", [Kind.ISSUE, Kind.REDEEM, Kind.TOP_UP])
def test_every_reason_to_park_has_its_advice(qapp, key, kind):
    want = -3000 if kind is Kind.REDEEM else 3000
    assert operation_words.advice(operation(kind=kind, want=want, message=Message(f"park.{key}")))
    assert not operation_words.advice(operation(state=State.DONE))


def test_a_card_that_is_not_made_is_named_by_its_reference(qapp):
    row = operation(kind=Kind.ISSUE, card_id=-12, want=5000, state=State.READY, message=None)
    assert operation_words.what(row) == "Sell $50.00 · new card L12"


IN_DOUBT = (How.APPLIED, How.NOT_APPLIED, How.AMOUNT, How.BALANCE, How.TAKE_LEFT, How.DROP)


@pytest.mark.parametrize("size", [(1080, 660), (824, 526)], ids=["1280x800", "1024x700 with a message"])
def test_no_way_to_settle_is_ever_cut_off(qtbot, keep, look, size):
    view = keep(OutboxView(idle_bridge()))
    view.resize(*size)
    view.show()
    qtbot.waitExposed(view)
    steps = tuple(EvidenceRow(NOW + at, "lost", Message("wait.service")) for at in range(9))
    view._chosen = "a"
    row = operation(ways=IN_DOUBT, owed=-3000)
    read(view, OutboxPage((row,), "a", steps, card(balance=1500), row))
    detail = view.findChild(object, "outbox_detail")
    buttons = view.findChildren(OptionButton)
    assert [each.words for each in buttons] == [
        "It was taken",
        "It was not: take it now",
        "Set right by hand…",
        "Take what is left ($15.00)",
        "It was not: drop it…",
    ]

    def whole() -> bool:
        inner = detail.rect()
        return all(inner.contains(QRect(each.mapTo(detail, QPoint()), each.size())) for each in buttons)

    qtbot.waitUntil(whole)


@pytest.mark.parametrize("key", ["trouble", "currency", "sealed", "key", "disable_old", "copied"])
def test_what_the_till_cannot_send_has_its_own_advice(qapp, key):
    assert operation_words.advice(operation(message=Message(f"park.{key}")))
    copied = operation_words.advice(operation(message=Message("park.copied")))
    assert copied != operation_words.advice(operation())
    stranded = operation(card_id=-3, message=Message("outcome.card_not_made"), ways=(How.DROP,))
    assert "no card" in operation_words.advice(stranded)
    assert [way.how for way in settle_words.ways_of(stranded, None)] == [How.DROP]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_words_for_its_ways(qapp, kind):
    row = operation(kind=kind, ways=(How.APPLIED, How.NOT_APPLIED, How.DROP), owed=-3000, suggestion=How.NOT_APPLIED)
    ways = settle_words.ways_of(row, 5000)
    assert [way.how for way in ways] == [How.NOT_APPLIED, How.APPLIED, How.DROP]
    assert [way.suggested for way in ways] == [True, False, False]
    assert all(way.text for way in ways)
    for how in row.ways:
        assert bool(settle_words.plain_text(row, how)) is (kind not in MONEY_KINDS)


@pytest.mark.parametrize(("balance", "offered"), [(0, False), (1500, True), (3000, False), (None, True)])
def test_what_is_left_is_offered_only_when_it_is_a_part(qapp, balance, offered):
    row = operation(ways=(How.NOT_APPLIED, How.TAKE_LEFT, How.DROP), owed=-3000)
    assert (How.TAKE_LEFT in [way.how for way in settle_words.ways_of(row, balance)]) is offered


def test_who_settled_it_when_and_why_is_kept(qapp):
    row = operation(state=State.INFERRED, settlement=SettlementRow(How.DROP, "Ben", "=customer left", NOW, 3000))
    text = settled_words.settled_text(row)
    assert "Ben" in text
    assert "=customer left" in text
    assert "The shop bears a loss of $30.00." in text
    assert not settled_words.settled_text(operation())


def test_the_page_opens_on_what_needs_a_person(qtbot, keep, look):
    view = keep(OutboxView(idle_bridge()))
    done = operation(operation_id="d", state=State.DONE, message=None)
    read(view, OutboxPage((done,)))
    read(view, OutboxPage((done,), "d", row=done))
    read(view, OutboxPage((operation(), done), "d", row=done))
    assert chosen(view) == "d"  # nothing moves under the eyes of who reads
    view.show_view()
    read(view, OutboxPage((operation(), done), "d", row=done))
    assert chosen(view) == "a"
    table(view).choose_row(1)
    read(view, OutboxPage((operation(), done), "d", row=done))
    assert chosen(view) == "d"


def test_coming_back_leaves_a_line_that_is_done_with(qtbot, keep, look):
    """In an outage with 22 waiting it opened on lines that were done long ago."""
    view = keep(OutboxView(idle_bridge()))
    done = operation(operation_id="d", state=State.DONE, message=None)
    waiting = operation(operation_id="w", state=State.WAITING, message=None)
    read(view, OutboxPage((done,)))
    table(view).choose_row(0)
    view.show_view()
    read(view, OutboxPage((waiting, done), "d", row=done))
    assert chosen(view) == "w"
    view.show_view()
    read(view, OutboxPage((waiting, done), "w", row=waiting))
    assert chosen(view) == "w"


def test_under_a_hand_lines_are_renewed_where_they_stand(qtbot, show, look):
    view = show(OutboxView(idle_bridge()))
    first, second = operation(operation_id="a", state=State.WAITING), operation(operation_id="b", state=State.WAITING)
    read(view, OutboxPage((first, second)))
    table(view).choose_row(1)
    done = dataclasses.replace(first, state=State.DONE, message=None)
    new = operation(operation_id="n")
    read(view, OutboxPage((new, second, done), "b", row=second))
    assert view.model.rows == (done, second)
    assert view.findChild(QLabel, "outbox_count").text() == "1 new: F4 shows them."
    view.take_focus()
    read(view, OutboxPage((new, second, done), "b", row=second))
    assert view.model.rows == (new, second, done)
    assert chosen(view) == "n"


def test_a_long_list_says_that_it_goes_on_and_grows(qtbot, show, look):
    bridge = idle_bridge()
    bridge._status = status(pending=4998, needs_attention=2)
    view = show(OutboxView(bridge))
    rows = tuple(operation(operation_id=str(at), state=State.WAITING) for at in range(200))
    read(view, OutboxPage(rows, complete=False))
    assert view.findChild(QLabel, "outbox_count").text() == (
        "The first 200 lines; scroll for more. 5,000 wait or need you in all."
    )
    view.model.fetchMore(view.model.index(-1, -1))
    assert view._limit == 400


def test_now_does_not_stay_now(qtbot, keep, look, monkeypatch):
    detail = keep(OutboxDetail())
    row = operation()
    monkeypatch.setattr("time.time", lambda: NOW + 5)
    detail.show_operation(row, ())
    assert detail.heading.text().endswith(", now")
    monkeypatch.setattr("time.time", lambda: NOW + 660)
    detail.show_operation(row, ())
    assert not detail.heading.text().endswith(", now")


def test_until_the_story_of_a_line_has_come_nothing_can_be_done_to_the_one_before(qtbot, show, look):
    view = show(OutboxView(idle_bridge()))
    one, other = operation(operation_id="a", ways=IN_DOUBT), operation(operation_id="b", ways=IN_DOUBT)
    read(view, OutboxPage((one, other)))
    read(view, OutboxPage((one, other), "a", row=one))
    ways = view.findChildren(OptionButton)
    assert all(each.isEnabled() for each in ways)
    qtbot.keyClick(table(view), Qt.Key.Key_Down)
    assert not any(each.isEnabled() for each in ways)
    read(view, OutboxPage((one, other), "b", row=other))
    assert all(each.isEnabled() for each in view.findChildren(OptionButton))


def test_the_evidence_leads_while_something_needs_a_person(qtbot, show, look):
    view = show(OutboxView(idle_bridge()))
    done = operation(operation_id="d", state=State.DONE, message=None)
    detail, listed = view.findChild(QWidget, "outbox_detail"), view.findChild(QWidget, "outbox_panel")
    read(view, OutboxPage((operation(), done)))
    qtbot.waitUntil(lambda: detail.height() > listed.height() >= 180)
    read(view, OutboxPage((done,)))
    qtbot.waitUntil(lambda: detail.height() < listed.height())


@pytest.mark.parametrize(
    ("replacement", "before", "after"),
    [("", "What it puts right", "What followed"), ("replace", "The step before", "The next step")],
)
def test_the_ways_to_what_came_before_and_after_say_what_it_is(qtbot, keep, look, replacement, before, after):
    detail = keep(OutboxDetail())
    detail.show_operation(operation(replacement=replacement, follows="x", followed_by="y"), ())
    assert detail.findChild(QPushButton, "outbox_before").words == before
    assert detail.findChild(QPushButton, "outbox_after").words == after


@pytest.mark.parametrize(("amount", "due"), [(-3000, "$30.00 in cash is due"), (0, "")])
def test_a_settled_cash_out_says_what_is_due_in_cash(amount: int, due: str) -> None:
    row = operation(kind=Kind.CASH_OUT)
    decision = Decision(row.operation_id, How.APPLIED, "drawer counted")
    settled = Settled(row.operation_id, How.APPLIED, row.card_id, "USD", amount)
    text, _ = settled_words.ended(row, SettlementResult(decision, settled, None))
    assert due in text
    assert ("in cash" in text) is bool(due)
