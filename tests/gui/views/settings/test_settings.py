"""Settings are stored as they are left; what is wrong is said in place and not stored."""

from pathlib import Path

import certifi
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from core.domain import policy, role_limits
from core.domain.staff import Person, Role
from core.usecases.settings import SettingsRead
from gui.dialogs.file_dialog import FileDialog
from gui.look import theme
from gui.views.settings.backup_plan import BackupPlanSection
from gui.views.settings.fields import sections
from gui.views.settings.old_records import RetentionSection
from gui.views.settings.places import places
from gui.views.settings.policy import PolicySection
from gui.views.settings.printer import PrinterPanel
from gui.views.settings.scanner import ScannerPanel
from gui.views.settings.settings import SettingsView
from gui.views.settings.staff import StaffPanel
from gui.views.settings.way_to_service import WaySection
from gui.widgets.buttons.button import ChordButton
from gui.widgets.keys import chords
from gui.widgets.layout.panel import Panel

pytestmark = pytest.mark.unstyled


@pytest.fixture
def view(qtbot, bridge, show):
    made = show(SettingsView(bridge))
    qtbot.waitUntil(lambda: box(made, "shop.name").text() != "")
    return made


def box(view, key: str):
    return view.findChild(object, key)


def typed(qtbot, view, key: str, text: str) -> None:
    box(view, key).clear()
    qtbot.keyClicks(box(view, key), text)
    qtbot.keyClick(box(view, key), Qt.Key.Key_Return)


def stored(ask, key: str) -> str:
    return ask(lambda core: core.preferences.get(key))


def test_every_field_is_a_setting_of_the_core(qtbot, ask):
    known = ask(lambda core: set(core.preferences.all()))
    own = {
        *PrinterPanel.keys,
        *ScannerPanel().keys,
        *WaySection().keys,
        *BackupPlanSection().keys,
        *RetentionSection().keys,
        *PolicySection().keys,
        policy.EDITED,  # written by the till itself
    }
    fields = {field.name for section in sections() for field in section.fields} | own
    cells = set(role_limits.DEFAULTS)
    assert fields | cells == known
    assert fields & cells == set()  # those are in the table of rights


def test_a_field_is_stored_in_its_normal_form(qtbot, view, ask):
    with qtbot.waitSignal(view.notified):
        typed(qtbot, view, "offline.per_sale", "75,5")
    assert box(view, "offline.per_sale").text() == "75.50"
    assert stored(ask, "offline.per_sale") == "75.50"


def test_what_is_wrong_is_said_below_and_not_stored(qtbot, view, ask):
    note = view.findChild(object, "offline.per_sale_note")
    hint = note.text()
    typed(qtbot, view, "offline.per_sale", "fifty")
    qtbot.waitUntil(lambda: "not an amount" in note.text())
    assert stored(ask, "offline.per_sale") == "50.00"
    assert box(view, "offline.per_sale").property("wrong") == "true"
    typed(qtbot, view, "offline.per_sale", "50.00")
    assert note.text() == hint


def test_a_page_left_by_its_key_stores_the_field(qtbot, view, ask):
    name = box(view, "till.name")
    name.setFocus()
    name.clear()
    qtbot.keyClicks(name, "Till 9")
    with qtbot.waitSignal(view.notified):
        view.hide()
    assert stored(ask, "till.name") == "Till 9"


@pytest.mark.slow
def test_the_appearance_changes_at_once(qtbot, view, ask):
    choice = box(view, "window.appearance")
    with qtbot.waitSignal(view.notified):
        choice.setCurrentIndex(choice.findData("dark"))
    assert theme.tokens().name == "dark"
    assert stored(ask, "window.appearance") == "dark"
    theme.choose("light")


def test_the_plug_is_pulled_and_put_back(qtbot, view, bridge):
    switch = view.findChild(object, "work_offline")
    switch.click()
    qtbot.waitUntil(lambda: bridge.status.connection == "switched_off")
    assert view.findChild(object, "connection_state").text() == "Switched offline"
    switch.click()
    qtbot.waitUntil(lambda: bridge.status.connection == "online")
    assert not switch.isChecked()


def test_what_is_being_typed_is_not_overwritten(qtbot, view):
    name = box(view, "shop.name")
    name.setFocus()
    name.clear()
    qtbot.keyClicks(name, "Half a na")
    view._on_read(SettingsRead({"shop.name": "Harbour Books", "till.name": "Till 5"}, Path(), ()))
    assert name.text() == "Half a na"
    assert box(view, "till.name").text() == "Till 5"


def test_scrolling_past_a_list_changes_nothing(qtbot, view, ask):
    choice = box(view, "window.appearance")
    choice.setFocus()
    middle = QPointF(choice.rect().center())
    down = QWheelEvent(
        middle, choice.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, down)
    assert (choice.currentData(), down.isAccepted()) == ("system", False)
    assert stored(ask, "window.appearance") == "system"


def shown_parts(view) -> list[str]:
    """The names of the panels in sight."""
    return [each.objectName() for each in view.findChildren(Panel) if each.isVisible()]


