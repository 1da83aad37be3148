"""A chord is read from the words of its button, works at once, and never for what is covered, closed or unclear."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QVBoxLayout, QWidget

from core.domain.training import Lesson
from gui.training.panel import TrainingPanel
from gui.widgets.buttons.action_bar import Action, ActionBar
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.buttons.offers import of_button
from gui.widgets.forms.switch import Switch
from gui.widgets.keys import chords
from gui.widgets.keys.enter import SEEN_MS, pressed_focused
from gui.widgets.text.key_hint import chord_hint

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot, look):
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def put(window: QWidget, each: QAbstractButton) -> list[int]:
    """Shows it, and counts how often it is pressed."""
    layout = window.layout()
    assert layout is not None
    layout.addWidget(each)
    each.show()
    pressed: list[int] = []
    each.clicked.connect(lambda: pressed.append(1))
    return pressed


@pytest.mark.parametrize(
    ("text", "letter", "read"),
    [
        ("&Redeem", "R", "Redeem"),
        ("Un&freeze", "F", "Unfreeze"),
        ("Redeem", "", "Redeem"),
        ("R&&D", "", "R&D"),
        ("R&&D car&d", "D", "R&D card"),
        ("充值 (&T)", "T", "充值 (T)"),
        ("at the end&", "", "at the end"),
    ],
)
def test_the_mnemonic_is_the_chord_and_is_never_read(text, letter, read):
    assert chords.letter_of(text) == letter
    assert chords.plain(text) == read


def test_on_a_mac_the_same_letter_is_pressed_with_control_and_command():
    assert chords.chord("R", mac=True) == QKeySequence("Meta+Ctrl+R")
    assert chords.chord("R", mac=False) == QKeySequence("Alt+R")
    assert chords.chord("", mac=True).isEmpty()


def test_names_that_people_give_make_no_chord():
    assert chords.letter_of(chords.literal("R&Dinner & more")) == ""
    assert chords.plain(chords.literal("R&Dinner & more")) == "R&Dinner & more"


def test_a_letter_is_found_that_is_free_or_stands_behind_in_brackets():
    assert chords.with_letter("Card checked", {"C"}) == "C&ard checked"
    assert chords.with_letter("充值", {"Z"}) == "充值 (&Y)"
    assert chords.plain(chords.with_letter("A & B", {"A"})) == "A & B"


def test_a_chord_presses_at_once_wherever_the_focus_is(qtbot, window):
    field = QLineEdit()
    window.layout().addWidget(field)
    field.show()
    pressed = put(window, button("&Print", "p"))
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_P, ALT)
    assert pressed == [1]
    assert field.text() == ""


def test_the_bare_letter_presses_nothing(qtbot, window):
    pressed = put(window, made := button("&Print", "p"))
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_P)
    assert pressed == []


def test_a_new_text_has_a_new_chord(qtbot, window):
    pressed = put(window, made := button("&Print", "p"))
    made.setText("Try &again")
    qtbot.keyClick(window, Qt.Key.Key_P, ALT)
    assert pressed == []
    qtbot.keyClick(window, Qt.Key.Key_A, ALT)
    assert pressed == [1]


@pytest.mark.parametrize("state", ["setDisabled", "setHidden"])
def test_what_cannot_be_pressed_has_no_chord(qtbot, window, state):
    pressed = put(window, made := button("&Print", "p"))
    getattr(made, state)(True)
    qtbot.keyClick(window, Qt.Key.Key_P, ALT)
    assert pressed == []


def test_of_two_with_the_same_chord_neither_is_meant(qtbot, window):
    pressed = put(window, button("&Print", "p")), put(window, button("&Pay", "q"))
    qtbot.keyClick(window, Qt.Key.Key_P, ALT)
    assert pressed == ([], [])


def test_a_sheet_over_the_page_takes_the_chords_and_leaves_none_below(qtbot, window):
    window.resize(900, 700)
    below = put(window, button("&Redeem", "r")), put(window, button("&Edit", "e"))
    sheet = TrainingPanel(window)
    asked: list[Lesson] = []
    sheet.lesson_requested.connect(asked.append)
    sheet.open()
    for letter in (Qt.Key.Key_R, Qt.Key.Key_E):
        qtbot.keyClick(window, letter, ALT)
    assert [lesson.value for lesson in asked] == ["refuse"]
    assert below == ([], [])
    sheet.hide()
    qtbot.keyClick(window, Qt.Key.Key_E, ALT)
    assert below == ([], [1])


def test_a_switch_and_a_tile_have_chords_as_well(qtbot, window):
    put(window, switch := Switch("The connection is &down", "d"))
    bar = ActionBar((Action("redeem", "&Redeem"), Action("top_up", "&Top up")))
    window.layout().addWidget(bar)
    bar.show()
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    qtbot.keyClick(window, Qt.Key.Key_D, ALT)
    qtbot.keyClick(window, Qt.Key.Key_T, ALT)
    assert switch.isChecked()
    assert chosen == ["top_up"]


def test_hint_palette_and_screen_reader_show_what_works(qtbot, window):
    made = button("&Print", "p")
    put(window, made)
    assert made.hint == chord_hint(made).text() == of_button(made, "").key == "Alt+P"
    spoken = QAccessible.queryAccessibleInterface(made)
    assert spoken.text(QAccessible.Text.Name) == made.words == of_button(made, "").text == "Print"
    assert spoken.text(QAccessible.Text.Accelerator) == "Alt+P"


def test_what_confirms_is_only_led_to_from_the_palette(qtbot, window):
    pressed = put(window, big := BigButton("Redeem $5.00", "redeem_button", key="Enter"))
    of_button(big, "").run()
    assert pressed == []
    assert big.hasFocus()


def test_enter_presses_what_the_program_chose_only_once_it_can_have_been_seen(qtbot, window):
    pressed = put(window, made := button("Print", "p"))
    enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    made.setFocus(Qt.FocusReason.OtherFocusReason)
    assert pressed_focused(window, enter)
    assert pressed == []
    qtbot.waitUntil(lambda: made.focused_for() >= SEEN_MS)
    assert pressed_focused(window, enter)
    assert pressed == [1]


def test_enter_presses_what_a_person_chose_by_tab_at_once(qtbot, window):
    pressed = put(window, made := button("Print", "p"))
    made.setFocus(Qt.FocusReason.TabFocusReason)
    pressed_focused(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    assert pressed == [1]
