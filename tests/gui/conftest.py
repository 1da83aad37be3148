"""What every test of the window stands on: the theme, and silence about what the offscreen platform lacks."""

import pytest
from PySide6.QtWidgets import QApplication

from gui.look import theme


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture
def look(qapp: QApplication):
    """The light theme, whatever a test before has chosen."""
    if qapp.findChild(theme.Theme) is None:
        theme.Theme(qapp, "light")
    theme.choose("light")
