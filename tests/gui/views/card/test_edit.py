"""Editing a card: the last day typed or chosen, the shop's designs, a note's limit, and nothing lost in silence."""

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QTableView, QWidget

from core.domain.command import Update
from core.domain.design import parse_designs
from gui.views.card.edit import EditPanel
from gui.views.card.edit_drafts import EditDrafts
from gui.widgets.forms.field_rows import Field, FieldRows
from tests.gui import measurements
from tests.gui.builders import card

pytestmark = pytest.mark.unstyled

DESIGNS = parse_designs("Classic, green; Birthday, plum, birthday; Winter, blue, winter")
CARD = card().card_id


@pytest.fixture(autouse=True)
def german_dates():
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def window(qtbot, look):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def drafts():
    return EditDrafts()


@pytest.fixture
def edit(window, drafts):
    panel = EditPanel(drafts, window)
    panel.resize(400, 700)
    panel.show_designs(DESIGNS)
    panel.show_card(card())
    panel.show()
    panel.start()
    return panel


def field(panel, name="edit_expires_on"):
    return panel.findChild(QLineEdit, name)


def changes(panel):
    command = panel.command()
    return dict(command.changes) if isinstance(command, Update) else None


def sheet(window):
    return window.findChild(QWidget, "calendar_sheet")


def days(window):
    return sheet(window).findChild(QTableView)


def test_the_last_day_stands_in_the_order_of_the_language(edit):
    assert field(edit).text() == "30.11.2031"
    assert edit.findChild(QLabel, "edit_expires_on_note").text() == "Sonntag, 30. November 2031"
    assert edit.command() is None


@pytest.mark.parametrize("typed", ["24.12.2032", "24.12.32", "2032-12-24", "24/12/2032"])
def test_a_typed_day_goes_out_as_the_service_has_it(edit, typed):
    field(edit).setText(typed)
    assert changes(edit) == {"expires_on": "2032-12-24"}


@pytest.mark.parametrize(
    ("typed", "said"), [("30.2.2032", "30.11.2031 or 2031-11-30"), ("1.1.2020", "over"), ("x", "no day")]
)
def test_a_wrong_day_is_said_and_not_sent(edit, typed, said):
    field(edit).setText(typed)
    assert said in edit.findChild(QLabel, "edit_expires_on_note").text()
    assert edit.command() is None


def test_half_a_date_is_no_fault_while_it_is_typed(window, edit):
    field(edit).setFocus()
    field(edit).clear()
    QTest.keyClicks(field(edit), "24.12.")
    note = edit.findChild(QLabel, "edit_expires_on_note")
    assert (note.text(), edit.command()) == ("", None)
    field(edit, "edit_note").setFocus()
    assert "no day" in note.text()


def test_no_expiry_date_is_a_choice_of_its_own(qtbot, edit):
    never = edit.findChild(QWidget, "edit_expires_on_never")
    assert not never.isChecked()
    QTest.mouseClick(never, Qt.MouseButton.LeftButton)
    assert (field(edit).text(), changes(edit)) == ("", {"expires_on": None})


def test_an_expired_card_keeps_its_day_while_its_note_is_changed(edit):
    edit.show_card(card(expires_on="2020-05-01"))
    edit.start()
    field(edit, "edit_note").setText("came too late")
    assert changes(edit) == {"note": "came too late"}


