"""The history shows all that was done here, filtered by text, kind and outcome, as far back as one scrolls."""

from functools import partial

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from core.domain.command import Issue, Redeem, TopUp
from core.domain.operation import Kind, State
from core.domain.outcome import Message
from core.rows import OperationRow
from core.rows.history import HistoryFilter
from core.store import outbox
from core.usecases.operations import HistoryQuestion, read_history
from gui.dialogs.print_dialog import PrintDialog
from gui.views.history.history import HistoryView
from tests.builders import database_of
from tests.core.rows.test_report_files import Workbook
from tests.gui.views.outbox.test_outbox import operation

pytestmark = pytest.mark.unstyled


PAGE = 100
SETTINGS = 2
"""Entries of the journal for settings that `acts` changed, which stand in the history too."""


@pytest.fixture
def redemptions():
    """Return how many there are; all but the last wait."""
    return 5


@pytest.fixture
def acts(ask, cards, redemptions):
    """Offline, so that all wait: redemptions, one of them taken back, and a top-up; two settings are changed first."""

    def do(core) -> None:
        core.preferences.set("offline.per_till", "900000.00")
        core.preferences.set("offline.per_card_day", "900000.00")
        core.connection.switch(True)
        for _ in range(redemptions):
            last = core.desk.submit(Redeem(cards[0].card_id, 1, "Purchase"))
        with database_of(core).writing() as conn:  # as a version before this one has cancelled it
            outbox.change(conn, last.operation_id, state="cancelled", said=Message("outcome.cancelled"))
        core.desk.submit(TopUp(cards[1].card_id, 100, "Refund"))

    ask(do)


@pytest.fixture
def view(qtbot, bridge, acts, show):
    made = show(HistoryView(bridge))
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    return made


def table(view):
    return view.findChild(object, "history_table")


def test_the_model_keeps_the_rules_of_models(qtmodeltester, view):
    qtmodeltester.check(view.model)


@pytest.mark.parametrize("redemptions", [PAGE + 30])
def test_it_goes_back_as_far_as_one_scrolls(qtbot, view):
    assert view.model.rowCount() == PAGE
    assert view.model.row_at(0).kind is Kind.TOP_UP

    def at_the_end() -> bool:
        bar = table(view).verticalScrollBar()
        bar.setValue(bar.maximum())
        return view.model.complete

    qtbot.waitUntil(at_the_end)
    every = PAGE + 31 + SETTINGS
    assert view.model.rowCount() == every
    assert view.findChild(object, "history_count").text() == f"{every} entries"


def test_kind_and_outcome_filter(qtbot, view):
    box = view.findChild(object, "history_kind")
    box.setCurrentIndex(box.findData("top-up"))
    qtbot.waitUntil(lambda: shown(view) == [Kind.TOP_UP] and view.model.rowCount() == 1)
    box.setCurrentIndex(0)
    view.findChild(object, "history_state_refused").click()
    qtbot.waitUntil(lambda: [row.state for row in view.model.rows] == [State.CANCELLED])


def test_text_filters_and_nothing_is_said_in_words(qtbot, view):
    qtbot.keyClicks(view.findChild(object, "history_field"), "refund")
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    qtbot.keyClicks(view.findChild(object, "history_field"), " nobody")
    qtbot.waitUntil(lambda: view.findChild(object, "empty_heading").isVisible())
    assert view.findChild(object, "empty_heading").text() == "Nothing matches"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "found"), [("erstattung", 1), ("stattu aufladen", 1), ("refund", 1), ("kauf aufl", 0)]
)
def test_a_german_till_finds_a_reason_and_a_kind_by_what_is_read(qtbot, german, view, typed, found):
    qtbot.keyClicks(view.findChild(object, "history_field"), typed)
    qtbot.waitUntil(lambda: view._question.text == typed)
    qtbot.waitUntil(lambda: view.model.rowCount() == found)


def test_enter_opens_the_card(qtbot, view):
    qtbot.keyClick(view.findChild(object, "history_field"), Qt.Key.Key_Down)
    with qtbot.waitSignal(view.card_requested) as asked:
        qtbot.keyClick(table(view), Qt.Key.Key_Return)
    assert asked.args == [view.model.row_at(0).card_id]


def test_a_card_that_was_never_made_is_not_opened(qtbot, view):
    with qtbot.waitSignal(view.notified):
        view._on_row_chosen(operation(kind=Kind.ISSUE, card_id=-3, state=State.CANCELLED))


@pytest.mark.slow
def test_a_rare_kind_is_looked_for_far_behind_the_first_page(ask, acts, cards):
    ask(lambda core: core.desk.submit(Issue(1000, "USD")))
    for _ in range(2):
        ask(lambda core: [core.desk.submit(Redeem(cards[2].card_id, 1)) for _ in range(100)])
    answer = ask(
        partial(read_history, question=HistoryQuestion(narrowed=HistoryFilter(kinds=frozenset({Kind.ISSUE})), limit=50))
    )
    assert [row.kind for row in answer.rows] == [Kind.ISSUE]
    assert answer.complete


