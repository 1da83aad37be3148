"""A scan and a hand while the list of a choice is open (docs/input.md)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.domain.code import check_character
from gui.widgets.forms.choice import Choice
from tests.gui.input.typist import CRLF, ENTER, TWICE, Typist

pytestmark = pytest.mark.unstyled


def open_choice(qtbot, page) -> Choice:
    """Return a choice whose list is open, with a line that the first letter of CODE names."""
    box = Choice(page)
    box.addItems(["Purchase", "Correction"])
    box.show()
    box.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return box


@pytest.mark.parametrize("end", [ENTER, CRLF, TWICE])
def test_a_scan_in_an_open_list_does_not_choose_the_line_that_its_letter_names(qtbot, page, end):
    body = "CJ5F4R5J174MPSY"
    box = open_choice(qtbot, page)
    Typist().scan(body + check_character(body), 33, end)
    assert (box.currentText(), box.view().isVisible(), page.scans) == (
        "Purchase",
        False,
        [body + check_character(body)],
    )


def test_enter_of_a_hand_chooses_in_an_open_list(qtbot, page):
    box = open_choice(qtbot, page)
    Typist().type("c").later(400).key(Qt.Key.Key_Return, "\r")
    assert (box.currentText(), box.view().isVisible(), page.scans) == ("Correction", False, [])
