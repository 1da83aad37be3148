"""The part of the settings about the other tills: each till is offered what it can do, and sees what changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from core.domain.invitation import InvitationFacts, JoinAsked, draw_code
from core.domain.outcome import Message
from core.domain.shop_file import FileFacts, SharedChange, ShopPreview, ShopStanding
from core.domain.staff import Role
from core.errors import BadInput
from core.usecases import sharing
from gui.dialogs.file_dialog import FileDialog
from gui.dialogs.invitation import InvitationDialog
from gui.dialogs.join import JoinDialog
from gui.dialogs.shop_preview import ShopPreviewDialog
from gui.views.settings.settings import SettingsView
from gui.views.settings.sharing_panel import SharingPanel

pytestmark = pytest.mark.unstyled

SHOP = "ABCD-EFGH-IJKL-MNOP"
BUTTONS = ("begin", "join", "write", "invite", "take")


@pytest.fixture
def view(qtbot, bridge, show):
    made = show(SettingsView(bridge))
    made.show_place("tills")
    qtbot.waitUntil(lambda: said(made, "tills_stand") != "")
    return made


def said(view: QWidget, name: str) -> str:
    return view.findChild(QLabel, name).text()


def press(view: QWidget, name: str) -> None:
    view.findChild(QAbstractButton, name).click()


def choose(view: QWidget, opened_by: str, dialog: str, path: Path) -> None:
    press(view, opened_by)
    found = view.window().findChild(FileDialog, dialog)
    found.fileSelected.emit(str(path))
    found.reject()


def answer(qtbot, view: QWidget, name: str) -> None:
    """Ask for the lead, and press this button of the question."""
    press(view, "tills_begin")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    press(QApplication.activeModalWidget(), name)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def offered(view: QWidget) -> list[str]:
    return [name for name in BUTTONS if not view.findChild(QAbstractButton, f"tills_{name}").isHidden()]


@pytest.mark.parametrize(
    ("standing", "buttons", "text"),
    [
        (ShopStanding(), ["begin", "join"], "on its own"),
        (ShopStanding(SHOP, leads=True), ["write", "invite"], SHOP),
        (ShopStanding(SHOP, version=1_764_000_000, made_by="Till 1"), ["join", "take"], "from Till 1"),
    ],
)
def test_a_till_is_offered_what_it_can_do(keep, standing, buttons, text):
    panel = keep(SharingPanel())
    panel.show_standing(standing)
    assert offered(panel) == buttons
    assert text in said(panel, "tills_stand")
    assert panel.findChild(QLabel, "tills_trouble").isHidden()


def test_why_the_file_in_the_folder_is_not_taken_is_told(keep):
    panel = keep(SharingPanel())
    trouble = Message("shop.damaged", {"path": "counterfoil.shop"})
    panel.show_standing(ShopStanding(SHOP, made_by="Till 1", version=1, trouble=trouble))
    assert "not as it was written" in said(panel, "tills_trouble")
    assert not panel.findChild(QLabel, "tills_trouble").isHidden()


def test_a_till_leads_once_it_is_confirmed_and_writes_the_file(qtbot, view, ask, tmp_path: Path):
    ask(lambda core: core.staff.put("Mia", Role.MANAGER, "482913"))
    answer(qtbot, view, "confirm_back")
    assert offered(view) == ["begin", "join"]
    answer(qtbot, view, "confirm_act")
    qtbot.waitUntil(lambda: offered(view) == ["write", "invite"])
    choose(view, "tills_write", "shop_write_dialog", tmp_path / "counterfoil.txt")
    assert "ends with .shop" in said(view, "tills_said")
    choose(view, "tills_write", "shop_write_dialog", tmp_path / "counterfoil.shop")
    qtbot.waitUntil(lambda: "counterfoil.shop" in said(view, "tills_said"))
    assert (tmp_path / "counterfoil.shop").read_bytes().startswith(b"counterfoil shop 1")
    choose(view, "tills_invite", "invite_dialog", tmp_path / "till.invitation")
    qtbot.waitUntil(lambda: "training till" in said(view, "tills_said"))


def test_a_till_without_a_manager_does_not_lead(qtbot, view):
    answer(qtbot, view, "confirm_act")
    qtbot.waitUntil(lambda: "Set up a manager first" in said(view, "tills_said"))


def test_the_folder_is_a_setting_of_this_till(qtbot, view, ask, tmp_path: Path):
    box = view.findChild(QLineEdit, "shop.folder")
    box.setText(str(tmp_path))
    box.editingFinished.emit()
    qtbot.waitUntil(lambda: ask(lambda core: core.preferences.get("shop.folder")) == str(tmp_path))
    assert ask(sharing.read_standing).folder == str(tmp_path)


def test_a_preview_names_settings_and_people_and_enter_keeps_what_is(qtbot, keep):
    parent = keep(QWidget())
    parent.show()
    changes = (
        SharedChange("setting", "shop.name", "", "Quay Books"),
        SharedChange("setting", "x.y", "1", ""),
        SharedChange("person", "Cleo", "clerk", "manager", new_pin=True),
        SharedChange("person", "Max", "manager", ""),
    )
    preview = ShopPreview(FileFacts(1_764_000_000, "https://x.example", "Till 1"), changes)
    dialog = ShopPreviewDialog(preview, {"shop.name": "Name of the shop"}, parent)
    dialog.open()
    model = dialog.findChild(QWidget, "shop_preview_rows").model()
    rows = [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]
    assert rows == [
        ("Name of the shop", "–", "Quay Books"),
        ("x.y", "1", "–"),
        ("Cleo", "Clerk", "Manager, another PIN"),
        ("Max", "Manager", "–"),
    ]
    assert said(dialog, "shop_preview_sentence").startswith("Changes: 4.")
    accepted: list[bool] = []
    dialog.accepted.connect(lambda: accepted.append(True))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert accepted == []


def test_an_invitation_shows_its_code_once_as_a_square_and_as_text(qtbot, keep, tmp_path: Path):
    parent = keep(QWidget())
    parent.show()
    code = draw_code(SHOP)
    dialog = InvitationDialog(InvitationFacts(1_764_000_000, SHOP, True, code), tmp_path / "x.invitation", parent)
    dialog.open()
    assert said(dialog, "invitation_code") == code
    assert dialog.findChild(QWidget, "invitation_square").width() > 100
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_a_till_joins_with_file_and_code_and_is_told_what_is_wrong_at_its_field(keep):
    parent = keep(QWidget())
    parent.show()
    dialog = JoinDialog(parent)
    asked: list[JoinAsked] = []
    dialog.asked.connect(asked.append)
    dialog.open()
    press(dialog, "join_go")
    assert "Which file" in said(dialog, "join_file_note")
    dialog.findChild(QLineEdit, "join_file").setText("/media/stick/x.invitation")
    press(dialog, "join_go")
    assert "Scan the code" in said(dialog, "join_code_note")
    dialog.findChild(QLineEdit, "join_code").setText(" a code ")
    press(dialog, "join_go")
    assert asked == [JoinAsked(Path("/media/stick/x.invitation"), " a code ", "")]
    assert not dialog.findChild(QAbstractButton, "join_go").isEnabled()
    dialog.show_problem(BadInput("shop.not_opened"))
    assert "does not open" in said(dialog, "join_code_note")
    dialog.show_problem(BadInput("shop.no_invitation", path="x"))
    assert "no invitation" in said(dialog, "join_file_note")
    assert dialog.findChild(QAbstractButton, "join_go").isEnabled()