def choose(view, name, data):
    """Choose an entry of one of the lists of filters, by what it stands for."""
    box = view.findChild(object, name)
    box.setCurrentIndex(box.findData(data))


def shown(view):
    """The kinds of the operations that are shown."""
    return [row.kind for row in view.model.rows if isinstance(row, OperationRow)]


def test_the_totals_are_of_all_that_matches(qtbot, view, redemptions):
    totals = view.findChild(object, "history_totals")
    qtbot.waitUntil(lambda: totals.text().startswith(f"{redemptions + 1} operations"))
    choose(view, "history_kind", "top-up")
    qtbot.waitUntil(lambda: totals.text() == "1 operation: $0.00 put on cards, $0.00 taken off")  # it waits


def test_days_narrow(qtbot, view, redemptions):
    choose(view, "history_period", "yesterday")
    qtbot.waitUntil(lambda: shown(view) == [])
    choose(view, "history_period", "today")
    qtbot.waitUntil(lambda: len(shown(view)) == redemptions + 1)


def test_two_days_narrow_and_what_is_none_is_said(qtbot, view, redemptions):
    choose(view, "history_period", "between")
    first, last = (view.findChild(object, name) for name in ("history_from", "history_to"))
    problem = view.findChild(object, "history_day_problem")
    qtbot.keyClicks(last, "2020-01-31")
    qtbot.keyClick(last, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(view) == [])
    qtbot.keyClicks(first, "the first")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert problem.isVisibleTo(view)
    first.clear()
    last.clear()
    qtbot.keyClick(last, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(shown(view)) == redemptions + 1)
    assert not problem.isVisibleTo(view)


def test_a_person_narrows_and_one_till_is_not_asked_about(qtbot, view, acts, ask):
    box = view.findChild(object, "history_clerk")
    qtbot.waitUntil(lambda: box.count() > 1)
    name = box.itemData(1)
    box.setCurrentIndex(1)
    qtbot.waitUntil(lambda: {row.clerk for row in view.model.rows} == {name})
    assert not view.findChild(object, "history_till").isVisibleTo(view)


def choose_output(qtbot, view, text):
    """Choose an entry of the menu with the ways out of the list."""
    qtbot.mouseClick(view.findChild(object, "history_save"), Qt.MouseButton.LeftButton)
    menu = view.findChild(QMenu, "row_menu")
    next(each for each in menu.actions() if each.text() == text).trigger()
    menu.close()


def chosen_file(qtbot, view, form, path):
    """Choose to save as `form` into `path`; return what is said then."""
    choose_output(qtbot, view, f"Save as {form.upper()}…")
    dialog = view.window().findChild(QFileDialog, f"save_report_{form}_dialog")
    with qtbot.waitSignal(view.notified) as told:
        dialog.fileSelected.emit(str(path))
    dialog.close()
    return told.args


def test_all_that_matches_is_saved(qtbot, view, redemptions, tmp_path):
    choose(view, "history_kind", "redeem")
    path = tmp_path / "history.csv"
    assert chosen_file(qtbot, view, "csv", path) == [f"Saved as {path}. Entries: {redemptions}.", "good"]
    assert len(path.read_text("utf-8-sig").splitlines()) == redemptions + 1


def test_a_workbook_and_pages_have_all_that_matches_too(qtbot, view, redemptions, tmp_path):
    choose(view, "history_kind", "redeem")
    book, pages = tmp_path / "history.xlsx", tmp_path / "history.pdf"
    assert chosen_file(qtbot, view, "xlsx", book) == [f"Saved as {book}.", "good"]
    cells = Workbook(book.read_bytes()).sheets["What was done"]
    assert [cells.get(f"B{row + 2}") for row in range(redemptions + 1)] == ["Redeem"] * redemptions + [None]
    assert chosen_file(qtbot, view, "pdf", pages) == [f"Saved as {pages}.", "good"]
    with pypdfium2.PdfDocument(pages) as document:
        text = document[0].get_textpage().get_text_range()
    assert text.count("Purchase") == redemptions
    assert f"Lines: {redemptions}." in text
    choose(view, "history_kind", "files")
    qtbot.waitUntil(lambda: [getattr(row, "what", "") for row in view.model.rows] == ["file-saved"] * 2)


def test_the_list_is_shown_as_pages_before_it_is_printed(qtbot, view):
    choose_output(qtbot, view, "Print…")
    qtbot.waitUntil(lambda: view.window().findChild(PrintDialog) is not None)
    view.window().findChild(PrintDialog).reject()
