"""The cards come, and one of small value is tried if the shop likes: what the service can do beyond the plain API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar

from core.domain.card import Status
from gui.first_run.page import Page
from gui.widgets.buttons import BigButton, button
from gui.widgets.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.errors import KnownError
    from core.rows import CardRow, DeskStatus
    from core.services.probing import Probed
    from gui.work.worker import Desk

_MOST = 200


class CardsPage(Page):
    """Works on while it is looked at; the till can be opened at any time."""

    def __init__(self, desk: Desk, place: str) -> None:
        super().__init__(
            "cards",
            self.tr("Your cards are coming"),
            self.tr("You need not wait: the till can be used while they come."),
        )
        self._desk = desk
        self._card: CardRow | None = None
        self._asked = False
        self._bar = QProgressBar()
        self._bar.setObjectName("cards_progress")
        self._bar.setAccessibleName(self.tr("Cards that came so far"))
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._count = label("", "strong", "cards_count")
        self._token = label(place, "hint", "token_place", wrap=True)
        self._why = label("", "hint", "probe_why", wrap=True)
        self._probe = button("", "first_run_probe")
        self._go = BigButton(self.tr("Go on"), "first_run_next", key=self.tr("Enter"))
        for each in (self._bar, self._count, self._token, self._why, self._probe):
            self.body.addWidget(each)
        self._probe.hide()
        self._why.hide()
        self.end(self._go)

        self._go.clicked.connect(self.next_requested)
        self._probe.clicked.connect(self._on_probe)
        desk.status_changed.connect(self._on_status)

    def take_focus(self) -> None:
        self._go.setDefault(True)
        self._go.setFocus()
        if self._desk.status is not None:
            self._on_status(self._desk.status)

    def _on_status(self, status: DeskStatus) -> None:
        text = self.tr("{n} cards are here.") if status.first_pull_done else self.tr("{n} cards so far…")
        self._count.setText(text.format(n=status.cards))
        if status.problem is not None and not status.first_pull_done:
            self._count.setText(messages.say_said(status.problem))
        if status.first_pull_done:
            self._bar.setRange(0, 1)
            self._bar.setValue(1)
            if not self._asked:
                self._asked = True
                self._desk.ask(_smallest, self._on_smallest)

    def _on_smallest(self, card: CardRow | None) -> None:
        self._card = card
        if card is None:
            return
        self._probe.setText(
            self.tr("&Test it with the card ending in {last} ({balance})").format(
                last=card.last_characters.upper(), balance=messages.money(card.balance, card.currency)
            )
        )
        self._say(
            self.tr(
                "You can test the service once, so that a sale is sure sooner when the connection breaks. The till "
                "takes the smallest amount off this card and puts it back at once; nobody should use the card "
                "meanwhile. You may also do this later, or never."
            )
        )
        self._probe.show()

    def _on_probe(self) -> None:
        if self._card is not None:
            card_id = self._card.card_id
            self._probe.setEnabled(False)
            self._probe.setText(self.tr("Testing…"))
            self._desk.ask(
                lambda core: core.probing.probe(card_id), self._on_probed, lane="counter", failed=self._on_not_probed
            )

    def _on_probed(self, probed: Probed) -> None:
        known = self.tr("Done: the test went well, and the card is as it was.")
        unclear = self.tr("The test was not clear. That is no harm: the till works carefully everywhere.")
        self._say(known if probed.answers else unclear)
        self._probe.hide()
        self._go.setFocus()

    def _on_not_probed(self, error: KnownError) -> None:
        self._say(messages.say_error(error))
        self._probe.hide()
        self._go.setFocus()

    def _say(self, text: str) -> None:
        self._why.setText(text)
        self._why.show()


def _smallest(core: Core) -> CardRow | None:
    """An active card of the smallest value that is more than nothing."""
    rows = [row for row in core.queries.cards(status=Status.ACTIVE, limit=_MOST) if row.balance > 0 and not row.pending]
    return min(rows, key=lambda row: row.balance, default=None)
