"""What is typed is what is meant, in the currency's own decimals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from core.domain.money import parse_typed
from gui.views.card.redeem_panel import ending_in
from gui.widgets.amounts.amount_display import AmountDisplay
from gui.widgets.amounts.keypad import BACK, Keypad
from gui.widgets.amounts.quick_amounts import QuickAmounts

KEYS = [*"0123456789", ".", BACK]


def typed(keys, currency="USD") -> AmountDisplay:
    display = AmountDisplay(currency)
    for key in keys:
        display.press(key)
    return display


@given(st.lists(st.sampled_from(KEYS), max_size=20), st.sampled_from(["USD", "JPY", "KWD"]))
def test_whatever_is_pressed_the_amount_is_the_text_that_is_shown(qapp, keys, currency):
    display = typed(keys, currency)
    shown = display.accessibleDescription().split()[0]
    assert (display.minor() or 0) == parse_typed(shown.rstrip("."), currency)


@pytest.mark.parametrize(
    ("keys", "minor"),
    [("40", 4000), ("40.5", 4050), (".5", 50), ("007", 700), ("12.345", 1234), ("1234567890", 12345678900), ("", None)],
)
def test_dollars(qapp, keys, minor):
    assert typed(keys).minor() == minor


def test_yen_have_no_point(qapp):
    assert typed("5.0", "JPY").minor() == 50


def test_a_key_after_a_ready_amount_starts_anew(qapp):
    display = AmountDisplay()
    display.set_minor(6250)
    assert display.minor() == 6250
    display.press("4")
    assert display.minor() == 400


def test_back_corrects_a_ready_amount(qapp):
    display = AmountDisplay()
    display.set_minor(6250)
    display.press(BACK)
    display.press(BACK)
    assert display.minor() == 6200


def test_every_key_of_the_pad_speaks(qtbot):
    pad = Keypad()
    qtbot.addWidget(pad)
    pressed = []
    pad.pressed.connect(pressed.append)
    for button in pad.findChildren(QPushButton):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sorted(pressed) == sorted(KEYS)


def test_keys_are_54_px_where_there_is_room(qtbot):
    pad = Keypad()
    qtbot.addWidget(pad)
    pad.resize(pad.sizeHint())
    pad.show()
    assert {button.height() for button in pad.findChildren(QPushButton)} == {54}


def test_quick_amounts_offer_what_is_there(qtbot):
    quick = QuickAmounts()
    qtbot.addWidget(quick)
    quick.offer("USD", 2250, 2250)
    assert [chip.text() for chip in chips(quick)] == ["All $22.50", "$10", "$20"]


def test_a_quick_amount_may_be_larger_than_32_bits(qtbot):
    quick = QuickAmounts()
    qtbot.addWidget(quick)
    quick.offer("USD", 99_999_999_999, 99_999_999_999)
    with qtbot.waitSignal(quick.chosen) as chosen:
        chips(quick)[0].click()
    assert chosen.args == [99_999_999_999]


def chips(quick):
    return [chip for chip in quick.findChildren(QPushButton) if not chip.isHidden()]


@pytest.mark.parametrize("keys", ["123456789.99", "1234.56"])
def test_a_long_amount_is_written_smaller_and_never_cut_off(qtbot, look, keys):
    display = AmountDisplay()
    qtbot.addWidget(display)
    display.setFixedWidth(290)
    display.show()
    empty = display.sizeHint().height()
    for key in keys:
        display.press(key)
    qtbot.waitUntil(lambda: display._figure.width() >= display._figure.sizeHint().width())
    assert display._figure.geometry().right() <= display.width()
    assert display.sizeHint().height() == empty  # nothing below it moves


@pytest.fixture
def shown(qtbot, look):
    display = AmountDisplay()
    qtbot.addWidget(display)
    display.show()
    display.setFocus()
    return display


def keys(qtbot, display, *sequence):
    for key in sequence:
        qtbot.keyClick(display, key, Qt.KeyboardModifier.ControlModifier)


def test_an_amount_is_selected_copied_and_pasted_like_any_text(qtbot, shown):
    qtbot.keyClicks(shown, "62.5")
    keys(qtbot, shown, Qt.Key.Key_A, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "62.5"
    qtbot.keyClicks(shown, "4")
    assert shown.minor() == 400
    keys(qtbot, shown, Qt.Key.Key_V)
    assert shown.minor() == 6250
    keys(qtbot, shown, Qt.Key.Key_A)
    qtbot.keyClick(shown, Qt.Key.Key_Backspace)
    assert shown.minor() is None


def test_a_selection_is_seen(qtbot, shown):
    qtbot.keyClicks(shown, "62.5")
    plain = shown.grab().toImage()
    keys(qtbot, shown, Qt.Key.Key_A)
    assert shown.grab().toImage() != plain
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert shown.grab().toImage() == plain
    qtbot.mouseDClick(shown, Qt.MouseButton.LeftButton)
    assert shown.grab().toImage() != plain


@pytest.mark.parametrize("text", ["-5", "1e9", "12,345.00", "abc", "", "110,000,001.30"])
def test_a_wrong_paste_changes_nothing_and_is_said(qtbot, shown, text):
    qtbot.keyClicks(shown, "7")
    QGuiApplication.clipboard().setText(text)
    with qtbot.waitSignal(shown.refused) as refused:
        keys(qtbot, shown, Qt.Key.Key_V)
    assert refused.args[0].endswith(".")
    assert shown.minor() == 700


def test_what_was_held_comes_back(qtbot, shown):
    qtbot.keyClicks(shown, "0042")
    held = shown.held()
    assert (shown.minor(), shown.keys) == (4200, "0042")
    qtbot.keyClicks(shown, "7")
    shown.hold(held)
    assert (shown.minor(), shown.keys) == (4200, "0042")


@pytest.mark.parametrize(
    ("keys", "over", "ending"),
    [
        ("0042", False, "0042"),
        ("05", False, "05"),
        ("7312", True, "7312"),
        ("7312", False, ""),
        ("7312.00", True, ""),
        ("731", True, ""),
        ("73120", True, ""),
        ("0", True, ""),
        ("", True, ""),
        ("0.50", True, ""),
    ],
)
def test_digits_that_may_be_the_end_of_a_card(keys, over, ending):
    assert ending_in(keys, over=over) == ending
