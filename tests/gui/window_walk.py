"""A walk through the whole window, on a real core: every page, panel, outcome and dialog, one after the other."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView, QWidget

from core.bootstrap import Core
from core.domain.card import Status
from core.domain.command import Redeem
from core.domain.operation import State
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from core.usecases.changes import EVERYTHING
from gui.app import opener
from gui.frame.pages import PAGES
from gui.start.fault_reporter import FaultReporter
from gui.tour.tour_driver import TourDriver
from gui.views.alerts.alerts import AlertsView
from gui.views.card.card import CardView
from gui.views.outbox.outbox import OutboxView
from gui.views.settings.places import places as settings_places
from gui.views.settings.settings import SettingsView
from gui.widgets.amounts.amount_display import AmountDisplay
from gui.window.main_window import MainWindow
from gui.work.core_bridge import CoreBridge
from tests.gui import dialog_walk
from tests.gui.builders import UNHURRIED_MS
from tests.gui.views.alerts.alert_rows import EVERY

_ENOUGH = 5000
"""Minor units that a card needs for what is done with it here."""


class Walk:
    """`places` gives the name of each place as soon as it stands in front."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self.folder = folder
        self.bridge = self.another_bridge(folder)
        self.beside: QWidget | None = None
        self.window = MainWindow(self.bridge)
        self.window.painted.connect(self.bridge.start)
        self.window.resize(*size)
        self.window.show()
        self.hand = TourDriver(self.window)
        self.hand.until(lambda: bool(self.bridge.status and self.bridge.status.first_pull_done), "the first pull")
        self._cores: list[Core] = []
        self.bridge.ask(lambda core: core, self._cores.append)
        self.hand.until(lambda: bool(self._cores), "the core")

    @staticmethod
    def another_bridge(folder: Path) -> CoreBridge:
        """On a sandbox of its own; what lost its answer needs a person soon."""
        options = Namespace(data_dir=str(folder), api_url=None, token_file=None, offline=False, clerk="Anna")
        return CoreBridge(opener(options, FaultReporter(), {**os.environ, "COUNTERFOIL_QUARANTINE_S": "1"}))

    def close(self) -> None:
        self.window.end()
        assert self.bridge.close(UNHURRIED_MS)
        self.window.deleteLater()

    @property
    def core(self) -> Core:
        return self._cores[0]

    @property
    def front(self) -> QWidget:
        return QApplication.activeModalWidget() or self.beside or self.window

    def places(self) -> Iterator[str]:
        yield "start"
        yield from self._panels()
        yield from self._outcomes()
        yield from self._pages()
        yield from dialog_walk.dialogs(self)

    def _panels(self) -> Iterator[str]:
        self.card()
        yield "card"
        seen = [each for each in self.window.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
        for name in [each.objectName() for each in seen if each.objectName().endswith("_action")]:
            if self.hand.sees(name):
                self.hand.press(name)
                yield name

    def _outcomes(self) -> Iterator[str]:
        for outage in (False, True):
            self._service().set_outage(outage)
            self.card()
            self.hand.press("redeem_action")
            self.type_amount("4" if outage else "5")  # the same again would be asked about
            self.hand.press("redeem_button")
            self.hand.until(lambda: self.hand.sees("outcome_heading"), "the outcome")
            yield "pending" if outage else "confirmed"
            self.hand.press("outcome_next")
        self._service().set_outage(False)
        self._lose_an_answer()

    def _pages(self) -> Iterator[str]:
        for page in PAGES[1:]:
            self.window.show_page(page.name)
            self.settle()
            yield page.name
        yield from self._settings()
        self.show_what_needs_a_person()
        yield "something to settle"
        self._show_every_alert()
        yield "every alert"
        self.window.show_page("issue")
        self.type_amount("50")
        yield "issue_amount"
        self.hand.press("sell_button")
        self.hand.until(lambda: self.hand.sees("code_text"), "the code")
        yield "sold"
        self.settle()

    def _show_every_alert(self) -> None:
        view = self.window.show_page("alerts")
        assert isinstance(view, AlertsView)
        self.settle()
        view.show_alerts(EVERY)
        QApplication.processEvents()

    def _settings(self) -> Iterator[str]:
        """Each part of the settings by itself."""
        view = self.window.show_page("settings")
        assert isinstance(view, SettingsView)
        for name, _, _ in settings_places():
            view.show_place(name)
            self.settle()
            yield f"settings_{name}"
        view.show_place("shop")

    def card(self) -> None:
        rows = self._cores[0].queries.cards(status=Status.ACTIVE)
        self.shown = next(row for row in rows if row.balance >= _ENOUGH and row.pending == 0)
        view = self.window.show_page("card")
        assert isinstance(view, CardView)
        view.show_card(self.shown.card_id)
        self.hand.until(lambda: self.hand.sees("redeem_action"), "the card")

    def _lose_an_answer(self) -> None:
        self._service().faults.next(Endpoint.BALANCE, LOSE_REPLY)
        core, rows = self._cores[0], self._cores[0].queries.cards(status=Status.ACTIVE)
        other = next(row for row in rows if row.balance >= _ENOUGH and row.card_id != self.shown.card_id)
        core.desk.submit(Redeem(other.card_id, 500, "Purchase"))
        self.bridge.wake()
        self.settle()

    def _service(self):
        service = self._cores[0].service
        assert service is not None
        return service

    def type_amount(self, text: str) -> None:
        next(each for each in self.window.findChildren(AmountDisplay) if each.isVisible()).setFocus()
        self.hand.type(text)

    def show_what_needs_a_person(self) -> None:
        """It stands first once it is read, but what was chosen before stays chosen."""
        view = self.window.show_page("outbox")
        assert isinstance(view, OutboxView)

        def ways_are_shown() -> bool:
            if not view.model.rows or view.model.rows[0].state is not State.PARKED:
                return False  # what is chosen may be a promise, which has a way too for as long as it waits
            self.hand.find(QTableView, "outbox_table").selectRow(0)
            return self.hand.sees("settle_ways")

        self.hand.until(ways_are_shown, "something to settle")
        self.settle()

    def fill(self, name: str, text: str) -> None:
        field = self.hand.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        self.hand.type(text)

    def ask(self, work: Callable[[Core], object]) -> None:
        """Waits until the core has done it."""
        done: list[object] = []
        self.bridge.ask(work, done.append, thread="counter", failed=done.append)
        self.hand.until(lambda: bool(done), "the answer of the core")
        self.bridge.announce(EVERYTHING)

    def take(self, _answer: object) -> None:
        """For an answer that nobody waits for."""

    def settle(self) -> None:
        """Until what was asked of the core has come and is laid out."""
        self.ask(lambda _core: True)
        QApplication.processEvents()
