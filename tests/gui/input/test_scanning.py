"""Where a key goes, and how a scan is told from a hand, whichever field or control has the focus (docs/input.md)."""

from itertools import product

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QMessageBox, QPushButton, QVBoxLayout
from shiboken6 import delete

from core.domain.code import check_character, draw
from core.domain.keyboards import FRENCH
from core.domain.payload import build
from gui.input import notice
from tests.gui.input.typist import CRLF, ENTER, LF, NOTHING, TAB, TWICE, Typist

pytestmark = pytest.mark.unstyled

OWN = "7GKQ4M2XZ9RT7K2" + check_character("7GKQ4M2XZ9RT7K2")
FOREIGN = "FOREIGNCODE7K2M"
PAYLOAD = build(OWN, "K2DA", b"k" * 32)
ENDS = [ENTER, TAB, LF, CRLF, TWICE, NOTHING]
PACES: list[float | tuple[int, ...]] = [4, 40, 120, (5, 110, 20, 90)]
"""The rest is in test_scan_matrix."""


@pytest.mark.parametrize("end", ENDS)
def test_what_has_our_marks_is_a_scan_wherever_it_is_typed(page, end):
    for gap, code in product(PACES, (OWN, PAYLOAD)):
        for name in ("line", "amount", "button", "scan_field"):
            page.at(name)
            page.scans.clear()
            Typist().scan(code, gap, end)
            page.keys.end_run()
            assert page.scans == [code], (name, gap)
    assert (page.line.text(), page.amount.minor(), page.scan_field.text()) == ("before", None, "")
    assert (page.entered, page.clicks) == ([], [])


@pytest.mark.parametrize("code", [FOREIGN, "12345678", "00049512345678901234", "ABCDEFGH"])
def test_at_the_pace_of_a_machine_the_shape_is_enough(page, code):
    for name, end in product(("line", "amount", "button", "scan_field"), ENDS):
        page.at(name)
        page.scans.clear()
        Typist().scan(code, 12, end)
        page.keys.end_run()
        assert page.scans == [code], name
    assert (page.line.text(), page.amount.minor(), page.scan_field.text()) == ("before", None, "")
    assert (page.entered, page.clicks) == ([], [])


def test_a_slow_scan_of_a_foreign_code_acts_nowhere_and_is_looked_up_outside_of_texts(page):
    for name in ("amount", "button", "scan_field"):
        page.at(name)
        page.scans.clear()
        Typist().scan(FOREIGN, 110)
        assert page.scans == [FOREIGN], name
    assert (page.amount.minor(), page.clicks) == (None, [])


def test_a_word_that_a_person_typed_is_never_taken_away(page):
    page.at("line").clear()
    Typist().type("anniversary", 70).end(ENTER)
    assert page.entered == ["anniversary"]
    assert page.scans == []


def test_a_field_has_back_its_text_its_cursor_and_its_selection(page):
    line = page.at("line")
    line.setSelection(1, 3)
    Typist().scan(PAYLOAD, 40)
    assert (line.text(), line.selectedText()) == ("before", "efo")
    line.setCursorPosition(2)
    Typist().scan(PAYLOAD, 40)
    assert (line.text(), line.cursorPosition()) == ("before", 2)


def test_a_short_burst_is_a_person(page):
    page.at("line").clear()
    Typist().scan("4000", 2)
    assert page.entered == ["4000"]


def test_a_key_of_a_button_or_a_list_goes_into_the_scan_field_in_sight(page):
    page.at("button")
    Typist().type("k5")
    assert (page.scan_field.text(), page.scan_field.hasFocus()) == ("k5", True)
    Typist().type("wy").end(ENTER)
    assert page.scans == ["k5wy"]
    assert page.clicks == []


def test_the_first_key_that_no_amount_has_moves_the_whole_run_to_the_scan_field(page):
    page.at("amount").press("7")
    for text, gap in product(("k5wy", "5kwy", "55ky", "555y", "5.5k", "-5", "1e9"), (60, 90, 180, 900)):
        page.scans.clear()
        page.at("amount")
        Typist().type(text, gap).end(ENTER)
        assert page.scans == [text], gap
        assert page.amount.typed == "7"


def test_digits_and_the_decimal_key_are_an_amount(page):
    page.at("amount")
    Typist().type("1250.00", 70)
    assert page.amount.minor() == 125_000
    assert page.scans == []


