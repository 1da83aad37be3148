"""Search as one types, by keyboard alone, over more cards than are read at once."""

import pytest
from PySide6.QtCore import Qt

from core.domain.command import Redeem
from core.rows import CardRow
from gui.views.lists.growing_model import GrowingModel
from gui.views.search.card_columns import card_columns
from gui.views.search.search import PAGE, SearchView
from tests.gui.shown import card


@pytest.fixture
def view(qtbot, desk, show):
    made = show(SearchView(desk))
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


def test_all_cards_can_be_scrolled_to(qtbot, view, desk):
    seen = set()

    def at_the_end() -> bool:
        bar = table(view).verticalScrollBar()
        bar.setValue(bar.maximum())
        seen.add(view.model.rowCount())
        return view.model.complete

    qtbot.waitUntil(at_the_end)
    assert PAGE in seen
    assert view.model.rowCount() == desk.status.cards
    assert len({row.card_id for row in view.model.rows}) == desk.status.cards
    assert count(view) == f"{desk.status.cards} cards"


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
    table(view).selectRow(at)
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
    view._on_cards((stranger, (card(),)))
    assert view.model.rows == before
