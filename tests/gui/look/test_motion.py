"""Nothing moves by itself: no fade, no slide, no animation of ours or of Qt's, wherever the window is opened."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QStyle, QWidget

from gui.look import motion
from gui.window.main_window import MainWindow
from tests.gui import measurements
from tests.gui.builders import idle_bridge

GUI = Path(__file__).parents[3] / "gui"
MOVES = re.compile(r"\b(Q\w*Animation|QTimeLine|QGraphicsOpacityEffect|QMovie)\b")

VIEWPORT = "qt_scrollarea_viewport"
"""Qt's style sheets pass over it, and it has nothing that could fade."""


def test_no_source_of_the_window_animates():
    found = {path.name for path in GUI.rglob("*.py") if MOVES.search(path.read_text(encoding="utf-8"))}
    assert found == set()


@pytest.mark.parametrize("effect", [each for each in Qt.UIEffect if each is not Qt.UIEffect.UI_General])
def test_what_a_desktop_adds_is_off(qapp, look, effect):
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, True)  # offscreen Qt has none; a desktop may have all
    qapp.setEffectEnabled(effect, True)
    assert qapp.isEffectEnabled(effect)
    motion.still(qapp)
    assert not qapp.isEffectEnabled(effect)


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_no_widget_fades(qtbot, look):
    window = MainWindow(idle_bridge())
    qtbot.addWidget(window)
    window.show()
    how_long = QStyle.StyleHint.SH_Widget_Animation_Duration
    for scene in measurements.scenes(window):
        for box in (each for each in window.findChildren(QComboBox) if each.isVisible()):
            box.showPopup()
            QApplication.processEvents()
            assert _moving() == [], scene
            box.hidePopup()
        fading = [
            each.objectName()
            for each in window.findChildren(QWidget)
            if each.isVisible() and each.objectName() != VIEWPORT and each.style().styleHint(how_long, None, each)
        ]
        assert fading == [], scene
        assert _moving() == [], scene


def _moving() -> list[QAbstractAnimation]:
    running = QAbstractAnimation.State.Running
    app = QApplication.instance()
    owners = [app.style(), *QApplication.allWidgets()]
    return [each for owner in owners for each in owner.findChildren(QAbstractAnimation) if each.state() is running]
