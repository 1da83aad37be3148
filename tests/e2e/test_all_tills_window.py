"""The history of all tills in the window of a desk: chosen, narrowed, stopped by Escape, and saved."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLabel, QTableView, QWidget

from core.server.sandbox.embedded import EmbeddedService
from gui.window.main_window import MainWindow
from tests.core.services.backup_shop import Shop
from tests.core.services.test_tills_report import Office
from tests.e2e.test_tills_window import choose, opened, seen
from tests.gui.conftest import MEETING_MS

pytestmark = [
    pytest.mark.unstyled,
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.fixture
def office(service: EmbeddedService, tmp_path: Path) -> Iterator[Office]:
    shop = Shop(service, tmp_path)
    yield Office(shop)
    for till in shop.opened:
        till.close()


@pytest.fixture
def window(qtbot, office: Office) -> Iterator[MainWindow]:
    yield from opened(qtbot, office.desk)


@pytest.fixture
def of_till(qtbot, office: Office) -> Iterator[MainWindow]:
    yield from opened(qtbot, office.first)


def tills(window: MainWindow) -> set[str]:
    """Return the tills of the lines that are shown."""
    table = seen(window, QTableView, "history_table")
    if table is None:
        return set()
    return {row.till for row in table.model().rows}


def told(window: MainWindow) -> str:
    found = seen(window, QLabel, "history_told")
    return "" if found is None else found.text()


def open_history(qtbot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: seen(window, QComboBox, "history_books") is not None, timeout=MEETING_MS)


def test_a_desk_begins_with_all_tills_and_narrows_them(qtbot, window: MainWindow, tmp_path: Path) -> None:
    open_history(qtbot, window)
    qtbot.waitUntil(lambda: {"Till 1", "second"} <= tills(window), timeout=MEETING_MS)
    assert "journals of all tills" in told(window)
    books = seen(window, QComboBox, "history_books")
    assert books.currentText() == "All tills of the shop"
    assert books.accessibleName() == "Whose history"
    totals = seen(window, QLabel, "history_totals")
    qtbot.waitUntil(lambda: "$" in totals.text())
    whole = totals.text()
    choose(window, "history_till", "second")
    qtbot.waitUntil(lambda: tills(window) == {"second"} and totals.text() != whole, timeout=MEETING_MS)
    seen(window, QTableView, "history_table").selectRow(0)
    assert seen(window, QAbstractButton, "history_take_back") is None, "that is a matter of its own till"
    seen(window, QAbstractButton, "history_save").click()
    menu = next(each for each in window.findChildren(QWidget) if each.inherits("QMenu") and each.isVisible())
    next(each for each in menu.actions() if "CSV" in each.text()).trigger()
    menu.close()
    dialog = next(each for each in window.findChildren(QFileDialog) if each.isVisible())
    dialog.fileSelected.emit(str(tmp_path / "all.csv"))
    dialog.close()
    qtbot.waitUntil((tmp_path / "all.csv").exists, timeout=MEETING_MS)
    with (tmp_path / "all.csv").open(encoding="utf-8-sig") as file:
        assert {line["till"] for line in csv.DictReader(file)} == {"second"}
    choose(window, "history_books", "This till")
    qtbot.waitUntil(lambda: "second" not in tills(window) and not told(window), timeout=MEETING_MS)
    assert seen(window, QAbstractButton, "history_take_back") is not None


def test_a_till_of_the_shop_begins_with_its_own_and_may_ask_for_all(qtbot, of_till: MainWindow) -> None:
    open_history(qtbot, of_till)
    qtbot.waitUntil(lambda: tills(of_till) == {"Till 1"}, timeout=MEETING_MS)
    choose(of_till, "history_books", "All tills")
    qtbot.waitUntil(lambda: {"Till 1", "second"} <= tills(of_till), timeout=MEETING_MS)


def test_escape_stops_a_long_reading_and_shows_this_till_again(qtbot, office: Office, of_till: MainWindow) -> None:
    page = office.place / "slow.page"
    os.mkfifo(page)  # whoever reads it waits until something is written
    open_history(qtbot, of_till)
    qtbot.waitUntil(lambda: tills(of_till) == {"Till 1"}, timeout=MEETING_MS)
    choose(of_till, "history_books", "All tills")
    qtbot.waitUntil(lambda: seen(of_till, QWidget, "history_wait_cancel") is not None, timeout=MEETING_MS)
    assert seen(of_till, QTableView, "history_table") is None
    qtbot.keyClick(of_till, Qt.Key.Key_Escape)
    page.write_bytes(b"")
    qtbot.waitUntil(lambda: tills(of_till) == {"Till 1"}, timeout=MEETING_MS)
    assert seen(of_till, QComboBox, "history_books").currentText() == "This till"
    assert not told(of_till)
