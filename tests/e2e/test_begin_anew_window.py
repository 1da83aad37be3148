"""Lost books in the window: the page that tells of the loss leads the owner to empty ones, by the service's token."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.bootstrap import open_core
from core.domain.staff import Role
from core.errors import CannotStart
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings, remembered_url
from gui.app import beginner, opener
from gui.frame.start_page import StartPage
from gui.start.fault_reporter import FaultReporter
from gui.window.main_window import MainWindow
from gui.work import restart
from gui.work.core_bridge import CoreBridge
from gui.work.empty_books import BeginAnew
from tests.builders import database_of
from tests.e2e.conftest import TOKEN, OpenTill
from tests.e2e.counter_actions import sell
from tests.gui.builders import UNHURRIED_MS

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)

Show = Callable[[], MainWindow]


@pytest.fixture
def lost(open_till: OpenTill, tmp_path: Path) -> Path:
    """The folder of a till with people, whose database somebody deleted."""
    till = open_till("till")
    till.staff.put("Mia", Role.MANAGER, "482913")
    till.close()
    for path in (tmp_path / "till").glob("till.db*"):
        path.unlink()
    return tmp_path / "till"


@pytest.fixture
def show(qtbot: QtBot, lost: Path, service: EmbeddedService) -> Iterator[Show]:
    opened: list[tuple[CoreBridge, MainWindow]] = []
    options = Namespace(data_dir=str(lost), api_url=service.url, token_file=None, offline=False, clerk="Anna")
    where = {"COUNTERFOIL_TOKEN": TOKEN, "COUNTERFOIL_STATE_DIR": os.environ["COUNTERFOIL_STATE_DIR"]}

    def show_it() -> MainWindow:
        bridge = CoreBridge(opener(options, FaultReporter(), where))
        window = MainWindow(bridge)
        window.begin_anew = beginner(options, where)
        window.painted.connect(bridge.start)
        opened.append((bridge, window))
        window.show()
        return window

    yield show_it
    for bridge, window in opened:
        window.end()
        assert bridge.close(UNHURRIED_MS)
        window.deleteLater()


def press(window: QWidget, name: str) -> None:
    QTest.mouseClick(window.findChild(QAbstractButton, name), Qt.MouseButton.LeftButton)


def seen(window: QWidget, name: str) -> bool:
    found = window.findChild(QWidget, name)
    return found is not None and found.isVisible()


def test_the_owner_begins_anew_from_the_page_of_the_loss(
    qtbot: QtBot, show: Show, monkeypatch: pytest.MonkeyPatch, lost: Path
) -> None:
    again: list[int] = []
    monkeypatch.setattr(QApplication, "exit", again.append)
    window = show()
    qtbot.waitUntil(lambda: seen(window, "begin_anew_open"), timeout=30_000)
    assert not seen(window, "begin_anew_begin")
    press(window, "begin_anew_open")
    assert "is not sent" in window.findChild(QLabel, "begin_anew_told").text()
    field = window.findChild(QLineEdit, "begin_anew_token")
    press(window, "begin_anew_begin")
    qtbot.waitUntil(lambda: seen(window, "begin_anew_problem"), timeout=30_000)  # the kept token is no proof
    QTest.keyClicks(field, "no-token-of-this-shop")
    press(window, "begin_anew_begin")
    button = window.findChild(QAbstractButton, "begin_anew_begin")
    qtbot.waitUntil(button.isEnabled, timeout=30_000)
    assert not (lost / "till.db").exists()
    assert again == []
    field.clear()
    QTest.keyClicks(field, TOKEN)
    press(window, "begin_anew_begin")
    qtbot.waitUntil(lambda: again == [restart.AGAIN], timeout=30_000)
    assert (lost / "till.db").exists()


def test_what_cannot_start_for_another_reason_offers_no_empty_books(qtbot: QtBot) -> None:
    for key in ("start.disk_full", "start.corrupt", ""):
        page = StartPage(key, {"path": "till.db"}, BeginAnew(lambda: True, str))
        qtbot.addWidget(page)
        assert page.findChild(QWidget, "begin_anew_open") is None


def test_the_new_books_say_who_began_them(
    show: Show, lost: Path, open_till: OpenTill, service: EmbeddedService
) -> None:
    options = Namespace(data_dir=str(lost), api_url=service.url, token_file=None, offline=False, clerk="Anna")
    way = beginner(options, {"COUNTERFOIL_STATE_DIR": os.environ["COUNTERFOIL_STATE_DIR"]})
    assert way.is_real()
    way.begin(TOKEN)
    till = open_till("till")
    with database_of(till).reading() as conn:
        (entry,) = conn.exec_driver_sql("SELECT entry FROM journal WHERE what = 'begun-anew'").scalars().all()
    assert "the owner, by the service's token" in entry
    assert till.staff.people() == ()


def test_a_shop_whose_address_is_gone_is_gone_on_with_by_one_press(
    qtbot: QtBot, open_till: OpenTill, service: EmbeddedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[int] = []
    monkeypatch.setattr(QApplication, "exit", again.append)
    till = open_till("till")
    sell(till)
    folder = till.settings.data_dir
    till.close()
    (folder / "service-url").unlink()
    with pytest.raises(CannotStart) as refused:
        open_core(Settings(folder), "window")
    page = StartPage(refused.value.key, refused.value.values)
    qtbot.addWidget(page)
    page.show()
    assert service.url in page.findChild(QLabel, "start_sentence").text()
    assert remembered_url(folder) is None
    press(page, "known_shop_0")
    assert remembered_url(folder) == service.url
    assert again == [restart.AGAIN]
