"""Search as one types, by keyboard alone, over more cards than are read at once."""

import pytest
from PySide6.QtCore import Qt

from core.domain.command import Disable, Issue, Redeem
from core.rows import CardRow
from core.rows.order import USUAL
from core.usecases.changes import EVERYTHING
from gui.views.lists.growing_model import GrowingModel
from gui.views.search.card_columns import card_columns
from gui.views.search.search import PAGE, SearchView
from tests.gui.builders import card, status

pytestmark = pytest.mark.unstyled


@pytest.fixture
def view(qtbot, bridge, show):
    made = show(SearchView(bridge))
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    return made


def field(view):
    return view.findChild(object, "search_field")


def table(view):
    return view.findChild(object, "search_table")


def count(view) -> str:
    return view.findChild(object, "search_count").text()


def many(number: int) -> tuple[CardRow, ...]:
    return tuple(card(card_id=at, last_characters=f"{at:04d}"[-4:]) for at in range(1, number + 1))


def carried_out(core, command):
    return core.replay.run(core.desk.submit(command).operation_id)


def test_the_model_keeps_the_rules_of_models_while_it_grows(qtmodeltester):
    model = GrowingModel(card_columns())
    model.show_rows(many(70))
    model.expect_more(True)
    qtmodeltester.check(model)
    model.add_rows(many(30))
    qtmodeltester.check(model)
    assert model.rowCount() == 100
    assert model.index(99, 0).data() == "0030"


def test_more_is_asked_for_once_a_length(qtbot):
    model = GrowingModel(card_columns())
    model.show_rows(many(3))
    model.expect_more(True)
    asked = []
    model.more_wanted.connect(lambda: asked.append(1))
    root = model.index(-1, -1)
    model.fetchMore(root)
    model.fetchMore(root)
    assert asked == [1]
    assert not model.complete
    model.expect_more(False)
    assert model.complete
    assert not model.canFetchMore(root)


def test_all_cards_can_be_scrolled_to(qtbot, view, bridge):
    seen = set()

    def at_the_end() -> bool:
        bar = table(view).verticalScrollBar()
        bar.setValue(bar.maximum())
        seen.add(view.model.rowCount())
        return view.model.complete

    qtbot.waitUntil(at_the_end)
    assert PAGE in seen
    assert view.model.rowCount() == bridge.status.cards
    assert len({row.card_id for row in view.model.rows}) == bridge.status.cards
    assert count(view) == f"{bridge.status.cards} cards"


def test_typing_finds_a_card_and_enter_opens_it(qtbot, view, cards):
    wanted = cards[0]
    qtbot.keyClicks(field(view), str(wanted.card_id))
    with qtbot.waitSignal(view.card_requested) as asked:
        qtbot.keyClick(field(view), Qt.Key.Key_Return)
    assert asked.args == [wanted.card_id]


def test_the_arrows_go_down_and_letters_come_back(qtbot, view):
    qtbot.keyClick(field(view), Qt.Key.Key_Down)
    assert table(view).hasFocus()
    assert table(view).currentIndex().row() == 0
    qtbot.keyClick(table(view), Qt.Key.Key_Down)
    chosen = view.model.row_at(1)
    with qtbot.waitSignal(view.card_requested) as asked:
        qtbot.keyClick(table(view), Qt.Key.Key_Return)
    assert asked.args == [chosen.card_id]
    qtbot.keyClicks(table(view), "a")
    assert field(view).hasFocus()
    assert field(view).text() == "a"


def test_down_from_the_field_shows_which_row_enter_would_open(qtbot, view):
    """Qt makes the first row current without showing it when the table gets the focus."""
    qtbot.keyClick(field(view), Qt.Key.Key_Down)
    assert [index.row() for index in table(view).selectionModel().selectedRows()] == [0]


