"""What every test of the window stands on: the theme, and silence about what the offscreen platform lacks."""

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from gui.look import theme
from gui.wording import languages
from tests.gui.pseudo import Pseudo, mirrored


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def look(qapp: QApplication):
    """The light theme, whatever a test before has chosen."""
    if qapp.findChild(theme.Theme) is None:
        theme.Theme(qapp, "light")
    theme.choose("light")


@pytest.fixture
def german(qapp: QApplication, look):
    """The window as it is read in German."""
    languages.use(qapp, "de")
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    languages.use(qapp, "system")


@pytest.fixture
def hebrew(qapp, look):
    """A language in Hebrew letters, with the habits of Israel."""
    translator, before = Pseudo(mirrored), QLocale()
    qapp.installTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QLocale.setDefault(QLocale("he_IL"))
    yield
    qapp.removeTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(before)