def test_digits_go_on_after_a_pause_and_a_word_after_a_long_one_leaves_them(page):
    page.at("amount")
    hand = Typist().type("20", 150)
    hand.later(5000).type("k5wy", 150)
    assert (page.amount.typed, page.scan_field.text()) == ("20", "k5wy")


def test_eight_digits_in_one_run_are_a_code(page):
    page.at("amount")
    Typist().type("12345678", 110)
    assert (page.amount.typed, page.scan_field.text()) == ("", "12345678")
    page.scan_field.clear()
    page.at("amount")
    Typist().type("12345678", 300)
    assert page.amount.typed == "12345678"


def test_the_digit_keys_of_an_azerty_keyboard_are_digits_in_an_amount(page):
    for at, sign in enumerate("&é\"'(-è_çà"):
        page.at("amount").clear()
        Typist(FRENCH).type(sign)
        assert page.amount.typed == "1234567890"[at]
        page.at("line").clear()
        Typist(FRENCH).type(sign)
        assert page.line.text() == sign


def test_elsewhere_those_signs_are_no_digits(page):
    for sign in "&é\"'(-è_çà":
        page.at("amount")
        Typist().type(sign)
        assert (page.amount.typed, page.scan_field.text()) == ("", sign)


def test_enter_right_after_a_long_figure_asks_to_look_at_it(page):
    page.at("amount")
    Typist().type("1234567", 110).later(100).end(ENTER)
    assert page.unread == [page.amount]
    Typist().end(ENTER)
    assert page.unread == [page.amount]


def test_enter_of_a_fast_clerk_is_believed(page):
    page.at("amount")
    Typist().type("1250.00", 70).later(70).end(ENTER)
    assert page.unread == []


@pytest.mark.parametrize("gap", [4, 30])
def test_a_secret_keeps_nothing_of_a_scan_and_it_is_no_try(page, gap):
    page.at("pin")
    Typist().scan(FOREIGN, gap)
    assert (page.pin.text(), page.entered, page.scans, page.dropped) == ("", [], [], [1])
    Typist().type("4829", 150).end(ENTER)
    assert page.entered == ["4829"]


def test_space_presses_a_focused_button_but_not_inside_a_run(page):
    page.at("button")
    Typist().key(Qt.Key.Key_Space, " ")
    assert page.clicks == [1]
    Typist().type("ab cd", 60)
    assert (page.clicks, page.scan_field.text()) == ([1], "ab cd")


def test_a_key_that_is_held_down_is_no_scan(page):
    line = page.at("line")
    hand = Typist()
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    for at in range(12):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", at > 0)
        event.setTimestamp(int(hand.at) + 30 * at)
        QApplication.sendEvent(page.windowHandle(), event)
    hand.later(30).end(ENTER)
    assert line.text() == "before" + 12 * "a"
    assert page.scans == []


def test_a_control_sign_inside_a_run_belongs_to_the_run(page):
    for sign in "HIJM[]\\":
        page.scans.clear()
        control_sign_inside(page, sign)


def control_sign_inside(page, sign):
    page.at("line")
    hand = Typist().scan(PAYLOAD[:20], 8, NOTHING)
    hand.key(Qt.Key(ord(sign)), chr(ord(sign) - 64), Qt.KeyboardModifier.ControlModifier)
    if sign in "H[]\\":
        hand.scan(PAYLOAD[20:], 8)
        assert page.scans == [PAYLOAD]
    assert page.line.text() == "before"


def test_a_scan_ends_once_however_often_its_end_is_sent(page):
    page.at("button")
    Typist().scan(OWN, 40, CRLF).later(30).end(ENTER).later(30).end(ENTER)
    assert (page.scans, page.clicks, page.entered) == ([OWN], [], [])


def test_a_late_end_after_the_pause_presses_nothing(page):
    page.at("line")
    hand = Typist().scan(OWN, 40, NOTHING)
    page.keys.end_run()
    hand.later(300).end(ENTER)
    assert (page.scans, page.entered) == ([OWN], [])


def test_a_digit_before_a_scan_stays_a_digit(page):
    page.at("amount")
    hand = Typist().type("7")
    hand.later(600).scan(OWN, 4)
    assert page.scans == [OWN]
    assert page.amount.typed == "7"


def test_slow_typing_that_arrives_all_at_once_is_no_scan(page):
    page.at("line").clear()
    Typist().type("anniversaries", 150).end(ENTER)
    assert page.entered == ["anniversaries"]


