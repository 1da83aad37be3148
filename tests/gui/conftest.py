"""What every test of the window stands on: the theme, silence about what the offscreen platform lacks, and a bridge.

The bridge of a page is real: real SQLite, and real HTTP to the embedded sandbox.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from core.domain.card import Status
from core.errors import KnownError
from core.usecases.changes import EVERYTHING
from gui.look import theme
from gui.look.resources import resources
from gui.look.style_sheet import style_sheet
from gui.look.tokens import LIGHT
from gui.window.main_window import MainWindow
from gui.wording import languages
from tests.gui.builders import idle_bridge, real_bridge
from tests.gui.input.scan_page import Page
from tests.gui.pseudo_language import Pseudo, mirrored
from tests.quick_scrypt import quick_scrypt

__all__ = ["quick_scrypt"]

MEETING_MS = 15_000


class Receiver(QObject):
    came = Signal()

    def take(self, value: Any) -> None:
        self.value = value
        self.came.emit()


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The style of the program, by which pytest-qt makes the application."""
    return ["counterfoil", *theme.STYLE]


@pytest.fixture
def look(qapp: QApplication, request: pytest.FixtureRequest):
    """The light theme, whatever a test before has chosen; without its style sheet where a module is marked `unstyled`.

    A test in such a module that measures what is shown is marked `unstyled(False)`.
    """
    unstyled = request.node.get_closest_marker("unstyled")
    _choose_light(qapp, plain=unstyled is not None and unstyled.args != (False,))


@pytest.fixture(scope="module")
def light(qapp: QApplication):
    """The light theme with its style sheet, for what a module makes once for all of its tests."""
    _choose_light(qapp)


def _choose_light(qapp: QApplication, *, plain: bool = False) -> None:
    if qapp.findChild(theme.Theme) is None:
        theme.Theme(qapp, "light")
    theme.choose("light")
    wanted = "" if plain else style_sheet(LIGHT, (resources() / "icons").as_posix())
    if qapp.styleSheet() != wanted:
        qapp.setStyleSheet(wanted)


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


@pytest.fixture
def window(qtbot, look):
    """The main window, shown, over a core that never answers."""
    made = MainWindow(idle_bridge())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def page(qtbot, look) -> Iterator[Page]:
    """A page of fields and buttons on which a scanner types."""
    made = Page()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.keys.start()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.keys.stop()


@pytest.fixture
def bridge(qtbot, look, data_dir, quick_scrypt):
    """Open, with every card of the sandbox already here."""
    made = real_bridge(data_dir, pulled=True)
    with qtbot.waitSignal(made.opened, timeout=MEETING_MS):
        made.start()
    qtbot.waitUntil(lambda: made.status.first_pull_done and made.status.connection == "online", timeout=MEETING_MS)
    yield made
    assert made.close()


@pytest.fixture
def ask(qtbot, bridge) -> Callable[[Callable[[Any], Any]], Any]:
    """Does something with the core in a thread, as a page would, and waits for it."""

    def asked(work: Callable[[Any], Any]) -> Any:
        receiver, refused = Receiver(), []

        def fail(error: KnownError) -> None:
            refused.append(error)
            receiver.take(None)

        with qtbot.waitSignal(receiver.came, timeout=MEETING_MS):
            bridge.ask(work, receiver.take, thread="counter", failed=fail)
        if refused:
            raise refused[0]
        bridge.announce(EVERYTHING)
        return receiver.value

    return asked


@pytest.fixture
def cards(ask):
    """Active cards of the sandbox with at least 30.00 on them."""
    rows = ask(lambda core: core.queries.cards(status=Status.ACTIVE))
    return [row for row in rows if row.balance >= 3000]


@pytest.fixture
def keep(qtbot):
    """Holds a widget until the test is torn down.

    qtbot holds it weakly: after the last line of a test the collector could delete it in the middle of its paintEvent.
    """
    kept = []

    def keeping(widget):
        qtbot.addWidget(widget)
        kept.append(widget)
        return widget

    yield keeping
    kept.clear()


@pytest.fixture
def show(qtbot, keep):
    """Brings a page to the front at its usual size."""

    def shown(view):
        keep(view)
        view.resize(1080, 700)
        view.show()
        qtbot.waitExposed(view)
        view.show_view()
        return view

    return shown
