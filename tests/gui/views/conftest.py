"""The pages stand on a real desk: real SQLite, and real HTTP to the embedded sandbox."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from core.domain.card import Status
from tests.gui.shown import real_desk

MEETING_MS = 15_000


class Receiver(QObject):
    came = Signal()

    def take(self, value: Any) -> None:
        self.value = value
        self.came.emit()


@pytest.fixture
def desk(qtbot, look, data_dir):
    """Open, with every card of the sandbox already here."""
    made = real_desk(data_dir)
    with qtbot.waitSignal(made.opened, timeout=MEETING_MS):
        made.start()
    qtbot.waitUntil(lambda: made.status.first_pull_done, timeout=MEETING_MS)
    yield made
    assert made.close()


@pytest.fixture
def ask(qtbot, desk) -> Callable[[Callable[[Any], Any]], Any]:
    """Does something with the core in a lane, as a page would, and waits for it."""

    def asked(work: Callable[[Any], Any]) -> Any:
        receiver = Receiver()
        with qtbot.waitSignal(receiver.came, timeout=MEETING_MS):
            desk.ask(work, receiver.take, lane="counter")
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
