"""Backup, restore and move in the window, by the keyboard, over a real service."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from core.bootstrap import Core
from core.domain.backup import BackupAsked
from core.domain.command import Issue
from core.domain.outcome import Confirmed
from core.domain.staff import Role
from core.ground import enrol
from core.server.sandbox.embedded import EmbeddedService
from core.usecases import support
from core.usecases.changes import EVERYTHING
from tests.e2e.conftest import TOKEN, name_shop
from tests.e2e.counter_actions import on_server, redeem, sell
from tests.gui.first_run.first_start import FirstStart

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

PASSWORD = "a long password"
ALT = Qt.KeyboardModifier.AltModifier


class Machine:
    """One computer: its folder of the till, and what it keeps outside of it."""

    def __init__(self, qtbot, place: Path) -> None:
        self.place, self._qtbot = place, qtbot
        place.mkdir()
        self.started: list[FirstStart] = []

    def start(self) -> FirstStart:
        self.started.append(FirstStart(self._qtbot, self.place / "till", self.place / "state"))
        return self.started[-1]

    def close(self) -> None:
        for each in self.started:
            each.close()
        self.started.clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the next window is in front then


@pytest.fixture
def machine(qtbot, tmp_path: Path) -> Iterator[Callable[[str], Machine]]:
    made: list[Machine] = []

    def another(name: str) -> Machine:
        made.append(Machine(qtbot, tmp_path / name))
        return made[-1]

    yield another
    for each in made:
        each.close()


def begun(machine: Machine, service: EmbeddedService) -> tuple[FirstStart, Core]:
    """A till that works with the service."""
    folder = machine.place / "till"
    folder.mkdir()
    enrol(folder, service.url, TOKEN)
    till = machine.start()
    return till, core_of(till)


def core_of(till: FirstStart) -> Core:
    till.until(lambda: bool(till.bridge.status and till.bridge.status.first_pull_done))
    cores: list[Core] = []
    till.bridge.ask(lambda core: core, cores.append)
    till.until(lambda: bool(cores))
    return cores[0]


def chord(letter: str) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key(ord(letter)), ALT)


def to_support(till: FirstStart) -> None:
    QTest.keyClick(till.window, Qt.Key.Key_F9)
    till.until(lambda: till.sees("settings_places"))
    chord("U")
    till.until(lambda: till.sees("backup_open"))


def dialog(till: FirstStart, name: str) -> QWidget:
    till.until(lambda: _modal_name() == name)
    found = QApplication.activeModalWidget()
    assert found is not None
    till.until(found.isActiveWindow)
    return found


def _modal_name() -> str:
    front = QApplication.activeModalWidget()
    return front.objectName() if front is not None else ""


def fill(front: QWidget, file: Path) -> None:
    """The form of a backup, from its first field on, by Tab alone."""
    front.findChild(QLineEdit, "backup_file").setFocus()
    front.findChild(QLineEdit, "backup_file").selectAll()
    for text in (str(file), PASSWORD, PASSWORD):
        QTest.keyClicks(QApplication.focusWidget(), text)
        for _ in range({"backup_file": 2, "backup_password": 1}.get(QApplication.focusWidget().objectName(), 0)):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)  # over the button that chooses the file
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def restored(till: FirstStart, file: Path, password: str = PASSWORD) -> None:
    till.key(Qt.Key.Key_F3)
    till.until(lambda: till.sees("restore_file"))
    till.type(str(file))
    till.key(Qt.Key.Key_Tab)
    till.key(Qt.Key.Key_Tab)
    till.type(password)
    till.key(Qt.Key.Key_Return)


def test_a_till_whose_machine_is_lost_comes_back_on_an_empty_one_and_sells(
    machine: Callable[[str], Machine], service: EmbeddedService, tmp_path: Path
) -> None:
    old = machine("old")
    till, core = begun(old, service)
    card_id = sell(core).card_id
    till.until(lambda: core.replay.idle())
    core.connection.switch(True)
    redeem(core, card_id, 3000)
    core.preferences.set("shop.name", "Harbour Books")
    to_support(till)
    chord("B")
    form = dialog(till, "backup_dialog")
    fill(form, tmp_path / "till.backup")
    till.until(lambda: form.findChild(QLabel, "backup_fact_0") is not None)
    said = [form.findChild(QLabel, f"backup_fact_{at}").text() for at in range(4)]
    assert (said[0], said[3]) == (str(tmp_path / "till.backup"), "1")
    assert "read back whole" in form.findChild(QLabel, "backup_sentence").text()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    till.until(lambda: QApplication.activeModalWidget() is None)
    old.close()
    shutil.rmtree(old.place)

    new = machine("new").start()
    assert new.step == "choose"
    restored(new, tmp_path / "till.backup", "another password")
    new.until(lambda: "does not open" in new.text("restore_password_note"))
    new.find(QLineEdit, "restore_password").selectAll()
    new.type(PASSWORD)
    new.key(Qt.Key.Key_Return)
    new.until(lambda: new.sees("first_run_restored"))
    assert "operations that waited: 1" in new.text("restored_sentence")
    assert "sent only where the card was not changed" in new.text("restored_said_1")
    new.key(Qt.Key.Key_Return)
    new.until(new.window.isVisible)
    back = core_of(new)
    new.until(back.replay.idle)
    assert (on_server(service, card_id), back.preferences.get("shop.name")) == (7000, "Harbour Books")
    new.until(lambda: bool(new.bridge.status and not new.bridge.status.pending))
    assert new.bridge.status is not None
    assert new.bridge.status.needs_attention == 0
    name_shop(back)
    assert isinstance(back.replay.run(back.desk.submit(Issue(2500, "USD")).operation_id), Confirmed)
    assert not (new.folder / "first-run").exists()


def test_a_till_moves_step_by_step_and_its_old_window_ends(
    machine: Callable[[str], Machine], service: EmbeddedService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = machine("old")
    till, core = begun(old, service)
    ended: list[bool] = []
    monkeypatch.setattr("gui.views.settings.support.start_again", lambda: ended.append(True))
    to_support(till)
    chord("M")
    steps = dialog(till, "move_dialog")
    assert "sends nothing any more" in steps.findChild(QLabel, "move_told_2").text()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    fill(steps, tmp_path / "nowhere" / "till.backup")
    till.until(steps.findChild(QWidget, "move_now").isVisible)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_M, ALT)
    note = steps.findChild(QLabel, "backup_file_note")
    till.until(lambda: "could not be written" in note.text())
    assert sell(core).card_id, "the till is here, and works on"
    fill(steps, tmp_path / "till.backup")
    till.until(steps.findChild(QWidget, "move_now").isVisible)
    assert not (tmp_path / "till.backup").exists()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_M, ALT)
    till.until(lambda: bool(ended))
    old.close()

    again = machine("old-again")
    again.place = old.place
    gone = again.start()
    gone.until(lambda: gone.sees("start_sentence"))
    assert "has moved to another machine" in gone.text("start_sentence")
    new = machine("new").start()
    restored(new, tmp_path / "till.backup")
    new.until(lambda: new.sees("first_run_restored"))
    new.key(Qt.Key.Key_Return)
    new.until(new.window.isVisible)
    assert core_of(new).queries.status().needs_attention == 0


def test_enter_in_the_last_step_of_a_move_keeps_the_till_here(
    machine: Callable[[str], Machine], service: EmbeddedService, tmp_path: Path
) -> None:
    till, _core = begun(machine("old"), service)
    to_support(till)
    chord("M")
    steps = dialog(till, "move_dialog")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    fill(steps, tmp_path / "till.backup")
    till.until(steps.findChild(QWidget, "move_now").isVisible)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    till.until(lambda: QApplication.activeModalWidget() is None)
    assert not (tmp_path / "till.backup").exists()


def test_the_lock_takes_the_form_away_and_a_clerk_needs_a_manager(
    machine: Callable[[str], Machine], service: EmbeddedService, tmp_path: Path
) -> None:
    till, core = begun(machine("old"), service)
    core.staff.put("Mia", Role.MANAGER, "482913")
    core.staff.put("Cleo", Role.CLERK, "7294")
    core.staff.sign_in("Cleo", "7294")
    till.bridge.announce(EVERYTHING)
    till.until(lambda: bool(till.bridge.status and till.bridge.status.clerk == "Cleo"))
    to_support(till)
    chord("B")
    form = dialog(till, "backup_dialog")
    fill(form, tmp_path / "till.backup")
    dialog(till, "pin_dialog")
    assert not (tmp_path / "till.backup").exists()
    core.staff.sign_out()
    till.bridge.announce(EVERYTHING)
    till.until(lambda: QApplication.activeModalWidget() is None)
    till.until(lambda: till.sees("guard_sign_in"))
    assert not (tmp_path / "till.backup").exists()


def test_a_lost_database_comes_back_on_the_page_that_tells_of_it(
    machine: Callable[[str], Machine], service: EmbeddedService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer = machine("old")
    _till, core = begun(computer, service)
    card_id = sell(core).card_id
    support.make_backup(core, BackupAsked(tmp_path / "till.backup", PASSWORD))
    computer.close()
    for path in (computer.place / "till").glob("till.db*"):
        path.unlink()
    ended: list[bool] = []
    monkeypatch.setattr("gui.frame.start_page.start_again", lambda: ended.append(True))
    lost = computer.start()
    lost.press("restore_open")
    lost.fill(restore_file=str(tmp_path / "till.backup"), restore_password=PASSWORD)
    lost.key(Qt.Key.Key_Return)
    lost.until(lambda: bool(ended))
    computer.close()
    back = core_of(computer.start())
    assert back.queries.card(card_id).confirmed_balance == 10_000


def test_a_till_whose_token_stayed_behind_opens_and_is_on_the_line_once_it_has_one(
    machine: Callable[[str], Machine], service: EmbeddedService
) -> None:
    computer = machine("old")
    begun(computer, service)
    computer.close()
    (computer.place / "till" / "token.sealed").unlink()
    till = computer.start()
    till.until(lambda: bool(till.bridge.status and till.bridge.status.problem))
    assert till.bridge.status is not None
    assert till.bridge.status.problem is not None
    assert till.bridge.status.problem.key == "start.token_missing"
    QTest.keyClick(till.window, Qt.Key.Key_F9)
    till.until(lambda: till.sees("settings_places"))
    chord("V")
    till.until(lambda: till.sees("new_service_token"))
    till.fill(new_service_token=TOKEN)
    till.key(Qt.Key.Key_Return)
    till.until(lambda: bool(till.bridge.status and till.bridge.status.connection == "online"))
