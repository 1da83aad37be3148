"""Good manners at the counter: a note in sight, an edit that is not lost, the way back to a card, Esc step by step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget

from core.domain.command import Redeem, Update
from core.domain.outcome import Confirmed
from core.server.sandbox.embedded import EmbeddedService
from core.usecases.changes import EVERYTHING
from tests.e2e.counter_actions import on_server
from tests.e2e.parked_card import in_front
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def counter(qtbot, service: EmbeddedService, tmp_path: Path) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def lay(counter: Counter, sold: Confirmed) -> None:
    counter.scan_card(counter.code_of(sold))


def last(counter: Counter, sold: Confirmed) -> str:
    return counter.code_of(sold)[-4:].upper()


def note(counter: Counter) -> QLineEdit:
    return counter.find(QLineEdit, "edit_note")


def listen(counter: Counter) -> list[str]:
    """What the counter tells from now on."""
    heard: list[str] = []
    counter.window._counter().notified.connect(lambda text, _tone: heard.append(text))
    return heard


def test_the_note_is_on_the_card_and_is_rewritten_from_there(counter: Counter) -> None:
    sold = counter.sell(5000)
    counter.act(Update(sold.card_id, (("note", "ribbon is red"),)))
    lay(counter, sold)
    counter.until_text("card_note", "ribbon is red")
    counter.key(Qt.Key.Key_W, ALT)
    counter.until(lambda: QApplication.focusWidget() is note(counter))
    counter.fill("edit_note", "ribbon is blue")
    counter.press("edit_button")
    counter.until_text("card_note", "ribbon is blue")


def test_a_scan_over_an_unsaved_edit_keeps_it_for_its_card_and_says_so(counter: Counter) -> None:
    first, second = counter.sell(5000), counter.sell(2000)
    heard = listen(counter)
    lay(counter, first)
    counter.press("edit_action")
    counter.fill("edit_note", "for Ada, wrapped")
    lay(counter, second)
    assert [last(counter, first) in text and "not saved" in text for text in heard] == [True], heard
    lay(counter, first)
    assert "Edit goes on" in heard[-1]
    assert counter.sees("redeem"), "money comes first: what is typed now must not go into the note"
    counter.press("edit_action")
    assert note(counter).text() == "for Ada, wrapped"
    counter.press("edit_button")
    counter.until_told("Saved")
    told = len(heard)
    counter.press("edit_action")
    assert not counter.sees("edit_kept")
    lay(counter, second)
    assert heard[told:] == []


def test_closing_over_an_unsaved_edit_says_that_it_is_lost(counter: Counter) -> None:
    sold = counter.sell(5000)
    code = counter.code_of(sold)
    counter.core.desk.hand_over(sold.operation_id)
    counter.scan_card(code)
    counter.press("edit_action")
    counter.fill("edit_note", "for Ada")
    counter.window.close()
    counter.until(lambda: in_front() == "confirm")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    text = dialog.findChild(QLabel, "confirm_sentence").text()
    assert text == f"The change to card {code[-4:].upper()} is not saved, and is lost."
    dialog.reject()


def test_escape_leaves_what_was_typed_then_the_card(counter: Counter) -> None:
    lay(counter, counter.sell(5000))
    counter.type("12")
    counter.key(Qt.Key.Key_Escape)
    assert counter.text("amount_figure") == "0"
    assert counter.sees("card_balance")
    counter.key(Qt.Key.Key_Escape)
    counter.until(lambda: not counter.sees("card_balance"))
    assert QApplication.focusWidget() is counter.find(QLineEdit, "scan_field")


@pytest.mark.parametrize("name", ["top_up", "edit", "disable"])
def test_escape_leaves_an_action_before_it_leaves_the_card(counter: Counter, name: str) -> None:
    lay(counter, counter.sell(5000))
    counter.press(f"{name}_action")
    counter.until(lambda: not counter.sees("redeem"))
    counter.key(Qt.Key.Key_Escape)
    assert counter.sees("redeem")
    assert counter.sees("card_balance")
    counter.key(Qt.Key.Key_Escape)
    counter.until(lambda: not counter.sees("card_balance"))


def test_an_edit_that_is_left_by_escape_is_not_wanted(counter: Counter) -> None:
    lay(counter, counter.sell(5000))
    counter.press("edit_action")
    counter.fill("edit_note", "a slip")
    counter.key(Qt.Key.Key_Escape)
    counter.press("edit_action")
    assert (note(counter).text(), counter.sees("edit_kept")) == ("", False)


def test_the_cards_served_lately_are_offered_with_their_balance_of_now(counter: Counter) -> None:
    first, second = counter.sell(5000), counter.sell(2000)
    lay(counter, first)
    lay(counter, second)
    counter.key(Qt.Key.Key_Escape)
    counter.act(Redeem(first.card_id, 1500))
    counter.bridge.announce(EVERYTHING)
    table = counter.find(QTableView, "recent_cards_table")

    def shown() -> list[tuple[str, ...]]:
        model = table.model()
        return [tuple(str(model.index(at, column).data()) for column in (0, 1)) for at in range(model.rowCount())]

    four = [f"•••• {last(counter, sold)}" for sold in (second, first)]
    counter.until(lambda: shown() == list(zip(four, ["$20.00", "$35.00"], strict=True)))
    counter.key(Qt.Key.Key_V, ALT)
    counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return)
    counter.until_text("card_last", last(counter, first))
    assert counter.text("card_balance") == "$35.00"


def test_the_palette_brings_a_card_of_before_back(counter: Counter, service: EmbeddedService) -> None:
    sold = counter.sell(5000)
    lay(counter, sold)
    counter.key(Qt.Key.Key_Escape)
    counter.until(lambda: counter.sees("recent_cards_table"))
    counter.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    counter.type(f"{last(counter, sold).lower()}, $50")
    counter.key(Qt.Key.Key_Return)
    counter.until_text("card_last", last(counter, sold))
    assert on_server(service, sold.card_id) == 5000
    kept = [
        widget.objectName()
        for widget in counter.window.findChildren(QWidget)
        if counter.code_of(sold) in str(widget.property("text")).lower()
    ]
    assert kept == [], "no code is kept for it"
