"""The whole life of the card on the counter: on paper or in a file, from its past or from the palette."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from core.domain.command import Redeem
from gui.dialogs.print_dialog import PrintDialog
from gui.views.card.card import CardView
from tests.core.rows.test_report_files import Workbook

pytestmark = pytest.mark.unstyled


@pytest.fixture
def view(qtbot, bridge, cards, ask, show):
    """The counter with a card of which 12.34 is on its way."""

    def spend(core) -> None:
        core.connection.switch(True)
        core.desk.submit(Redeem(cards[0].card_id, 1234, "coffee and cake"))

    ask(spend)
    made = CardView(bridge)
    made.resize(1080, 900)
    show(made)
    made.show_card(cards[0].card_id)
    qtbot.waitUntil(lambda: made.findChild(object, "card_life") is not None)
    qtbot.waitUntil(lambda: made.findChild(object, "card_life").isVisibleTo(made))
    return made


def choose(qtbot, view, text):
    """Choose an entry of the menu below the button of the past."""
    qtbot.mouseClick(view.findChild(object, "card_life"), Qt.MouseButton.LeftButton)
    menu = view.findChild(QMenu, "row_menu")
    next(each for each in menu.actions() if each.text() == text).trigger()
    menu.close()


def save(qtbot, view, form, path):
    choose(qtbot, view, f"Save as {form.upper()}…")
    dialog = view.window().findChild(QFileDialog, f"save_report_{form}_dialog")
    with qtbot.waitSignal(view.notified) as told:
        dialog.fileSelected.emit(str(path))
    dialog.close()
    return told.args


def test_it_is_saved_with_each_act_and_adds_up_to_the_balance(qtbot, view, cards, tmp_path):
    card, book, pages = cards[0], tmp_path / "life.xlsx", tmp_path / "life.pdf"
    assert save(qtbot, view, "pdf", pages) == [f"Saved as {pages}.", "good"]
    with pypdfium2.PdfDocument(pages) as document:
        text = document[0].get_textpage().get_text_range()
        assert document[0].get_width() > document[0].get_height()
    for told in (f"The life of card {card.last_characters.upper()}", "coffee and cake", "−$12.34", "Waiting"):
        assert told in text
    assert save(qtbot, view, "xlsx", book) == [f"Saved as {book}.", "good"]
    cells = next(iter(Workbook(book.read_bytes()).sheets.values()))
    total = next(row for row in range(2, 200) if cells.get(f"A{row}") == "Total")
    assert sum(cells.get(f"D{row}", 0) for row in range(2, total)) == cells[f"E{total}"]
    assert cells[f"E{total}"] * 100 == card.balance - 1234


@pytest.mark.slow
@pytest.mark.parametrize("way", ["menu", "palette"])
def test_it_is_shown_as_pages_before_it_is_printed(qtbot, view, way):
    if way == "menu":
        choose(qtbot, view, "Print…")
    else:
        next(each for each in view.offers() if each.name == "card_life").run()
    qtbot.waitUntil(lambda: view.window().findChild(PrintDialog) is not None)
    view.window().findChild(PrintDialog).reject()


def test_its_chord_opens_the_menu(qtbot, view):
    qtbot.keyClick(view.window(), Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    menu = view.findChild(QMenu, "row_menu")
    assert menu.isVisible()
    menu.close()


def test_without_a_card_the_palette_says_what_to_do(bridge, show):
    offer = next(each for each in show(CardView(bridge)).offers() if each.name == "card_life")
    assert offer.why_not == "Scan a card first."