def test_typed_text_goes_out_with_enter_and_leaves_the_field_empty(page):
    page.at("scan_field")
    Typist().type(" 7k2m ").end(ENTER)
    assert (page.scans, page.scan_field.text()) == (["7k2m"], "")


def test_enter_in_an_empty_field_says_nothing(page):
    page.at("scan_field")
    Typist().end(ENTER)
    assert page.scans == []


def test_no_screen_keyboard_opens_and_no_input_method_works_until_the_field_is_tapped(qtbot, page):
    inputs = Qt.WidgetAttribute.WA_InputMethodEnabled
    assert not page.at("scan_field").testAttribute(inputs)
    qtbot.mouseClick(page.scan_field, Qt.MouseButton.LeftButton)
    assert page.scan_field.testAttribute(inputs)
    page.at("line")
    assert not page.scan_field.testAttribute(inputs)


def test_our_codes_are_found_however_they_are_drawn(page):
    page.at("line")
    for _ in range(20):
        page.scans.clear()
        code = draw()
        Typist().scan(code, 100)
        assert page.scans == [code]
    assert page.line.text() == "before"


def ask(page, known):
    """As the till answers, at once or later."""
    page.keys.asking.on = True
    wanted = []
    page.keys.asking.wanted.connect(wanted.append)
    if known is not None:
        page.keys.asking.wanted.connect(lambda text: page.keys.asking.answer(text, known))
    return wanted


def test_a_foreign_code_that_the_till_knows_is_a_scan_at_any_pace(page):
    wanted = ask(page, True)
    page.at("line")
    for gap, end in product((40, 90, 120), ENDS):
        wanted.clear()
        page.scans.clear()
        Typist().scan(FOREIGN, gap, end)
        page.keys.end_run()
        assert (wanted, page.scans, page.line.text(), page.entered) == ([FOREIGN], [FOREIGN], "before", []), (gap, end)


def test_a_word_that_the_till_does_not_know_goes_on_with_its_enter_and_what_follows(page):
    wanted = ask(page, None)
    page.at("line").clear()
    Typist().type("anniversary", 70).later(60).end(ENTER).later(60).type("ok", 60)
    assert (wanted, page.entered, page.line.text()) == (["anniversary"], [], "anniversary")
    page.keys.asking.answer("anniversary", False)
    assert (page.entered, page.line.text()) == (["anniversary"], "anniversaryok")


def test_enter_right_after_what_looks_like_a_code_is_not_believed_at_once(page):
    ask(page, False)
    line = page.at("line")
    line.clear()
    Typist().scan("AB12CD34EF", 90)
    assert (page.entered, page.unread, line.text()) == ([], [line], "AB12CD34EF")
    Typist().end(ENTER)
    assert page.entered == ["AB12CD34EF"]


def test_without_an_answer_nothing_acts(page):
    ask(page, None)
    page.at("line").clear()
    Typist().type("anniversary", 70).later(60).end(ENTER)
    page.keys.asking.give_up()
    page.keys.asking.answer("anniversary", False)
    assert page.entered == []
    Typist().end(ENTER)
    assert page.entered == ["anniversary"]


def test_a_command_is_not_kept_waiting_for_an_answer(page):
    ask(page, None)
    page.at("line").clear()
    Typist().type("anniversary", 70).later(60).end(ENTER).key(Qt.Key.Key_F5)
    page.keys.asking.answer("anniversary", True)
    assert (page.entered, page.scans) == ([], [])


@pytest.mark.parametrize("letter", [Qt.Key.Key_R, Qt.Key.Key_Z])
def test_a_chord_that_does_nothing_just_now_types_nothing_either(page, letter):
    """Qt would put the letter of a disabled button's chord into the field."""
    page.button.setText("&Redeem")
    page.button.setEnabled(False)
    page.at("line")
    Typist().key(letter, chr(letter).lower(), Qt.KeyboardModifier.AltModifier)
    assert page.line.text() == "before"
    assert page.clicks == []


def test_a_chord_that_is_a_shortcut_ends_the_run_though_no_key_press_comes(page):
    """Else a reason typed fast, and confirmed at once, is looked up afterwards: the outcome is gone from sight."""
    page.at("line").clear()
    typist = Typist().type("customerasked", 20)
    chord = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier, "g")
    chord.setTimestamp(int(typist.at) + 60)
    QApplication.sendEvent(page.windowHandle(), chord)
    page.keys.end_run()
    assert (page.scans, page.line.text()) == ([], "customerasked")


