"""What a clerk reaches by pressing: each button of each page, and what that brings up, with its fields filled.

What is beyond a clerk's rights ends at the gate, which asks for a manager's PIN; none of it is done, saved or sent.
Nobody and a locked window are in tests/e2e/test_doors_window.py, the gate itself in tests/core/usecases/test_doors.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget

from core.domain.operation import Kind
from core.domain.staff import ITSELF
from core.server.sandbox.embedded import EmbeddedService
from core.usecases.changes import EVERYTHING
from gui.frame.pages import PAGES
from gui.views.settings.places import places
from gui.views.settings.settings import SettingsView
from gui.widgets.amounts.amount_display import AmountDisplay
from tests.e2e.open_dialogs import dialogs, settle
from tests.e2e.staffed_window import CLERK, staffed
from tests.e2e.window import Counter

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("plugin does not support", extend=True)]

FRAME = ("go_", "settings_to_", "sign", "open_", "state_pill", "key_", "message_")
"""What only leads elsewhere, types, or is tried in the test of the locked window."""
BEYOND = {
    "person_put",
    "person_remove > confirm_act",
    "service_check",
    "disable_action > disable_button",
    "field window.idle_lock",
    "field offline.per_sale",
    "field shop.name",
}
BEYOND |= {"adjust_action > adjust_button", "replace_action > replace_button"}
"""Some that a clerk sees and may not do alone: else this test would prove nothing."""
MANAGERS_ALONE = {"setting", "moved", "new-shop", "service-restored", "backed-up", "moved-away", "settled", "replaced"}


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


class Clerk:
    """Cleo at the till. `asked` is what a manager's PIN was asked for: the buttons that led there."""

    def __init__(self, counter: Counter, codes: Iterator[str]) -> None:
        self.counter = counter
        self._codes, self._code = codes, ""
        self.pressed: list[str] = []
        self.asked: set[str] = set()

    def press_everything(self) -> None:
        for go in self._places():
            go()
            self._change_fields(go)
            go()  # the last field may have brought up who is asked
            for name in self._own(self._seen()):
                behind = self._pressed(go, name)
                for further in self._own(behind):
                    for last in self._own(self._pressed(go, name, further)):
                        self._pressed(go, name, further, last)

    def _places(self) -> Iterator[Callable[[], None]]:
        for page in PAGES:
            if page.name != "settings":
                yield partial(self._go, page.name)
        for part, _word, _panels in places():
            yield partial(self._go, "settings", part)

    def _go(self, page: str, part: str = "") -> None:
        """Begin from the page as it opens, with a card of its own at the counter."""
        leave(self.counter)
        self._sign_in()
        if page == "card":
            self._code = next(self._codes)
            self.counter.scan(self._code)
            self.counter.until_text("card_last", self._code[-4:].upper())
        self.counter.window.show_page(page)
        settle(self.counter)
        if part:
            self.counter.window.findChild(SettingsView).show_place(part)
            settle(self.counter)

    def _sign_in(self) -> None:
        status = self.counter.bridge.status
        if status is None or status.clerk != "Cleo":
            self.counter.core.staff.sign_in("Cleo", CLERK)
            self.counter.bridge.announce(EVERYTHING)
            self.counter.until(lambda: bool(self.counter.bridge.status and self.counter.bridge.status.clerk == "Cleo"))

    def _pressed(self, go: Callable[[], None], *names: str) -> set[str]:
        """Press them one after the other, and return what there is to press then that was not before."""
        go()
        before: set[str] = set()
        for name in names:
            before = self._seen()
            button = next((each for each in self._buttons() if each.objectName() == name), None)
            if button is None:
                return set()
            self._fill()
            button.click()
            self._settle()
            self._look(" > ".join(names))
            self._fill()
        self.pressed.append(" > ".join(names))
        return self._seen() - before

    def _settle(self) -> None:
        """Wait for the answer, and for what is asked because of it: who may approve."""
        for _ in range(3):
            settle(self.counter)

    def _look(self, what: str) -> None:
        if any(each.objectName() == "pin_dialog" for each in dialogs()):
            self.asked.add(what)

    def _front(self) -> QWidget:
        return QApplication.activeModalWidget() or self.counter.window

    def _buttons(self) -> Iterator[QAbstractButton]:
        front = self._front()
        if isinstance(front, QFileDialog):
            return  # the person's own files: an export is a clerk's right
        for each in front.findChildren(QAbstractButton):
            if each.isVisible() and each.isEnabled() and each.window() is front.window():
                yield each

    def _seen(self) -> set[str]:
        return {each.objectName() for each in self._buttons()}

    def _own(self, names: set[str]) -> list[str]:
        return sorted(each for each in names if each and not each.startswith(FRAME) and not each.startswith("pin_"))

    def _fill(self) -> None:
        front = self._front()
        for field in front.findChildren(QLineEdit):
            if field.isVisible() and field.isEnabled() and not field.text() and field.objectName() != "scan_field":
                QTest.keyClicks(field, self._code[-4:] if field.objectName().endswith("last_four") else "4711")
        for amount in front.findChildren(AmountDisplay):
            if amount.isVisible() and amount.minor() is None:
                amount.press("5")

    def _change_fields(self, go: Callable[[], None]) -> None:
        """Type into each field that stands on a page, and Enter, as one changes a setting."""
        window = self.counter.window  # a dialog is a window of its own, and none of its fields stands on the page
        fields = [
            each.objectName() for each in window.findChildren(QLineEdit) if each.isVisible() and each.window() is window
        ]
        for name in {each for each in fields if each and each != "scan_field"}:
            go()
            field = self.counter.window.findChild(QLineEdit, name)
            if field.isVisible() and field.isEnabled() and not field.isReadOnly():
                field.setFocus()
                field.selectAll()
                QTest.keyClicks(field, "7")
                QTest.keyClick(field, Qt.Key.Key_Return)
                self._settle()
                self._look(f"field {name}")
                self.pressed.append(f"field {name}")


