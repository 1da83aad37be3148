"""A first start that joins a shop: the invitation and the scanned code of the leading till, and the till is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit

from core.server.sandbox.embedded import EmbeddedService
from gui.dialogs.join_form import JoinForm
from gui.widgets.forms.switch import Switch
from tests.core.services.backup_shop import Shop
from tests.core.services.several_tills import SeveralTills
from tests.e2e.conftest import service
from tests.gui.first_run.first_start import FirstStart

__all__ = ["service"]

pytestmark = pytest.mark.e2e


@pytest.fixture
def tills(service: EmbeddedService, tmp_path: Path, quick_scrypt: None) -> Iterator[SeveralTills]:
    shop = Shop(service, tmp_path)
    yield SeveralTills(shop)
    for till in shop.opened:
        till.close()


@pytest.fixture
def first(qtbot, look, tmp_path: Path) -> Iterator[FirstStart]:
    """A machine on which no till worked yet."""
    made = FirstStart(qtbot, tmp_path / "fresh", tmp_path / "state-fresh")
    yield made
    made.close()


def test_a_till_joins_at_its_first_start(tills: SeveralTills, first: FirstStart) -> None:
    tills.set(shop_name="Quay Books")
    facts = tills.invite(password="")
    invitation = tills.stick / "second.invitation"
    first.key(Qt.Key.Key_F4)
    first.until(lambda: first.sees("join_file"))
    first.key(Qt.Key.Key_Return)
    first.until(lambda: "Which file" in first.text("join_file_note"))
    first.fill(join_file=str(invitation), join_code="GCJ1.WRONG", join_name="Till 2")
    first.key(Qt.Key.Key_Return)
    first.until(lambda: "does not open" in first.text("join_code_note"))
    assert not list(first.folder.glob("*.db"))
    first.fill(join_code=facts.code.lower())
    first.key(Qt.Key.Key_Return)
    first.until(lambda: first.sees("joined_sentence"))
    assert facts.shop in first.text("joined_sentence")
    assert not invitation.exists()
    first.key(Qt.Key.Key_Return)
    first.until(first.window.isVisible)
    first.until(lambda: bool(first.bridge.status and first.bridge.status.till_name == "Till 2"))
    assert first.bridge.status is not None
    assert (first.bridge.status.staffed, first.bridge.status.clerk) == (True, "")
    assert not (first.folder / "first-run").exists()


def test_a_desk_that_only_reads_joins_by_keys_alone(tills: SeveralTills, first: FirstStart) -> None:
    facts = tills.invite(password="")
    first.key(Qt.Key.Key_F4)
    first.until(lambda: first.sees("join_file"))
    desk = first.find(Switch, "join_desk")
    read = QAccessible.queryAccessibleInterface(desk)
    assert read.text(QAccessible.Text.Name) == "A desk that only reads"
    assert "sees what all tills did" in read.text(QAccessible.Text.Description)
    assert (read.role(), desk.isChecked()) == (QAccessible.Role.CheckBox, False)
    first.fill(join_file=str(tills.stick / "second.invitation"), join_code=facts.code, join_name="Office")
    first.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is desk
    first.key(Qt.Key.Key_Space)
    assert desk.isChecked()
    first.key(Qt.Key.Key_Tab)
    while QApplication.focusWidget().objectName() != "first_run_join":
        first.key(Qt.Key.Key_Tab)
    first.key(Qt.Key.Key_Return)
    first.until(lambda: first.sees("joined_sentence"))
    first.key(Qt.Key.Key_Return)
    first.until(first.window.isVisible)
    first.until(lambda: bool(first.bridge.status and first.bridge.status.till_name == "Office"))
    kept: list[str] = []
    first.bridge.ask(lambda core: core.preferences.get("till.desk"), kept.append)
    first.until(lambda: kept == ["on"])


def test_a_desk_joins_from_the_settings_of_a_till_that_worked_alone(qtbot, look) -> None:
    form = JoinForm()
    qtbot.addWidget(form)
    form.show()
    for name, text in (("join_file", "/x/a.invitation"), ("join_code", "GCJ1.X")):
        form.findChild(QLineEdit, name).setText(text)
    asked = form.asked()
    assert asked is not None
    assert not asked.desk, "a till, unless somebody says that it is a desk"
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    asked = form.asked()
    assert asked is not None
    assert asked.desk


def test_a_scanned_code_leads_to_the_name_and_joins_nothing_yet(qtbot, keep) -> None:
    form = keep(JoinForm())
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    sent: list[None] = []
    form.submitted.connect(lambda: sent.append(None))
    code, name = (form.findChild(QLineEdit, each) for each in ("join_code", "join_name"))
    code.setFocus()
    qtbot.keyClicks(code, "GCJ1.X")
    qtbot.keyClick(code, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is name
    form.take_key("GCJ1.Y")
    assert (code.text(), sent) == ("GCJ1.Y", [])
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert sent == [None]
