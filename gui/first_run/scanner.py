"""Whether the hand scanner is read as it types: a test that finds its settings. Most work without it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from core.usecases import settings
from gui.first_run.assistant_page import AssistantPage
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from gui.work.core_bridge import CoreBridge


class ScannerPage(AssistantPage):
    """The findings are stored when they are kept; Go on stores nothing."""

    def __init__(self, bridge: CoreBridge) -> None:
        super().__init__(
            "scanner",
            self.tr("Your scanner"),
            self.tr("If you have a hand scanner, plug it in and test it: you scan a code from the screen, once."),
        )
        self._bridge = bridge
        self._test = button(self.tr("&Test the scanner…"), "first_run_scanner_test", icon_name="scan-barcode")
        self._note = label("", "strong", "scanner_kept", wrap=True)
        self._go = BigButton(self.tr("Go on"), "first_run_next", key=self.tr("Enter"))
        back = button(self.tr("&Back"), "first_run_back")
        self.body.addWidget(self._test)
        self.body.addWidget(self._note)
        self.body.addWidget(
            label(self.tr("Without a scanner, codes and the last four characters can be typed."), "hint", wrap=True)
        )
        self.end(self._go, back)

        self._test.clicked.connect(self._on_test)
        self._go.clicked.connect(self.next_requested)
        back.clicked.connect(self.back_requested)

    def take_focus(self) -> None:
        self._go.setDefault(True)
        self._go.setFocus()

    def _on_test(self) -> None:
        from gui.first_run.scanner_keys import open_test  # noqa: PLC0415 - most never press it

        open_test(self.window()).kept.connect(self._on_found)

    def _on_found(self, found: dict[str, str]) -> None:
        self._bridge.run(partial(settings.store_settings, values=found), self._on_kept, failed=self._on_failed)

    def _on_kept(self, _stored: object) -> None:
        self._show_note(self.tr("Kept: this till knows your scanner now."))

    def _on_failed(self, error: KnownError) -> None:
        self._show_note(messages.format_error(error))

    def _show_note(self, text: str) -> None:
        self._note.setText(text)
        self._go.setFocus()
        announce(self, text)