def leave(counter: Counter) -> None:
    """Leave every dialog as by Esc, however much was typed in it; first what is still on its way has to come."""
    for _ in range(3):
        settle(counter)
    if (menu := QApplication.activePopupWidget()) is not None:
        menu.close()
    while opened := dialogs():
        for dialog in reversed(opened):
            dialog.reject()
        settle(counter)


def managed(counter: Counter, folder: Path) -> dict[str, object]:
    """What only a manager changes."""
    core, service = counter.core, folder / "till" / "service-url"
    return {
        "settings": {name: each for name, each in core.preferences.all().items() if not name.startswith("window.")},
        "people": core.staff.people(),
        "service": service.read_text(encoding="utf-8"),
        "files": sorted(
            path for path in folder.iterdir() if path.name not in {"till", "service.db-wal", "service.db-shm"}
        ),
    }


def journal(counter: Counter) -> list[tuple[str, dict[str, Any]]]:
    with counter.core.probing.database.reading() as conn:
        rows = conn.exec_driver_sql("SELECT what, entry FROM journal ORDER BY number").all()
    return [(what, json.loads(entry)) for what, entry in rows]


def test_whatever_a_clerk_presses_what_is_a_managers_ends_with_a_pin(counter: Counter, tmp_path: Path) -> None:
    codes = cycle([counter.code_of(counter.sell(6172)) for _ in range(30)])
    staffed(counter, "Cleo", CLERK)
    before, written = managed(counter, tmp_path), len(journal(counter))
    clerk = Clerk(counter, codes)
    clerk.press_everything()
    leave(counter)
    settle(counter)
    assert clerk.asked >= BEYOND
    assert managed(counter, tmp_path) == before
    new = journal(counter)[written:]
    assert {entry["who"] for _, entry in new} <= {"Cleo", ITSELF.name}
    assert not {what for what, _ in new} & MANAGERS_ALONE
    kinds = {row.kind for row in counter.core.queries.operations(limit=1000)}
    assert not kinds & {Kind.SET_BALANCE, Kind.DISABLE}
