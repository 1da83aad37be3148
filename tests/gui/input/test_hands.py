"""Random mixtures of typing, scanning, clicking and waiting, against a model of what may act.

The model knows only what a person did: an act needs Enter, a chord or a click of a person, and moves the amount that a
person typed or chose. Whatever a scanner sends in between moves nothing.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.domain.code import draw
from core.domain.command import Redeem, TopUp
from core.domain.keyboards import ARABIC, FRENCH, GERMAN, RUSSIAN, US
from core.domain.payload import build
from gui.input.key_filter import KeyFilter
from gui.input.scan_field import ScanField
from gui.views.card.open_bill import OpenBill
from gui.views.card.redeem_panel import RedeemPanel
from gui.views.card.top_up_panel import TopUpPanel
from tests.gui.builders import card, idle_bridge
from tests.gui.input.typist import CRLF, ENTER, LF, NOTHING, TAB, TWICE, Typist

BALANCE = 6250
_A_HAND_MS = 160
"""Between two keys of a person who does not hurry; the scan pause is 120."""


class Till(QWidget):
    """A redeem and a top-up panel on one card, a note, and the scan field, as on the counter."""

    def __init__(self) -> None:
        super().__init__()
        self.scan_field, self.note = ScanField(), QLineEdit("note")
        self.redeem, self.top_up = RedeemPanel(OpenBill(idle_bridge(), self)), TopUpPanel()
        column = QVBoxLayout(self)
        for each in (self.scan_field, self.note, self.redeem, self.top_up):
            column.addWidget(each)
        self.keys = KeyFilter(self.scan_field, parent=self)
        self.scans: list[str] = []
        self.acts: list[Redeem | TopUp] = []
        self.keys.scanned.connect(self.scans.append)
        self.scan_field.code_entered.connect(self.scans.append)
        for panel in (self.redeem, self.top_up):
            panel.requested.connect(self._on_requested)
        self.redeem.ending_wanted.connect(lambda digits: self.redeem.show_ending(digits, False))

    def begin(self) -> None:
        self.scans.clear()
        self.acts.clear()
        self.note.setText("note")
        self.scan_field.clear()
        for panel in (self.redeem, self.top_up):
            panel.set_busy(False)
            panel.show_card(card(balance=BALANCE))
            panel.start()
        self.redeem.amount.setFocus()

    def _on_requested(self, command: Redeem | TopUp) -> None:
        self.acts.append(command)
        for panel in (self.redeem, self.top_up):
            panel.set_busy(False)


@pytest.fixture
def till(qtbot, look):
    made = Till()
    qtbot.addWidget(made)
    made.resize(500, 1400)
    made.show()
    made.activateWindow()
    made.keys.start()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.keys.stop()


SCANS = st.tuples(
    st.just("scan"),
    st.sampled_from(["own", "signed", "foreign", "digits"]),
    st.sampled_from([4, 20, 33, 60, 90, 120]),
    st.sampled_from([ENTER, TAB, LF, CRLF, TWICE, NOTHING]),
    st.sampled_from([US, GERMAN, FRENCH, RUSSIAN, ARABIC]),
)
HANDS = st.one_of(
    st.tuples(
        st.just("type"), st.sampled_from(["5", "20", "12.50", "k5wy", "5kwy", "smith", "correction by Tom", "-5"])
    ),
    st.tuples(st.just("focus"), st.sampled_from(["redeem", "top_up", "note", "scan_field", "button"])),
    st.tuples(st.just("enter")),
    st.tuples(st.just("click"), st.sampled_from(["redeem", "top_up"])),
    st.tuples(st.just("wait")),
)
DEEDS = st.lists(st.one_of(SCANS, HANDS), min_size=1, max_size=12)


class Model:
    """What a person did so far: the amounts that can be meant, and how often a confirm was given."""

    def __init__(self, till: Till, seed: int) -> None:
        self.till, self.chance = till, random.Random(seed)
        self.meant: set[int] = set()
        self.confirms = 0
        self.hand = Typist()

    def do(self, deed: tuple) -> None:
        before = len(self.till.acts)
        allowed = 1 if deed[0] in {"enter", "click"} else 0
        getattr(self, f"_{deed[0]}")(*deed[1:])
        self.till.keys.end_run()
        new = self.till.acts[before:]
        assert len(new) <= allowed, f"{deed} acted {new}"
        for act in new:
            assert act.amount in self.meant, f"{deed} moved {act.amount}, of {self.meant} meant"

    def _scan(self, kind: str, gap: int, end: str, keyboard: object) -> None:
        code = {
            "own": draw,
            "signed": lambda: build(draw(), "K2DA", b"k" * 32),
            "foreign": lambda: "".join(self.chance.choices("ABCDEFGHJKMNPQRSTVWXYZ23456789", k=12)) + "7",
            "digits": lambda: "".join(self.chance.choices("0123456789", k=12)),
        }[kind]()
        texts = (self.till.note.text(), self.till.redeem.amount.typed, self.till.top_up.amount.typed)
        field = self.till.focusWidget()
        self.hand = Typist(keyboard).scan(code, gap, end)  # type: ignore[arg-type]
        self.till.keys.end_run()
        now = (self.till.note.text(), self.till.redeem.amount.typed, self.till.top_up.amount.typed)
        if kind in {"own", "signed"} or gap < 35 or field is not self.till.note:
            assert now == texts, f"a scan left {now} of {texts}"

    def _type(self, text: str) -> None:
        amount = next((p.amount for p in (self.till.redeem, self.till.top_up) if p.amount.hasFocus()), None)
        self.hand = Typist()
        for sign in text:
            self.hand.later(_A_HAND_MS).type(sign, 0)
            if amount is not None and amount.minor():
                self.meant |= {amount.minor() or 0, min(amount.minor() or 0, BALANCE)}

    def _focus(self, name: str) -> None:
        panel = {"redeem": self.till.redeem, "top_up": self.till.top_up}.get(name)
        widget = panel.amount if panel else self.till.redeem.button if name == "button" else getattr(self.till, name)
        widget.setFocus()

    def _enter(self) -> None:
        Typist().end(ENTER)

    def _click(self, name: str) -> None:
        button = getattr(self.till, name).button
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))

    def _wait(self) -> None:
        self.till.keys.end_run()


def check(till: Till, deeds: list[tuple], seed: int) -> None:
    till.begin()
    model = Model(till, seed)
    for deed in deeds:
        model.do(deed)
        if till.acts:  # the outcome would come now; a new customer after it
            till.begin()
            model.meant.clear()


_HEALTH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=_HEALTH)
@given(DEEDS, st.integers(0, 10**6))
def test_only_what_a_person_did_moves_money(till: Till, deeds: list[tuple], seed: int) -> None:
    check(till, deeds, seed)


@pytest.mark.slow
@settings(max_examples=1500, deadline=None, suppress_health_check=_HEALTH)
@given(DEEDS, st.integers(0, 10**6))
def test_only_what_a_person_did_moves_money_however_long_one_tries(till: Till, deeds: list[tuple], seed: int) -> None:
    check(till, deeds, seed)
