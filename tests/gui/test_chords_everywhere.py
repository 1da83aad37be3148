"""On every page, in every panel, question and menu: what acts are chords, none twice; letters and digits do nothing."""

from __future__ import annotations

import string
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.amounts.amount_display import AmountDisplay
from gui.widgets.buttons.button import button
from gui.widgets.lists.row_menu import RowAction, plain_menu
from gui.widgets.text.key_hint import key_hint
from tests.gui import chord_faults
from tests.gui.window_walk import Walk

SIZE = (1280, 800)
SIGNS = string.digits + string.ascii_letters + string.punctuation
"""Every sign but the space, which presses the control that has the focus."""
FIELDS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, AmountDisplay)
"""What is typed there is text, or an amount, by all that they are."""


def all_faults(folder) -> dict[str, str]:
    """Each fault with the first place where it was seen."""
    walk, found = Walk(folder, SIZE), {}
    try:
        for place in walk.places():
            for fault in chord_faults.faults(walk.front):
                found.setdefault(fault, place)
    finally:
        walk.close()
    return found


@pytest.mark.slow
def test_every_key_that_acts_is_a_chord_and_no_two_clash(look, data_dir):
    assert all_faults(data_dir) == {}


@pytest.mark.slow
def test_in_german_as_well(german, data_dir):
    assert all_faults(data_dir) == {}


@pytest.mark.slow
def test_in_a_language_from_right_to_left_as_well(hebrew, data_dir):
    assert all_faults(data_dir) == {}


@pytest.mark.slow
def test_no_letter_and_no_digit_does_anything_on_any_control(look, data_dir):
    """Struck at the control itself, past all that tells a scanner from a hand: nothing may stand behind it."""
    walk, found = Walk(data_dir, SIZE), {}
    try:
        for place in walk.places():
            for control, what in strayed(walk):
                found.setdefault(f"{control}: {what}", place)
    finally:
        walk.close()
    assert found == {}


def strayed(walk: Walk) -> Iterator[tuple[str, str]]:
    """Every control in front, with what came of all signs typed at it, if anything did."""
    front = walk.front
    with kept(front):
        controls = [each for each in front.findChildren(QWidget) if takes_keys(each)]
        for control in controls:
            if not control.isVisible():
                continue
            before = standing(walk)
            for sign in SIGNS:
                control.setFocus()
                QTest.keyClick(control, sign)  # type: ignore[call-overload]
            after = standing(walk)
            if after != before:
                yield control.objectName() or type(control).__name__, f"{before} became {after}"
                return
    walk.settle()


def takes_keys(each: QWidget) -> bool:
    return each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(each, FIELDS)


def standing(walk: Walk) -> tuple[object, ...]:
    """What a command would change: what is in front, what is pressed and what was asked of the core."""
    front = walk.front
    pressed = tuple(
        each.objectName() for each in front.findChildren(QPushButton) if each.isVisible() and each.isChecked()
    )
    rows = walk.core.queries.history(limit=1000)
    ordered = walk.core.batches.sales()  # an order goes on by itself
    operations = tuple(row.operation_id for row in rows if row.operation_id not in ordered)
    popup = QApplication.activePopupWidget()
    return front.objectName(), walk.window._stack.currentWidget().objectName(), pressed, popup is None, operations


@contextmanager
def kept(front: QWidget) -> Iterator[None]:
    """Whatever was typed into fields meanwhile goes again."""
    fields = [(each, each.text()) for each in front.findChildren(QLineEdit)]
    amounts = [(each, each.held()) for each in front.findChildren(AmountDisplay)]
    focus = QApplication.focusWidget()
    yield
    for field, text in fields:
        if field.text() != text:
            field.setText(text)
    for amount, held in amounts:
        amount.hold(held)
    if focus is not None:
        focus.setFocus()


# the tests above can fail


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("R", "is text"),
        ("5", "is text"),
        ("Shift+A", "is text"),
        ("Ctrl+J", "control character"),
        ("Ctrl+[", "control character"),
        ("Ctrl+Alt+R", "AltGr"),
        ("Alt+4", "scanners type"),
        ("Ctrl+V", "fields"),
    ],
)
def test_a_forbidden_key_is_found(qtbot, look, key, why):
    page = shown(qtbot, made := button("Do", "do"))
    made.setShortcut(key)
    assert why in "".join(chord_faults.faults(page))


@pytest.mark.parametrize("key", ["Alt+R", "F5", "Ctrl+K", "Ctrl+Return", "Esc"])
def test_an_allowed_key_is_not(qtbot, look, key):
    page = shown(qtbot, made := button("Do", "do"))
    made.setShortcut(key)
    assert list(chord_faults.faults(page)) == []


def test_a_clash_is_found(qtbot, look):
    page = shown(qtbot, button("&Redeem", "one"), button("&Refund", "two"))
    assert "one, two: all have Alt+R" in [*chord_faults.faults(page)]


def test_a_hint_that_is_not_what_works_is_found(qtbot, look):
    hint = key_hint("Alt+X")
    hint.setObjectName("one_key")
    page = shown(qtbot, button("&Redeem", "one"), hint, key_hint("F7"))
    assert len([*chord_faults.faults(page)]) == 2


def test_a_menu_that_acts_on_a_bare_letter_is_found_and_ours_never_do(qtbot, look):
    page = shown(qtbot, button("&Redeem", "one"))
    menu = plain_menu((RowAction("&Open && more", lambda: None),), page)
    assert [*chord_faults.faults(page)] == []
    menu.addAction("&Delete")
    assert "bare D" in "".join(chord_faults.faults(page))


def shown(qtbot, *widgets: QWidget) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for each in widgets:
        column.addWidget(each)
    page.show()
    qtbot.waitExposed(page)
    return page
