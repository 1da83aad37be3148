"""The window comes back where it was: size, place and state, for each screen that is here, and never outside of one."""

import os

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from gui.window.main_window import MainWindow
from gui.window.window_place import WindowPlace, inside, key_of
from tests.gui.builders import idle_bridge

pytestmark = pytest.mark.unstyled


def opened(qtbot, folder):
    window = QMainWindow()
    qtbot.addWidget(window)
    return window, WindowPlace(window, folder)


@pytest.fixture
def screen(qapp):
    return QGuiApplication.primaryScreen()


def test_size_and_place_come_back(qtbot, tmp_path, screen):
    window, place = opened(qtbot, tmp_path)
    assert not place.restore(screen)
    window.show()
    window.setGeometry(40, 30, 500, 400)
    place.keep()
    again, place = opened(qtbot, tmp_path)
    assert place.screen() is screen
    assert place.restore(screen)
    assert again.geometry() == QRect(40, 30, 500, 400)


@pytest.mark.parametrize("state", [Qt.WindowState.WindowMaximized, Qt.WindowState.WindowFullScreen])
def test_maximised_and_full_come_back_with_the_size_behind_them(qtbot, tmp_path, screen, state):
    window, place = opened(qtbot, tmp_path)
    window.setGeometry(40, 30, 500, 400)
    window.show()
    window.setWindowState(state)
    place.keep()
    again, place = opened(qtbot, tmp_path)
    assert place.restore(screen)
    assert again.windowState() & state


def test_a_screen_that_is_gone_is_passed_over(qtbot, tmp_path, screen):
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    kept.setValue("last_screen", "Beamer-1-4096x2160")
    kept.setValue("Beamer-1-4096x2160/place", QRect(3000, 1000, 800, 700))
    kept.sync()
    window, place = opened(qtbot, tmp_path)
    before = window.geometry()
    assert place.screen() is screen
    assert not place.restore(screen)
    assert window.geometry() == before


def test_what_stood_outside_comes_inside(qtbot, tmp_path, screen):
    room = screen.availableGeometry()
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    kept.setValue(f"{key_of(screen)}/place", QRect(room.right() + 500, -900, 5000, 5000))
    kept.sync()
    window, place = opened(qtbot, tmp_path)
    assert place.restore(screen)
    assert room.contains(window.geometry())


@pytest.mark.parametrize("content", ["", "not an ini file \x00", "[screen]\nplace=@Rect(1 2)\n"])
def test_a_broken_file_is_no_hindrance(qtbot, tmp_path, screen, content):
    (tmp_path / "window.ini").write_text(content)
    _window, place = opened(qtbot, tmp_path)
    assert place.screen() is screen
    assert not place.restore(screen)


def test_a_first_start_keeps_nothing_and_makes_no_folder(qtbot, tmp_path):
    _window, place = opened(qtbot, tmp_path / "till")
    place.keep()
    assert not (tmp_path / "till").exists()


def test_inside_keeps_what_fits():
    room = QRect(0, 0, 1920, 1040)
    assert inside(QRect(10, 20, 1280, 800), room) == QRect(10, 20, 1280, 800)
    assert inside(QRect(1800, 1000, 1280, 800), room).topLeft() == QPoint(640, 240)
    assert inside(QRect(-50, -50, 9000, 9000), room).size() == QSize(1920, 1040)


def test_f11_is_full_screen_and_back_and_stands_in_help(qtbot, look, tmp_path):
    window = MainWindow(idle_bridge())
    qtbot.addWidget(window)
    window.offer_full_screen(WindowPlace(window, tmp_path).offer)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    assert "F11" in {line.key for line in window._help.lines()}


def test_a_window_that_closes_tells_before_it_is_gone(qtbot, look):
    window = MainWindow(idle_bridge())
    qtbot.addWidget(window)
    window.show()
    seen = []
    window.left.connect(lambda: seen.append(window.isVisible()))
    window.end()
    assert seen == [True]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_root_leaves_no_file_in_a_users_folder(qtbot, tmp_path):
    window, place = opened(qtbot, tmp_path)
    os.chown(tmp_path, 65534, 65534)
    place.keep()
    assert list(tmp_path.iterdir()) == []
    os.chown(tmp_path, 0, 0)
    place.keep()
    assert [path.name for path in tmp_path.iterdir()] == ["window.ini"]
    window.close()