def test_a_chosen_card_that_leaves_the_filter_is_said_and_enter_opens_no_other(qtbot, view, ask, cards):
    view.findChild(object, "search_status_active").click()
    qtbot.waitUntil(lambda: {row.status.value for row in view.model.rows} == {"active"})
    at = next(at for at, row in enumerate(view.model.rows) if row.card_id == cards[0].card_id)
    table(view).choose_row(at)
    table(view).setFocus()
    with qtbot.waitSignal(view.notified) as told:
        ask(lambda core: carried_out(core, Disable(cards[0].card_id, "lost")))
        view.bridge.announce(EVERYTHING)
        view._read_again()
    assert "no longer in this list" in told.args[0]
    with qtbot.assertNotEmitted(view.card_requested):
        qtbot.keyClick(table(view), Qt.Key.Key_Return)


def test_new_cards_wait_while_somebody_reads(qtbot, view, ask):
    shown = view.model.rows
    table(view).choose_row(2)
    ask(lambda core: carried_out(core, Issue(2500, "USD")))
    view._read_again()
    news = view.findChild(object, "search_news")
    qtbot.waitUntil(news.isVisible)
    assert news.words == "1 new: show"
    assert [row.card_id for row in view.model.rows] == [row.card_id for row in shown]
    news.click()
    qtbot.waitUntil(lambda: view.model.rowCount() and view.model.row_at(0).balance == 2500)
    assert not news.isVisible()


def test_new_cards_come_by_themselves_while_nobody_reads(qtbot, view, ask):
    ask(lambda core: carried_out(core, Issue(2500, "USD")))
    view._read_again()
    qtbot.waitUntil(lambda: view.model.row_at(0).balance == 2500)
    assert not view.findChild(object, "search_news").isVisible()


def test_while_the_cards_come_for_the_first_time_nothing_is_read_under_a_hand(qtbot, view):
    asked = []
    table(view).choose_row(1)
    view._ask = asked.append
    coming = status(first_pull_done=False, cards=view._cards_known + 1250)
    view._on_desk_status(coming)
    assert asked == []
    assert view.findChild(object, "search_news").words == "1,250 new: show"
    table(view).choose_none()
    view._on_desk_status(coming)
    view._since.invalidate()
    view._on_desk_status(coming)
    assert len(asked) == 1, "with nobody there, now and then"


def test_the_cards_are_sorted_where_they_are_read(qtbot, view):
    table(view).sort_by(1, descending=True)
    qtbot.waitUntil(lambda: view._question.order.name == "balance" and not view._asking)
    worth = [row.balance for row in view.model.rows]
    assert worth == sorted(worth, reverse=True)
    assert len(worth) == PAGE
    table(view).sort_by(-1, descending=False)
    qtbot.waitUntil(lambda: view._question.order == USUAL and not view._asking)
    assert [row.card_id for row in view.model.rows] == sorted((row.card_id for row in view.model.rows), reverse=True)


def test_a_status_alone_is_shown(qtbot, view):
    view.findChild(object, "search_status_disabled").click()
    qtbot.waitUntil(lambda: {row.status.value for row in view.model.rows} == {"disabled"})


def test_nothing_found_is_said_in_words(qtbot, view):
    qtbot.keyClicks(field(view), "no such card")
    qtbot.waitUntil(lambda: view.findChild(object, "empty_heading").isVisible())
    assert view.findChild(object, "empty_heading").text() == "No card matches"
    assert view.go_back()
    qtbot.waitUntil(lambda: view.model.rowCount() > 0)
    assert not view.go_back()


def test_fresh_figures_move_neither_the_choice_nor_the_list(qtbot, view, ask, cards):
    at = next(at for at, row in enumerate(view.model.rows) if row.card_id == cards[0].card_id)
    table(view).choose_row(at)
    place = table(view).verticalScrollBar().value()
    ask(lambda core: core.connection.switch(True))
    ask(lambda core: core.desk.submit(Redeem(cards[0].card_id, 500)))
    qtbot.waitUntil(lambda: any(row.pending == -500 for row in view.model.rows))
    chosen = view.model.row_at(table(view).currentIndex().row())
    assert chosen.card_id == cards[0].card_id
    assert table(view).verticalScrollBar().value() == place


def test_a_late_answer_to_another_question_is_dropped(view):
    before = view.model.rows
    stranger = type(view._question)(text="something else")
    view._on_cards(stranger, (card(),))
    assert view.model.rows == before