class Question(QDialog):
    """A dialog with a default button and a mnemonic, as Qt's own are."""

    def __init__(self, parent):
        super().__init__(parent)
        self.setModal(True)
        self.pressed = []
        self.text = QLineEdit("before")
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        for name in ("&Do it", "Back"):
            each = QPushButton(name)
            each.clicked.connect(lambda _=False, name=name: self.pressed.append(name))
            column.addWidget(each)
            each.setDefault(name == "&Do it")


@pytest.fixture
def question(qtbot, page):
    made = Question(page)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_scan_in_a_dialog_goes_nowhere_and_presses_nothing(page, question):
    button = question.findChildren(QPushButton)[1]
    for widget, gap, end in product((button, question.text), (4, 60, 120), ENDS):
        widget.setFocus()
        page.refused.clear()
        Typist().scan(OWN, gap, end)
        page.keys.end_run()
        assert page.refused == [1], (widget, gap, end)
    assert (question.pressed, page.scans, page.scan_field.text()) == ([], [], "")
    assert question.text.text() == "before"
    assert question.isVisible()


def test_a_letter_in_a_dialog_is_no_mnemonic_and_reaches_nothing_behind(page, question):
    question.findChildren(QPushButton)[1].setFocus()
    Typist().type("do", 150)
    assert (question.pressed, page.scan_field.text()) == ([], "")
    question.text.setFocus()
    question.text.clear()
    Typist().type("do it", 150)
    assert question.text.text() == "do it"


def test_a_message_box_is_not_answered_by_a_letter(qtbot, page):
    box = QMessageBox(QMessageBox.Icon.Question, "Sure?", "Sure?", QMessageBox.StandardButton.Yes, page)
    qtbot.addWidget(box)
    box.open()
    qtbot.waitUntil(box.isActiveWindow)
    Typist().type("y", 150)
    assert box.isVisible()
    Typist().scan(OWN, 90)
    assert box.isVisible()
    box.close()


def test_a_menu_moves_its_highlight_to_a_letter_and_acts_on_no_mnemonic(qtbot, page):
    menu, chosen = QMenu(page), []
    for name in ("&Work offline", "&Sync now", "Sign out"):
        menu.addAction(name).triggered.connect(lambda _=False, name=name: chosen.append(name))
    menu.popup(page.mapToGlobal(page.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    for letter, marked in (("s", "&Sync now"), ("s", "Sign out"), ("w", "&Work offline"), ("x", "&Work offline")):
        Typist().type(letter)
        assert menu.activeAction().text() == marked
    assert chosen == []
    Typist().scan(OWN, 60)
    assert (chosen, menu.isVisible(), page.scans) == ([], False, [OWN])


def test_a_dialog_that_asks_for_a_code_gets_the_scan(page, question):
    came = []
    question.take_scan = lambda text: came.append(text) or True
    question.findChildren(QPushButton)[1].setFocus()
    Typist().scan(FOREIGN, 90)
    question.text.setFocus()
    Typist().scan(FOREIGN, 90)
    assert (came, page.refused, question.pressed) == ([FOREIGN, FOREIGN], [], [])


def test_a_notice_lies_over_the_lower_edge_and_moves_nothing(qtbot, page):
    before = [each.geometry() for each in page.findChildren(QLineEdit)]
    notice.show_message(page, "Scanned, but not looked up.")
    notice.show_message(page, "That was the scanner.")
    told = page.findChildren(notice.Notice)
    assert [each.text() for each in told] == ["That was the scanner."]
    assert [each.geometry() for each in page.findChildren(QLineEdit)] == before
    assert page.rect().contains(told[0].geometry())
    told[0]._leaving.timeout.emit()
    assert not told[0].isVisible()


def test_a_slow_scan_without_an_end_is_looked_up_outside_of_texts_when_the_till_knows_it(page):
    ask(page, True)
    for name in ("button", "scan_field", "amount"):
        page.at(name)
        page.scans.clear()
        Typist().scan(FOREIGN, 110, NOTHING)
        page.keys.end_run()
        assert (page.scans, page.scan_field.text()) == ([FOREIGN], ""), name


def test_a_window_that_lost_its_scan_field_still_takes_keys(page):
    line = page.at("line")
    line.clear()
    delete(page.scan_field)
    Typist().type("5k").end(ENTER)
    assert page.entered == ["5k"]
