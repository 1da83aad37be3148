"""Three weeks of a card and one morning at the till: every page and every important dialog comes to the front once.

Nothing of it asks for a text, so that it goes the same way in every language.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QTableView, QWidget

from core.data_folder.first_run import CHOOSE
from core.domain.card import Status
from core.domain.command import Redeem, SetBalance, TopUp
from core.domain.operation import State
from core.domain.outcome import Confirmed
from core.domain.staff import Role
from core.server.sandbox.faults import LOSE_REPLY, Endpoint, Fault
from core.usecases.changes import EVERYTHING
from gui.dialogs.backup import BackupDialog
from gui.first_run.assistant import Assistant
from gui.views.outbox.outbox import OutboxView
from gui.work.core_bridge import CoreBridge
from tests.screenshots.photographer import Photographer
from tests.screenshots.stopped_clock import travel

CODE = "hbk4x9qt2mzc7k2m"
VISIT = Fault(executed=True, real_reply=True, web_shop_percent=25)
"""The web shop takes a quarter of what is on the card just before this request."""


def tell(one: Photographer, folder: Path) -> None:
    first_start(one, folder)
    card_id = past(one)
    at_the_card(one)
    selling(one)
    searching(one)
    several(one)
    one.page("settings")
    one.take("settings")
    support(one)
    over_the_window(one)
    troubles(one, card_id)
    lost_card(one)
    people(one)


def first_start(one: Photographer, folder: Path) -> None:
    assistant = Assistant(CoreBridge(lambda: None), folder, CHOOSE)
    assistant.resize(one.window.size())
    assistant.fit(one.window.size())
    assistant.show()
    one.take("first_run", assistant)
    assistant.findChild(QAbstractButton, "first_run_connect_choice").click()
    one.take("connect", assistant)
    assistant.findChild(QAbstractButton, "first_run_back").click()
    assistant.findChild(QAbstractButton, "first_run_restore_choice").click()
    one.take("restore", assistant)
    assistant.close()
    one.window.activateWindow()
    one.hand.until(one.window.isActiveWindow, "the window")


def past(one: Photographer) -> int:
    """How card 7K2M got to 62.50: sold, spent elsewhere, spent here."""
    assert one.core.service is not None
    one.clerk("Marco", "Till 1")
    travel("2026-11-02T09:12")
    card_id = one.sell(10_000, "birthday card", CODE, "2031-11-30")
    travel("2026-11-18T15:31")
    one.core.service.faults.next(Endpoint.READ, VISIT)
    one.core.lookup.refresh(card_id)
    one.core.lookup.refresh(card_id)
    travel("2026-11-21T10:42")
    one.clerk("Anna", "Till 2")
    assert isinstance(one.act(Redeem(card_id, 1250, "Purchase")), Confirmed)
    travel("2026-11-21T10:44")
    one.core.lookup.refresh(card_id)
    one.sync("2026-11-21T10:45")
    return card_id


def at_the_card(one: Photographer) -> None:
    one.page("card")
    one.scan(CODE)
    one.wait(lambda status: status.till_name == "Till 2", "the name of the till")
    one.look_again()
    one.amount("40.00")
    one.take("card")
    one.hand.press("edit_action")
    one.take("edit")
    for panel in ("top_up", "cash_out", "adjust", "disable"):
        one.hand.press(f"{panel}_action")
        if panel == "disable":
            one.fill("disable_last_four", "7K2M")
            one.fill("disable_reason", "reported lost")
        elif panel == "cash_out":
            one.fill("cash_out_reason", "the rest is small")
        else:
            one.amount("60.00")
        one.take(panel)


def selling(one: Photographer) -> None:
    one.page("issue")
    one.fill("sale_note", "For Ada, from the book club")
    one.amount("50")
    one.take("issue")
    one.hand.press("sell_button")
    one.until_seen("code_text")
    one.hand.until(lambda: len(one.label("code_text")) > 8, "the code")
    one.take("sold")
    one.hand.press("code_preview")
    dialog = _dialog(one, "print_dialog")
    one.take("print")
    _left(one, dialog)
    one.hand.press("code_handed_over")
    one.hand.until(lambda: not one.hand.sees("code_text"), "the end of the sale")


def searching(one: Photographer) -> None:
    one.page("search")
    one.until_rows("search_table", 20)
    one.take("search")


def several(one: Photographer) -> None:
    """Looked through, and made."""
    one.page("issue")
    one.amount("25")
    one.hand.press("sell_several")
    one.fill("bulk_count", "3")
    one.hand.press("bulk_look")
    one.hand.until(one.hand.find(QAbstractButton, "bulk_go").isEnabled, "the plan")
    one.take("several")
    one.hand.press("bulk_go")
    one.until_seen("order_save_pdf")
    one.hand.until(one.hand.find(QAbstractButton, "order_save_pdf").isEnabled, "the cards")
    one.take("order")


def support(one: Photographer) -> None:
    """The part of the settings, and a backup: what the check finds names folders, so it is in no picture."""
    one.hand.press("settings_to_support")
    one.take("support")
    dialog = BackupDialog("Till 2", one.window)
    dialog.findChild(QLineEdit, "backup_file").setText("/media/stick/Till-2-2026-11-30.backup")
    dialog.open()
    one.take("backup")
    _left(one, dialog)
    one.window.activateWindow()
    one.hand.until(one.window.isActiveWindow, "the window")
    one.hand.press("settings_to_tills")
    one.take("other_tills")
    one.hand.press("settings_to_shop")


def over_the_window(one: Photographer) -> None:
    one.page("card")
    one.hand.press("open_palette")
    one.take("palette")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    QTest.keyClick(one.window, Qt.Key.Key_F8)
    one.until_seen("training_panel")
    one.take("training")
    one.hand.press("training_close")
    one.hand.press("open_help")
    dialog = _dialog(one, "help_dialog")
    one.take("help")
    _left(one, dialog)


def troubles(one: Photographer, card_id: int) -> None:
    """One lost answer that needs a person, and during an outage one that waits."""
    assert one.core.service is not None
    other = one.sell(9000, "Author evening")
    travel("2026-11-21T10:46")
    assert isinstance(one.act(TopUp(other, 2500, "Refund")), Confirmed)
    travel("2026-11-21T10:48")
    one.core.service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    one.act(Redeem(other, 3000, "Purchase"))
    one.wait(lambda status: status.needs_attention == 1, "the lost answer")
    one.sync("2026-11-21T10:50")
    settling(one)
    one.page("reports")
    one.until_rows("reports_table", 2)
    one.hand.find(QTableView, "reports_table").setFocus()
    one.take("reports")
    travel("2026-11-21T10:51")
    one.core.service.set_outage(True)
    one.page("card")
    one.scan(CODE)
    one.amount("40")
    one.hand.press("redeem_button")
    one.until_seen("outcome_heading")
    one.wait(lambda status: status.pending == 1 and status.connection == "offline", "the outage")
    one.take("pending")
    one.page("history")
    one.until_rows("history_table", 4)
    one.take("history")
    one.page("card")
    one.hand.press("outcome_next")
    travel("2026-11-21T11:02")
    one.scan(CODE)
    one.look_again()
    one.amount("10")
    one.until_seen("band_3")
    one.take("card_offline")
    one.core.service.set_outage(False)
    one.core.connection.try_again()
    one.bridge.wake()
    one.wait(lambda status: status.pending == 0 and status.connection == "online", "the end of the outage")


def settling(one: Photographer) -> None:
    one.page("outbox")
    view = one.window.show_page("outbox")
    assert isinstance(view, OutboxView)
    one.hand.until(lambda: bool(view.model.rows) and view.model.rows[0].state is State.PARKED, "what needs a person")
    one.hand.find(QTableView, "outbox_table").selectRow(0)
    one.until_seen("settle_ways")
    one.take("outbox")
    one.hand.press("settle_balance")
    dialog = _dialog(one, "settle_dialog")
    QTest.keyClicks(dialog, "85")
    dialog.findChild(QAbstractButton, "settle_reason_1").click()
    one.take("settle")
    _left(one, dialog)


def lost_card(one: Photographer) -> None:
    travel("2026-11-21T11:05")
    one.page("card")
    one.scan(CODE)
    one.look_again()
    one.hand.press("replace_action")
    one.fill("replace_reason", "lost on the bus")
    one.take("replace")
    one.hand.press("replace_button")
    dialog = _dialog(one, "new_card_dialog")
    one.take("new_card")
    dialog.findChild(QAbstractButton, "code_handed_over").click()
    one.hand.until(lambda: QApplication.activeModalWidget() is None, "the end of the replacement")


def people(one: Photographer) -> None:
    one.core.staff.put("Mia", Role.MANAGER, "482913")
    one.core.staff.put("Anna", Role.CLERK, "7294")
    approvals(one)
    one.core.staff.sign_out()
    one.bridge.announce(EVERYTHING)
    one.wait(lambda status: status.staffed and not status.signed_in, "nobody at the till")
    one.page("search")
    one.hand.press("sign")
    dialog = _dialog(one, "pin_dialog")
    one.take("pin")
    _left(one, dialog)


def approvals(one: Photographer) -> None:
    """A clerk has asked for three acts, and a manager looks through them."""
    one.core.staff.sign_in("Anna", "7294")
    cards = [row for row in one.core.queries.cards("", Status.ACTIVE, 40) if row.balance >= 3000 and not row.unsettled]
    for row, less, reason in zip(
        cards, (500, 1000, 250), ("counted twice", "wrong card", "price was wrong"), strict=False
    ):
        one.core.approvals.ask(SetBalance(row.card_id, row.balance - less, reason))
    one.core.staff.sign_in("Mia", "482913")
    one.bridge.announce(EVERYTHING)
    one.wait(lambda status: status.staffed and status.signed_in, "a manager at the till")
    one.page("alerts")
    one.until_seen("alerts_approvals")
    one.hand.press("alerts_approvals")
    dialog = _dialog(one, "approvals_dialog")
    one.take("approvals")
    _left(one, dialog)


def _dialog(one: Photographer, name: str) -> QDialog:
    def in_front() -> QWidget | None:
        return QApplication.activeModalWidget()

    one.hand.until(lambda: in_front() is not None and in_front().objectName() == name, name)
    dialog = in_front()
    assert isinstance(dialog, QDialog)
    return dialog


def _left(one: Photographer, dialog: QDialog) -> None:
    QDialog.reject(dialog)
    one.hand.until(lambda: QApplication.activeModalWidget() is None, "the end of the dialog")