def test_the_calendar_is_worked_by_keys_and_gives_the_focus_back(window, edit):
    field(edit).setFocus()
    QTest.keyClick(field(edit), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert sheet(window).isVisible()
    assert QApplication.focusWidget() is days(window)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(days(window), key)
    assert field(edit).text() == "22.12.2031"
    assert not sheet(window).isVisible()
    assert QApplication.focusWidget() is field(edit)


def test_a_click_on_a_day_takes_it_and_no_day_is_before_today(window, edit):
    field(edit).clear()
    QTest.mouseClick(edit.findChild(QPushButton, "edit_expires_on_calendar"), Qt.MouseButton.LeftButton)
    today = QDate.currentDate()
    for name in ("calendar_year_before",) * 2:
        QTest.mouseClick(sheet(window).findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    QTest.keyClick(days(window), Qt.Key.Key_Return)
    assert changes(edit) == {"expires_on": today.toString("yyyy-MM-dd")}


def test_escape_and_a_click_elsewhere_close_the_calendar_and_change_nothing(window, edit):
    edit._day.open_calendar()
    QTest.keyClick(days(window), Qt.Key.Key_Escape)
    assert not sheet(window).isVisible()
    edit._day.open_calendar()
    field(edit, "edit_note").setFocus()
    assert not sheet(window).isVisible()
    assert edit.command() is None


@pytest.mark.parametrize("theme_name", ["light", "dark", "contrast"])
def test_the_calendar_can_be_read_and_lies_in_the_window(window, edit, theme_name):
    from gui.look import theme

    theme.choose(theme_name)
    edit._day.open_calendar()
    measurements.settle()
    assert window.rect().contains(sheet(window).geometry())
    assert measurements.pale(sheet(window)) == []
    assert measurements.too_small(sheet(window)) == []
    theme.choose("light")


def test_the_shops_designs_are_offered_and_one_it_does_not_know_stays(edit):
    designs = edit.findChild(QComboBox, "edit_template_suffix")
    assert [designs.itemText(at) for at in range(designs.count())] == ["Classic", "Birthday", "Winter"]
    designs.setCurrentIndex(1)
    assert changes(edit) == {"template_suffix": "birthday"}
    edit.show_card(card(template_suffix="wedding"))
    edit.drop()
    assert "wedding" in designs.currentText()
    assert edit.command() is None
    edit.show_designs(DESIGNS[:2])
    assert (designs.currentData(), edit.command()) == ("wedding", None)
    designs.setCurrentIndex(0)
    assert changes(edit) == {"template_suffix": None}


def test_4500_pasted_characters_are_said_with_their_number_and_the_limit(edit):
    QApplication.clipboard().setText("x" * 4500)
    note = field(edit, "edit_note")
    note.clear()
    note.paste()
    assert len(note.text()) == 2000
    said = edit.findChild(QLabel, "edit_note_note")
    assert said.text() == "These were 4.500 characters, and there is room for 2.000. The rest was left out."
    QTest.keyClick(note, Qt.Key.Key_Backspace)
    assert said.text() == "For the shop; not printed."


def test_no_field_of_a_form_cuts_in_silence(qtbot, look):
    rows = FieldRows((Field("name", "Name", most=5), Field("secret", "Token", secret=True, most=5)))
    qtbot.addWidget(rows)
    rows.show()
    QTest.keyClicks(rows.input("name"), "Elisabeth")
    assert rows.value("name") == "Elisa"
    assert "there is room for 5" in rows.findChild(QLabel, "name_note").text()


def test_an_edit_that_is_left_unsaved_is_kept_for_its_card(edit, drafts):
    field(edit, "edit_note").setText("half a th")
    field(edit).setText("1.2.20")
    edit.hide()
    edit.show_card(card(card_id=7, note="another card"))
    edit.show()
    edit.start()
    assert field(edit, "edit_note").text() == "another card"
    edit.hide()
    edit.show_card(card())
    edit.show()
    edit.start()
    assert (field(edit, "edit_note").text(), field(edit).text()) == ("half a th", "1.2.20")
    assert edit.findChild(QLabel, "edit_kept").isVisible()
    edit.findChild(QPushButton, "edit_anew").click()
    assert (field(edit, "edit_note").text(), drafts.of(CARD)) == ("birthday", None)


def test_what_went_out_is_no_draft(edit, drafts):
    field(edit, "edit_note").setText("for Ada")
    edit.press()
    edit.hide()
    assert drafts.of(CARD) is None
