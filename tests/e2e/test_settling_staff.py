"""Settling asks who is there: left without a PIN the question is as it was, and with one it goes on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.conftest import OpenTill
from tests.e2e.parked_card import Trouble, ask, hit, in_front, parked
from tests.e2e.staffed_window import CLERK, MANAGER, enter_pin, staffed
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def trouble(qtbot, tmp_path: Path, service: EmbeddedService, open_till: OpenTill) -> Iterator[Trouble]:
    made = Trouble(qtbot, tmp_path, service, open_till)
    yield made
    made.close()


def decide(window: Counter) -> None:
    """That it was applied, up to the question who says so."""
    hit(window, "F4")
    window.until(lambda: window.sees("settle_ways"))
    ask(window, "alt+w")
    hit(window, "alt+r")
    window.until(lambda: window.find(QAbstractButton, "settle_button").isEnabled())
    hit(window, "alt+s")
    window.until(lambda: in_front() == "pin_dialog")


def test_left_without_an_approval_the_question_can_be_left(trouble: Trouble) -> None:
    window = trouble.doubt(applied=True)
    staffed(window, "Cleo", CLERK)
    decide(window)
    assert "how this is settled" in window.text("pin_sentence")
    hit(window, "esc")
    window.until_text("settle_problem", "needs a manager")
    window.until(lambda: window.find(QAbstractButton, "settle_button").isEnabled())
    window.until(lambda: in_front() == "settle_dialog")
    hit(window, "esc")
    window.until(lambda: not window.sees("settle_dialog") and in_front() == "main_window")
    assert parked(window) is not None
    ask(window, "alt+w")  # the page takes the next question


def test_approved_by_a_pin_it_is_settled_without_asking_again(trouble: Trouble) -> None:
    window = trouble.doubt(applied=True)
    staffed(window, "Cleo", CLERK)
    decide(window)
    enter_pin(window, "000001")
    window.until_text("staff_pin_note", "not right")
    enter_pin(window, MANAGER)
    window.until(lambda: parked(window) is None)
    window.until(lambda: not window.sees("settle_dialog") and not window.sees("pin_dialog"))
    window.until_text("outbox_advice", "Settled by Cleo, Mia: it was applied.")
    window.until(lambda: in_front() == "main_window")
