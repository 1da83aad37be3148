"""The rest of the walk: what lies over the window, the pages of several cards at once, and the first start."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLineEdit, QWidget

from core.data_folder.first_run import CHOOSE, STEPS
from core.domain.command import SetBalance
from core.domain.money import Money
from core.domain.settings_file import read_settings
from core.domain.staff import Role
from core.usecases.changes import EVERYTHING
from gui.dialogs.about import AboutDialog
from gui.dialogs.backup import BackupDialog
from gui.dialogs.card_code import CardCodeDialog
from gui.dialogs.confirm import Confirm, Confirmation
from gui.dialogs.guide import GuideDialog
from gui.dialogs.move import MoveDialog
from gui.dialogs.settings_import import SettingsImportDialog
from gui.dialogs.swap_check import SwapCheck
from gui.dialogs.take_back import TakeBackDialog
from gui.first_run.assistant import Assistant
from gui.frame.start_page import StartPage
from gui.start.second_start import FolderClaim
from gui.start.wait_page import WaitPage
from gui.views.history.filter_name import FilterNameDialog
from gui.views.outbox.settle_options import SettleOptions
from gui.views.settings.settings import SettingsView
from gui.widgets.buttons.option_button import OptionButton
from gui.widgets.lists.table import Table
from gui.wording import take_back_words
from gui.work.empty_books import BeginAnew
from gui.work.restoring import RestoredTill, RestoreWay
from tests.gui.approvals_walk import approvals
from tests.gui.builders import UNHURRIED_MS, card, operation
from tests.gui.closing_walk import closings
from tests.gui.merged_walk import merged_journals

if TYPE_CHECKING:
    from tests.gui.window_walk import Walk

_PASSWORD = "a long password"
_STAFF = (("Mia", Role.MANAGER, "482913"), ("Max", Role.MANAGER, "918273"), ("Anna", Role.CLERK, "7294"))


def dialogs(walk: Walk) -> Iterator[str]:
    for places in (
        _settling,
        _menus,
        _help,
        closings,
        approvals,
        merged_journals,
        _small_ones,
        _support,
        _training,
        _palette,
        _several,
        _lost_card,
        _people,
        _first_start,
    ):
        yield from places(walk)


def _dialog(walk: Walk, name: str) -> QDialog:
    """The modal one of this name, once it is in front."""
    walk.hand.until(lambda: _in_front(name), name)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    return dialog


def _in_front(name: str) -> bool:
    front = QApplication.activeModalWidget()
    return front is not None and front.objectName() == name


def _left(walk: Walk, dialog: QDialog) -> None:
    QDialog.reject(dialog)
    walk.hand.until(lambda: QApplication.activeModalWidget() is None, "the end of the dialog")


def _settling(walk: Walk) -> Iterator[str]:
    """Every way to settle what needs a person, with its figure and a ready reason."""
    walk.show_what_needs_a_person()
    ways = walk.hand.find(SettleOptions, "settle_ways")
    for name in [each.objectName() for each in ways.findChildren(OptionButton) if each.isVisible()]:
        walk.hand.press(name)
        dialog = _dialog(walk, "settle_dialog")
        walk.settle()
        yield name
        walk.hand.press("settle_reason_1")
        QTest.keyClicks(dialog, "5")
        walk.settle()
        yield f"{name} with a reason"
        _left(walk, dialog)


def _menus(walk: Walk) -> Iterator[str]:
    """What a line of a list offers."""
    for name in ("search", "history", "outbox"):
        walk.window.show_page(name)
        walk.settle()
        table = walk.hand.find(Table, f"{name}_table")
        table.choose_row(0)
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        walk.hand.until(lambda: QApplication.activePopupWidget() is not None, "the menu")
        yield f"menu of {name}"
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        table.choose_none()
    walk.window.activateWindow()
    walk.hand.until(walk.window.isActiveWindow, "the window")


def _help(walk: Walk) -> Iterator[str]:
    QTest.keyClick(walk.window, Qt.Key.Key_F10)
    dialog = _dialog(walk, "help_dialog")
    yield "help"
    _left(walk, dialog)
    dialog = GuideDialog(walk.window)
    dialog.open()
    yield "guides"
    _left(walk, dialog)
    dialog = AboutDialog(walk.window)
    dialog.open()
    yield "about"
    walk.hand.press("about_show_licence")
    shown = _dialog(walk, "licence_dialog")
    yield "licence"
    QDialog.reject(shown)
    walk.hand.until(lambda: _in_front("about_dialog"), "about_dialog")
    _left(walk, dialog)


def _small_ones(walk: Walk) -> Iterator[str]:
    row = operation(till="Till 1")
    sure = (QApplication.translate("Confirm", text) for text in ("Sure?", "Gone.", "Do", "Keep"))
    for dialog in (
        CardCodeDialog(walk.window),
        FilterNameDialog(walk.window),
        SwapCheck("7k2m", walk.window),
        Confirm(Confirmation(*sure), walk.window),
        TakeBackDialog(row, take_back_words.foreseen(row, Money(3000, "USD"), card()), walk.window),
    ):
        dialog.open()
        walk.settle()
        yield type(dialog).__name__
        QDialog.reject(dialog)
        dialog.deleteLater()
    page = StartPage("start.disk_full", {})
    yield from _alone(walk, page)
    lost = StartPage("start.books_lost", {"path": "till.db", "entries": 7}, BeginAnew(lambda: True, str))
    lost.findChild(QAbstractButton, "begin_anew_open").click()
    yield from _alone(walk, lost)
    missing = {"url": "https://one.example / https://two.example", "path": walk.folder / "service-url"}
    yield from _alone(walk, StartPage("start.address_missing", missing))
    nowhere = walk.folder / "nowhere"
    yield from _alone(walk, WaitPage(FolderClaim(nowhere), nowhere, "process 7 (window)"))


def _support(walk: Walk) -> Iterator[str]:
    """A backup, each step of a move, files of settings that are sound and that are not, and the pages that follow."""
    backup = BackupDialog("Till 1", walk.window)
    backup.open()
    yield "backup"
    backup.findChild(QAbstractButton, "backup_go").click()
    yield "backup without a password"
    file, made = (QApplication.translate("Support", text) for text in ("File", "Made"))
    backup.show_done(((file, str(walk.folder / "till.backup")), (made, "1999")))
    walk.settle()
    yield "backup saved"
    _left(walk, backup)
    told = "Then this till closes, sends nothing any more, and does not open again."
    move = MoveDialog("Till 1", (QApplication.translate("Support", told),), walk.window)
    move.open()
    yield "move"
    move.findChild(QAbstractButton, "move_on").click()
    yield "move, the file"
    for name, text in (("file", str(walk.folder / "x.backup")), ("password", _PASSWORD), ("again", _PASSWORD)):
        move.findChild(QLineEdit, f"backup_{name}").setText(text)
    move.findChild(QAbstractButton, "move_on").click()
    yield "move, the last word"
    _left(walk, move)
    for text in ('currency = "USD"', "currency = "):
        dialog = SettingsImportDialog("shop.toml", read_settings(text), {}, walk.window)
        dialog.open()
        yield f"settings from {text}"
        _left(walk, dialog)
    yield from _alone(walk, StartPage("start.moved_away", {"file": "till.backup"}))
    lost = StartPage("restore.unfinished", {"path": "till"}, None, RestoreWay(_nothing))
    lost.findChild(QAbstractButton, "restore_open").click()
    yield from _alone(walk, lost)


def _nothing(_file: Path, _password: str) -> RestoredTill:
    raise AssertionError("nothing is restored here")


def _training(walk: Walk) -> Iterator[str]:
    for lesson in ("training_busy", ""):
        QTest.keyClick(walk.window, Qt.Key.Key_F8)
        walk.hand.until(lambda: walk.hand.sees("training_panel"), "the training sheet")
        walk.settle()
        yield "training" if lesson else "training with a lesson"
        walk.hand.press(lesson or "training_fair")
        walk.settle()
        yield "told of training"


def _palette(walk: Walk) -> Iterator[str]:
    walk.hand.press("open_palette")
    text = walk.hand.find(QLineEdit, "palette_text")
    yield "palette"
    for typed in (walk.shown.last_characters, "qqqq"):
        text.clear()
        QTest.keyClicks(text, typed)
        walk.settle()
        yield f"palette {typed}"
    QTest.keyClick(text, Qt.Key.Key_Escape)


def _several(walk: Walk) -> Iterator[str]:
    """Cards alike: too few, then looked through, then made."""
    walk.window.show_page("issue")
    if walk.hand.sees("code_handed_over"):
        walk.hand.press("code_handed_over")
        walk.hand.until(lambda: not walk.hand.sees("code_text"), "the end of the sale")
    walk.type_amount("25")
    walk.hand.press("sell_several")
    yield "several"
    for count in ("1", "3"):
        walk.fill("bulk_count", count)
        walk.hand.press("bulk_look")
        walk.settle()
        yield f"several, {count} alike"
    walk.hand.press("bulk_go")
    walk.hand.until(lambda: walk.hand.sees("order_sentence"), "the order")
    yield "order on its way"
    walk.hand.until(lambda: walk.hand.sees("order_save_pdf"), "its end")
    walk.settle()
    yield "order made"
    walk.hand.press("order_leave")
    walk.settle()
    yield "order not handed over"


def _lost_card(walk: Walk) -> Iterator[str]:
    walk.card()
    walk.hand.press("replace_action")
    walk.fill("replace_reason", "lost on the bus")
    yield "replace"
    walk.hand.press("replace_button")
    dialog = _dialog(walk, "new_card_dialog")
    yield "new card"
    for name in ("code_leave", "code_handed_over"):
        button = dialog.findChild(QAbstractButton, name)
        if button is not None and button.isVisible():
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            walk.settle()
            if QApplication.activeModalWidget() is dialog:
                yield f"new card, {name}"
    walk.hand.until(lambda: QApplication.activeModalWidget() is None, "the end of the replacement")
    walk.settle()
    yield "replaced"


def _people(walk: Walk) -> Iterator[str]:
    """From here on people sign in: who is there, a wrong PIN, and a manager who is needed."""
    for person in _STAFF:
        walk.ask(lambda core, person=person: core.staff.put(*person))
    walk.bridge.announce(EVERYTHING)
    walk.hand.until(lambda: bool(walk.bridge.status and walk.bridge.status.staffed), "staff")
    view = walk.window.show_page("settings")
    assert isinstance(view, SettingsView)
    view.show_place("people")
    walk.settle()
    yield "settings with people"
    walk.hand.press("sign")
    walk.hand.until(lambda: not (walk.bridge.status and walk.bridge.status.signed_in), "signed out")
    walk.hand.until(lambda: walk.hand.sees("guard_sign_in"), "the guard")
    yield "sign in to see this"
    walk.hand.press("sign")
    dialog = _dialog(walk, "pin_dialog")
    yield "who is at the till"
    names = dialog.findChild(QComboBox, "staff_name")
    names.setCurrentIndex(names.findText("Anna"))
    for pin in ("0000", "7294"):
        dialog.findChild(QLineEdit, "staff_pin").setText(pin)
        enter = dialog.findChild(QAbstractButton, "pin_enter")
        enter.click()
        if pin == "0000":
            walk.hand.until(enter.isEnabled, "the answer to a wrong PIN")
            yield "a wrong PIN"
    walk.hand.until(lambda: QApplication.activeModalWidget() is None, "signed in")
    command = SetBalance(walk.shown.card_id, 1, "Correction", seen=walk.shown.balance)
    walk.bridge.ask(lambda core: core.desk.submit(command), walk.take, thread="counter", failed=walk.take)
    dialog = _dialog(walk, "pin_dialog")
    yield "a manager is needed"
    _left(walk, dialog)


def _first_start(walk: Walk) -> Iterator[str]:
    """Each step in a folder of its own, on a till of its own."""
    for step in STEPS:
        folder = walk.folder / step
        folder.mkdir()
        bridge = walk.another_bridge(folder)
        yield from _alone(walk, Assistant(bridge, folder, step), partial(_connect, step))
        assert bridge.close(UNHURRIED_MS)


def _connect(step: str, assistant: QWidget) -> Iterator[str]:
    yield step
    if step == CHOOSE:
        assistant.findChild(QAbstractButton, "first_run_connect_choice").click()
        yield "connect"
        assistant.findChild(QAbstractButton, "first_run_back").click()
        assistant.findChild(QAbstractButton, "first_run_restore_choice").click()
        yield "restore"
        assistant.findChild(QAbstractButton, "first_run_back").click()
        assistant.findChild(QAbstractButton, "first_run_join_choice").click()
        yield "join"


def _alone(walk: Walk, window: QWidget, places=lambda window: iter([type(window).__name__])) -> Iterator[str]:
    """A window beside the till's own."""
    window.resize(walk.window.size())
    window.show()
    walk.beside = window
    for place in places(window):
        walk.settle()
        yield place
    walk.beside = None
    window.close()
    window.deleteLater()
    walk.window.activateWindow()
    walk.hand.until(walk.window.isActiveWindow, "the window")
