"""A scanner in every place of the real window: pages, panels, outcomes, dialogs, the palette, the first start.

Where it is looked up does not matter here: the scans are caught, so that the walk goes on where it was.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from core.bootstrap import Core
from core.domain.code import draw
from core.domain.keyboards import ARABIC, FRENCH, GERMAN, GREEK, RUSSIAN, TURKISH, US
from core.domain.payload import build
from gui.widgets.amounts.amount_display import AmountDisplay
from tests.gui.input.typist import CRLF, ENTER, LF, NOTHING, TAB, TWICE, Typist
from tests.gui.window_parts import header
from tests.gui.window_walk import Walk

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

_LOOKED_THROUGH = "several, 3 alike"
"""A list that was looked through is so no longer once a field is edited, also when it has back what it had."""
SIZE = (1280, 800)
SURE = tuple(
    product((33, 60, 120, (20, 115, 60)), (ENTER, TAB, LF, CRLF, TWICE, NOTHING), (US, GERMAN, FRENCH, RUSSIAN, ARABIC))
)
"""With marks of ours, at the pace of slow scanners."""
QUICK = tuple(product((4, 33), (ENTER, TAB, NOTHING), (US, GREEK, TURKISH)))
"""Codes of others, at the pace of a machine."""
SLOW = tuple(product((60, 110), (ENTER, TAB), (US,)))
"""Codes of others at the pace of a hand: a text may keep them, but nothing acts."""
_KINDS = (("own", SURE), ("signed", SURE), ("foreign", QUICK), ("slow", SLOW))
_GOES_ON = "order on its way"
"""Its cards are made meanwhile."""


@dataclass(frozen=True)
class Seen:
    """What a person has typed and chosen in what is in front."""

    texts: tuple[str, ...]
    chosen: tuple[object, ...]
    modal: str
    page: str


class Scanning:
    """Plays at each control of a place and notes what is wrong."""

    def __init__(self, walk: Walk, seed: int) -> None:
        self.walk, self.chance, self.wrong, self.played = walk, random.Random(seed), [], 0
        self.scans: list[str] = []
        walk.window.keys.scanned.disconnect()
        header(walk.window).scan_field.code_entered.disconnect()
        walk.window.keys.scanned.connect(self.scans.append)
        header(walk.window).scan_field.code_entered.connect(self.scans.append)

    def at(self, place: str, most: int) -> None:
        """Not in a dialog that asks for a code, which takes the scan, nor in an open menu, which a scan closes."""
        if hasattr(QApplication.activeModalWidget(), "take_scan") or QApplication.activePopupWidget() is not None:
            return
        before = self.money()
        kinds = _KINDS[:-1] if place.startswith("settings") else _KINDS  # a field is stored as soon as it is left
        for control in self.controls(most):
            if place == _LOOKED_THROUGH and isinstance(control, QLineEdit):
                continue
            for kind, variants in kinds:
                self.play(place, control, kind, self.chance.choice(variants))
        if (after := self.money()) != before and place != _GOES_ON:
            self.wrong.append(f"{place}: an act: {after} instead of {before}")

    def controls(self, most: int) -> list[QWidget]:
        found = [
            each
            for each in self.walk.front.findChildren(QWidget)
            if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        fields = [each for each in found if isinstance(each, (QLineEdit, QPlainTextEdit, AmountDisplay))]
        others = [each for each in found if each not in fields]
        return fields + self.chance.sample(others, min(len(others), most))

    def play(self, place: str, control: QWidget, kind: str, variant: tuple) -> None:
        pace, end, keyboard = variant
        control.setFocus()
        if not control.hasFocus():
            return
        self.played += 1
        before = self.seen()
        Typist(keyboard).scan(self.code(kind), pace, end)
        self.walk.window.keys.end_run()
        self.walk.hand.until(lambda: not self.walk.window.keys.asking.waiting, "the answer whether the code is known")
        after = self.seen()
        if kind == "slow":
            self.put_back(before)
        if kind == "slow":  # the text may stay, and a list shows what it filters; dialogs and pages may not change
            before, after = (Seen((), (), each.modal, each.page) for each in (before, after))
        if after != before:
            name = f"{control.objectName() or type(control).__name__} in {place}"
            told = {
                part: (getattr(before, part), getattr(after, part)) for part in ("texts", "modal", "page", "chosen")
            }
            differs = {part: pair for part, pair in told.items() if pair[0] != pair[1]}
            self.wrong.append(f"{name}, {kind}, {pace} ms, {end}, {keyboard.name}: {differs}")
        for field in self.walk.front.findChildren(QLineEdit, "scan_field"):
            field.clear()

    def put_back(self, before: Seen) -> None:
        for field, text in zip(self.walk.front.findChildren(QLineEdit), before.texts, strict=False):
            if field.text() != text:
                field.setText(text)
                field.textEdited.emit(text)

    def code(self, kind: str) -> str:
        if kind == "signed":
            return build(draw(), "K2DA", b"k" * 32)
        if kind == "own":
            return draw()
        return "".join(self.chance.choices("ABCDEFGHJKMNPQRSTVWXZ0123456789", k=11)) + "7"

    def seen(self) -> Seen:
        front, window = self.walk.front, self.walk.window
        modal = QApplication.activeModalWidget()
        lines = [each.text() for each in front.findChildren(QLineEdit)]
        lines += [each.toPlainText() for each in front.findChildren(QPlainTextEdit)]
        lines += [each.typed for each in front.findChildren(AmountDisplay)]
        chosen: list[object] = [each.currentIndex() for each in front.findChildren(QComboBox)]
        chosen += [each.isChecked() for each in front.findChildren(QAbstractButton)]
        chosen += [each.currentIndex().row() for each in front.findChildren(QAbstractItemView) if each.isVisible()]
        return Seen(
            tuple(lines), tuple(chosen), modal.objectName() if modal else "", window._stack.currentWidget().objectName()
        )

    def money(self) -> tuple[object, ...]:
        """All that a key could have changed in the till."""
        found: list[tuple[object, ...]] = []

        def look(core: Core) -> None:
            operations = {row.operation_id for row in core.queries.operations(500)}
            people = tuple(core.staff.people())
            found.append(
                (operations, core.preferences.all(), people, core.connection.condition.state == "switched_off")
            )

        self.walk.ask(look)
        return found[0]


def scanning(folder: Path, most: int, enough: Callable[[str], bool]) -> Scanning:
    """Walks until `enough`, and scans in each place."""
    seed = random.randrange(10**6)
    walk = Walk(folder, SIZE)
    walk.window.activateWindow()
    played = Scanning(walk, seed)
    try:
        for place in walk.places():
            played.at(place, most)
            if enough(place):
                break
    finally:
        walk.close()
    assert played.played > 0
    assert not played.wrong, "\n".join(played.wrong) + f"\nseed {seed}, {played.played} scans"
    return played


@pytest.mark.slow
def test_a_scan_over_a_card_and_its_first_panels_acts_nowhere(qtbot, look, data_dir):
    scanning(data_dir, 2, lambda place: place == "top_up_action")


@pytest.mark.slow
def test_a_scan_acts_nowhere_in_the_whole_window(qtbot, look, data_dir):
    assert scanning(data_dir, 12, lambda _place: False).played > 500


@pytest.mark.slow
def test_a_scan_in_an_open_menu_or_list_chooses_nothing(qtbot, look, data_dir):
    walk = Walk(data_dir, SIZE)
    walk.window.activateWindow()
    try:
        played = Scanning(walk, 1)
        walk.card()
        menu = header(walk.window).state_pill.menu() or header(walk.window).state_pill.findChild(QMenu)
        choice = next(each for each in walk.window.findChildren(QComboBox) if each.isVisible())
        before = (played.money(), choice.currentIndex())
        for kind, variants in _KINDS:
            for pace, end, keyboard in played.chance.sample(variants, 4):
                for open_it in (lambda: menu.popup(walk.window.pos()), choice.showPopup):
                    open_it()
                    walk.hand.until(lambda: QApplication.activePopupWidget() is not None, "the menu")
                    played.scans.clear()
                    Typist(keyboard).scan(played.code(kind), pace, end)  # type: ignore[arg-type]
                    walk.window.keys.end_run()
                    popup = QApplication.activePopupWidget()
                    if popup is not None:
                        popup.close()
                    assert (played.money(), choice.currentIndex()) == before, (kind, pace, end, keyboard.name)
                    if kind != "slow" or end == ENTER:
                        assert len(played.scans) == 1, (kind, pace, end, keyboard.name)
    finally:
        walk.close()
