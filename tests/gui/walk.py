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
from core.server.faults import LOSE_REPLY, Endpoint
from gui.app import opener
from gui.hand import Hand
from gui.last_resort import LastResort
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.views.card.card import CardView
from gui.views.outbox.outbox import OutboxView
from gui.views.settings.places import places as settings_places
from gui.views.settings.settings import SettingsView
from gui.widgets.amount_display import AmountDisplay
from gui.work.worker import Desk
from tests.gui import walk_dialogs

_ENOUGH = 5000
"""Minor units that a card needs for what is done with it here."""


class Walk:
    """`places` gives the name of each place as soon as it stands in front."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self.folder = folder
        self.desk = self.another_desk(folder)
        self.beside: QWidget | None = None
        self.window = MainWindow(self.desk)
        self.window.painted.connect(self.desk.start)
        self.window.resize(*size)
        self.window.show()
        self.hand = Hand(self.window)
        self.hand.until(lambda: bool(self.desk.status and self.desk.status.first_pull_done), "the first pull")
        self._cores: list[Core] = []
        self.desk.ask(lambda core: core, self._cores.append)
        self.hand.until(lambda: bool(self._cores), "the core")

    @staticmethod
    def another_desk(folder: Path) -> Desk:
        """On a sandbox of its own; what lost its answer needs a person soon."""
        options = Namespace(data_dir=str(folder), api_url=None, token_file=None, offline=False, clerk="Anna")
        return Desk(opener(options, LastResort(), {**os.environ, "COUNTERFOIL_QUARANTINE_S": "1"}))

    def close(self) -> None:
        self.window.end()
        assert self.desk.close()
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
        yield from walk_dialogs.dialogs(self)

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
        self.window.show_page("issue")
        self.type_amount("50")
        yield "issue_amount"
        self.hand.press("sell_button")
        self.hand.until(lambda: self.hand.sees("code_text"), "the code")
        yield "sold"
        self.settle()

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
        self.desk.wake()
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
            if view.model.rows and view.model.rows[0].state is State.PARKED:
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
        self.desk.ask(work, done.append, lane="counter", failed=done.append)
        self.hand.until(lambda: bool(done), "the answer of the core")

    def take(self, _answer: object) -> None:
        """For an answer that nobody waits for."""

    def settle(self) -> None:
        """Until what was asked of the core has come and is laid out."""
        self.ask(lambda _core: True)
        QApplication.processEvents()
