"""The cards come, and one of small value is tried if the shop likes: what the service can do beyond the plain API."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar

from core.usecases import till
from gui.first_run.assistant_page import AssistantPage
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.rows import CardRow, DeskStatus
    from core.usecases.till import ProbeResult
    from gui.work.core_bridge import CoreBridge

_MOST = 200


class CardsPage(AssistantPage):
    """Works on while it is looked at; the till can be opened at any time."""

    def __init__(self, bridge: CoreBridge, place: str) -> None:
        super().__init__(
            "cards",
            self.tr("Your cards are coming"),
            self.tr("You need not wait: the till can be used while they come."),
        )
        self._bridge = bridge
        self._card: CardRow | None = None
        self._asked = False
        self._bar = QProgressBar()
        self._bar.setObjectName("cards_progress")
        self._bar.setAccessibleName(self.tr("Cards read so far"))
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
        bridge.status_changed.connect(self._on_status)

    def take_focus(self) -> None:
        self._go.setDefault(True)
        self._go.setFocus()
        if self._bridge.status is not None:
            self._on_status(self._bridge.status)

    def _on_status(self, status: DeskStatus) -> None:
        text = self.tr("{n} cards are here.") if status.first_pull_done else self.tr("{n} cards so far…")
        self._count.setText(text.format(n=status.cards))
        if status.problem is not None and not status.first_pull_done:
            self._count.setText(messages.format_message(status.problem))
        if status.first_pull_done:
            self._bar.setRange(0, 1)
            self._bar.setValue(1)
            if not self._asked:
                self._asked = True
                self._bridge.ask(till.card_to_probe, self._on_smallest)

    def _on_smallest(self, card: CardRow | None) -> None:
        self._card = card
        if card is None:
            return
        self._probe.setText(
            self.tr("&Test it with the card ending in {last} ({balance})").format(
                last=card.last_characters.upper(), balance=messages.money(card.balance, card.currency)
            )
        )
        self._show_note(
            self.tr(
                "You can test the service once, so that a sale is sure sooner when the connection breaks. The till "
                "takes the smallest amount off this card and puts it back at once; nobody should use the card "
                "meanwhile. You may also do this later, or never."
            )
        )
        self._probe.show()

    def _on_probe(self) -> None:
        if self._card is not None:
            work = partial(till.probe_service, card_id=self._card.card_id)
            self._probe.setEnabled(False)
            self._probe.setText(self.tr("Testing…"))
            self._bridge.run(work, self._on_probed, failed=self._on_not_probed)

    def _on_probed(self, probed: ProbeResult) -> None:
        known = self.tr("Done: the test went well, and the card is as it was.")
        unclear = self.tr("The test was not clear. That is no harm: the till works carefully everywhere.")
        self._show_note(known if probed.answers else unclear)
        self._probe.hide()
        self._go.setFocus()

    def _on_not_probed(self, error: KnownError) -> None:
        self._show_note(messages.format_error(error))
        self._probe.hide()
        self._go.setFocus()

    def _show_note(self, text: str) -> None:
        self._why.setText(text)
        self._why.show()