def test_one_part_is_shown_at_a_time_and_every_panel_is_in_one(view):
    assert shown_parts(view) == ["settings_shop"]
    seen = set()
    for name, _, panels in places():
        view.show_place(name)
        assert set(shown_parts(view)) == set(panels)
        seen |= set(panels)
    assert seen == {each.objectName() for each in view.findChildren(Panel)}


def test_the_parts_are_one_stop_for_tab_and_the_arrow_keys_go_through_them(qtbot, view):
    first = view.findChild(object, "settings_to_shop")
    view.take_focus()
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = QApplication.focusWidget()
    assert second.objectName() == "settings_to_till"
    assert shown_parts(view) == ["settings_till"]
    qtbot.keyClick(second, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "till.name"
    view.take_focus()
    view.findChild(object, "settings_to_people").click()
    assert QApplication.focusWidget().objectName() == "settings_to_people"


def test_every_part_has_a_chord_of_its_own_that_no_button_of_the_page_has(view):
    letters = [chords.letter_of(word) for _, word, _ in places()]
    assert all(letters)
    others = [each.shortcut() for each in view.findChildren(ChordButton) if each.property("role") != "nav"]
    assert len(set(letters)) == len(letters)
    assert not {chords.chord(letter).toString() for letter in letters} & {keys.toString() for keys in others}
    assert {offer.name for offer in view.offers()} >= {f"settings_to_{name}" for name, _, _ in places()}


def test_the_currency_is_chosen_by_its_name_and_the_limits_follow(qtbot, view, ask):
    choice = box(view, "currency")
    assert choice.currentText() == "USD · US dollar"
    with qtbot.waitSignal(view.notified):
        choice.setCurrentIndex(choice.findData("JPY"))
    assert stored(ask, "currency") == "JPY"
    qtbot.waitUntil(lambda: box(view, "offline.per_sale").text() == "50")
    assert box(view, "sell.amounts").text() == "25 50 100 150"


def test_only_what_the_service_makes_can_be_chosen(qtbot, view):
    view._on_read(SettingsRead({"currency": "EUR"}, Path(), ("EUR", "XYZ")))
    choice = box(view, "currency")
    assert [choice.itemData(at) for at in range(choice.count())] == ["EUR", "XYZ"]
    view._on_read(SettingsRead({"currency": ""}, Path(), ("EUR", "XYZ")))
    assert (choice.currentData(), choice.currentText()) == ("", "Choose…")


def test_what_the_test_of_the_scanner_finds_is_stored(qtbot, view, ask):
    panel = view.findChild(ScannerPanel)
    with qtbot.waitSignal(view.scanner_changed):
        panel._on_kept({"scan.pause": "80", "scan.layout": "us-fr", "scan.terminator": "tab"})
    qtbot.waitUntil(lambda: stored(ask, "scan.terminator") == "tab")
    assert (stored(ask, "scan.pause"), stored(ask, "scan.layout")) == ("80", "us-fr")
    assert ask(lambda core: core.preferences.scanner()).pause_ms == 80


def test_the_proxy_and_the_authority_are_stored_and_what_is_wrong_is_said_there(qtbot, view, ask, tmp_path):
    view.show_place("service")
    typed(qtbot, view, "service.proxy", "proxy:3128")
    qtbot.waitUntil(lambda: "not the address of a proxy" in box(view, "service.proxy_note").text())
    with qtbot.waitSignal(view.notified):
        typed(qtbot, view, "service.proxy", "http://proxy:3128")
    assert stored(ask, "service.proxy") == "http://proxy:3128"
    typed(qtbot, view, "service.authority", str(tmp_path / "none.pem"))
    qtbot.waitUntil(lambda: "no file of certificates" in box(view, "service.authority_note").text())
    assert stored(ask, "service.authority") == ""


def test_the_file_of_an_authority_is_chosen(qtbot, view, ask):
    view.show_place("service")
    choose = box(view, "authority_choose")
    choose.setFocus()
    qtbot.keyClick(choose, Qt.Key.Key_Space)
    dialog = view.findChild(FileDialog, "authority_dialog")
    with qtbot.waitSignal(view.notified):
        dialog.fileSelected.emit(certifi.where())
    dialog.reject()
    assert stored(ask, "service.authority") == box(view, "service.authority").text() == certifi.where()


def test_after_a_manager_was_added_the_next_person_begins_as_a_clerk_at_the_name(qtbot, keep):
    panel = keep(StaffPanel())
    panel.show()
    qtbot.waitExposed(panel)
    role, pin = panel.findChild(QComboBox, "person_role"), panel.findChild(QLineEdit, "person_pin")
    role.setCurrentIndex(role.findData(Role.MANAGER.value))
    pin.setFocus()
    panel.show_people((Person("Mia", Role.MANAGER),))
    assert role.currentData() == Role.CLERK.value
    assert panel.focusWidget().objectName() == "person_name"


def test_the_settings_come_to_the_front_with_the_part_that_is_shown_in_focus(view):
    view.show_place("service")
    view.findChild(object, "settings_to_shop").setFocus()
    view.show_part("")
    assert QApplication.focusWidget().objectName() == "settings_to_service"
