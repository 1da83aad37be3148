"""While nobody is signed in: what is kept to be read waits, what cannot be read is not answered, and both come back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel

from core.errors import StorageFailed
from core.usecases import operations
from core.usecases.changes import EVERYTHING, Changes
from core.usecases.till import read_status
from tests.gui.builders import UNHURRIED_MS, real_bridge
from tests.gui.people.test_sign_in import CLERK, Receiver, Till

pytestmark = pytest.mark.unstyled


@pytest.fixture
def till(qtbot, look, data_dir, quick_scrypt) -> Iterator[Till]:
    made = Till(qtbot, real_bridge(data_dir, pulled=True))
    made.set_up()
    yield made
    made.window.end()
    assert made.bridge.close(UNHURRIED_MS)
    made.window.deleteLater()


def leave(till: Till) -> None:
    till.press("sign")
    till.until(lambda: bool(till.bridge.status and till.bridge.status.locked))


def come_back(till: Till) -> None:
    till.done(lambda core: core.staff.sign_in("Cleo", CLERK))
    till.until(lambda: bool(till.bridge.status and till.bridge.status.signed_in))


def test_a_message_that_is_kept_waits_for_whoever_signs_in(till: Till) -> None:
    shown = till.window.findChild(QLabel, "message_text")
    till.bridge.trouble.emit(StorageFailed("start.disk_full"))
    said = shown.text()
    assert shown.isVisible()
    leave(till)
    till.until(lambda: not shown.isVisible())
    come_back(till)
    till.until(shown.isVisible)
    assert shown.text() == said


def test_what_is_read_while_nobody_is_there_is_not_answered_and_asks_for_no_pin(till: Till) -> None:
    receiver, told = Receiver(), list[Changes]()
    till.bridge.changed.connect(lambda changes, _result: told.append(changes))
    leave(till)
    told.clear()
    till.bridge.ask(operations.read_parked, receiver.take)
    after = Receiver()
    till.bridge.ask(read_status, after.take)  # by the same thread: the first is through by then
    till.until(lambda: bool(after.values))
    assert (receiver.values, till.dialog) == ([], None)
    told.clear()
    till.bridge.run(_sign_in, receiver.take)
    till.until(lambda: EVERYTHING in told)  # and every page reads again
    till.bridge.ask(operations.read_parked, receiver.take)
    till.until(lambda: receiver.values[-1:] == [()])


def _sign_in(core) -> Changes:
    core.staff.sign_in("Cleo", CLERK)
    return Changes(status=True)
