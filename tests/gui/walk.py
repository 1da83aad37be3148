"""A walk through the whole window, on a real core: every page, panel, outcome and dialog, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from core.bootstrap import Core
from core.domain.card import Status
from core.domain.command import Redeem
from core.server.faults import LOSE_REPLY, Endpoint
from gui.dialogs.card_code import CardCodeDialog
from gui.dialogs.confirm import Confirm
from gui.hand import Hand
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.views.card.card import CardView
from gui.widgets.amount_display import AmountDisplay
from tests.gui.shown import real_desk

_ENOUGH = 5000
"""Minor units that a card needs for what is done with it here."""


class Walk:
    """`places` gives the name of each place as soon as it stands in front."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self.desk = real_desk(folder)
        self.window = MainWindow(self.desk)
        self.window.painted.connect(self.desk.start)
        self.window.resize(*size)
        self.window.show()
        self.hand = Hand(self.window)
        self.hand.until(lambda: bool(self.desk.status and self.desk.status.first_pull_done), "the first pull")
        self._cores: list[Core] = []
        self.desk.ask(lambda core: core, self._cores.append)
        self.hand.until(lambda: bool(self._cores), "the core")

    def close(self) -> None:
        self.window.close()
        assert self.desk.close()
        self.window.deleteLater()

    @property
    def front(self) -> QWidget:
        return QApplication.activeModalWidget() or self.window

    def places(self) -> Iterator[str]:
        yield "start"
        yield from self._panels()
        yield from self._outcomes()
        yield from self._pages()
        yield from self._dialogs()

    def _panels(self) -> Iterator[str]:
        self._card()
        yield "card"
        seen = [each for each in self.window.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
        for name in [each.objectName() for each in seen if each.objectName().endswith("_action")]:
            if self.hand.sees(name):
                self.hand.press(name)
                yield name

    def _outcomes(self) -> Iterator[str]:
        for outage in (False, True):
            self._service().set_outage(outage)
            self._card()
            self.hand.press("redeem_action")
            self._type_amount("5")
            self.hand.press("redeem_button")
            self.hand.until(lambda: self.hand.sees("outcome_heading"), "the outcome")
            yield "pending" if outage else "confirmed"
            self.hand.press("outcome_next")
        self._service().set_outage(False)
        self._lose_an_answer()

    def _pages(self) -> Iterator[str]:
        for page in PAGES[1:]:
            self.window.show_page(page.name)
            self._settle()
            yield page.name
        self.window.show_page("outbox")
        self._settle()
        yield "something to settle"
        self.window.show_page("issue")
        self._type_amount("50")
        yield "issue_amount"
        self.hand.press("sell_button")
        self.hand.until(lambda: self.hand.sees("code_text"), "the code")
        yield "sold"
        self._settle()

    def _dialogs(self) -> Iterator[str]:
        asking = Confirm(
            *(QApplication.translate("Confirm", text) for text in ("Sure?", "Gone.", "Do", "Keep")), self.window
        )
        for dialog in (CardCodeDialog(self.window), asking):
            dialog.open()
            self._settle()
            yield type(dialog).__name__
            QDialog.reject(dialog)
            dialog.deleteLater()

    def _card(self) -> None:
        rows = self._cores[0].queries.cards(status=Status.ACTIVE)
        self._shown = next(row for row in rows if row.balance >= _ENOUGH and row.pending == 0)
        view = self.window.show_page("card")
        assert isinstance(view, CardView)
        view.show_card(self._shown.card_id)
        self.hand.until(lambda: self.hand.sees("redeem_action"), "the card")

    def _lose_an_answer(self) -> None:
        self._service().faults.next(Endpoint.BALANCE, LOSE_REPLY)
        core, rows = self._cores[0], self._cores[0].queries.cards(status=Status.ACTIVE)
        other = next(row for row in rows if row.balance >= _ENOUGH and row.card_id != self._shown.card_id)
        core.desk.submit(Redeem(other.card_id, 500, "Purchase"))
        self.desk.wake()
        self._settle()

    def _service(self):
        service = self._cores[0].service
        assert service is not None
        return service

    def _type_amount(self, text: str) -> None:
        next(each for each in self.window.findChildren(AmountDisplay) if each.isVisible()).setFocus()
        self.hand.type(text)

    def _settle(self) -> None:
        """Until what was asked of the core has come and is laid out."""
        done: list[bool] = []
        self.desk.ask(lambda _core: True, done.append)
        self.hand.until(lambda: bool(done), "the answer of the core")
        QApplication.processEvents()
