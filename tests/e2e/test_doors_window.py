"""Every door of the window, tried with nobody signed in and by a clerk: each key, each button.

What one person may do beyond another is tried at the use cases (tests/core/usecases/test_doors.py), which are all
that a page can ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from core.server.sandbox.embedded import EmbeddedService
from core.usecases.changes import EVERYTHING
from gui.frame.pages import PAGES
from tests.e2e.open_dialogs import dialogs, leave_dialogs, settle
from tests.e2e.staffed_window import CLERK, staffed
from tests.e2e.window import Counter
from tests.gui.visible_text import texts

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)

NOTE = "for Ann of the bakery"
OPEN_TO_ALL = {"pin_dialog", "help_dialog", "about_dialog", "confirm"}
"""Dialogs that tell nothing of a card: who is there, the keys, the program, and whether to close."""


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def on_screen() -> str:
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    shown = [child for each in windows for child in (each, *each.findChildren(QWidget)) if child.isVisible()]
    return "\n".join(text for each in shown for _, text in texts(each))


def doors(counter: Counter) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield each key of the window, the palette's too, and each button that is seen."""
    window = counter.window
    for key in {each.key().toString(): each.key() for each in window.findChildren(QShortcut)}.values():
        yield f"key {key.toString()}", partial(QTest.keySequence, window, key)
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled():
            yield f"button {button.objectName()}", button.click


@pytest.mark.fault("attack 14")
def test_with_nobody_signed_in_no_door_shows_or_does_anything(counter: Counter) -> None:
    sold = counter.sell(6172)
    code = counter.code_of(sold)
    counter.scan_card(code)
    for page in PAGES:
        counter.window.show_page(page.name)  # so that there is a page behind the guard to be seen
    counter.window.show_page("card")
    counter.until_text("card_last", code[-4:].upper())
    secrets = [code[-4:].upper(), "61.72"]
    assert all(each in on_screen() for each in secrets)
    staffed(counter, "", "")
    counter.until(lambda: counter.sees("guard_sign_in"))
    assert not any(each in on_screen() for each in secrets)
    before = journal(counter)
    tried = list(doors(counter))
    assert len(tried) > 20
    for name, door in tried:
        door()
        settle(counter)
        assert counter.sees("guard_sign_in"), name
        assert {each.objectName() for each in dialogs()} <= OPEN_TO_ALL, name
        assert not any(each in on_screen() for each in secrets), name
        leave_dialogs(counter)
    counter.bridge.announce(EVERYTHING)  # nor does what changes meanwhile
    settle(counter)
    assert dialogs() == []
    assert not any(each in on_screen() for each in secrets)
    assert journal(counter) == before


def journal(counter: Counter) -> int:
    with counter.core.probing.database.reading() as conn:
        return int(conn.exec_driver_sql("SELECT COUNT(*) FROM journal").scalar_one())


def test_a_clerk_finds_every_page_and_is_not_asked_who_they_are(counter: Counter) -> None:
    sold = counter.sell(6172)
    staffed(counter, "Cleo", CLERK)
    for page in PAGES:
        counter.window.show_page(page.name)
        settle(counter)
        assert not counter.sees("guard_sign_in"), page.name
        assert dialogs() == [], page.name
    counter.window.show_page("history")
    counter.until(lambda: sold.card_id == next(iter(counter.core.queries.operations())).card_id)
    assert counter.find(QLabel, "who").text() == "Till 1 · Cleo"
