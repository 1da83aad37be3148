"""Whether the hand scanner is read as it types: a test that finds its settings. Most work without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gui.first_run.page import Page
from gui.widgets.buttons import BigButton, button
from gui.widgets.labels import label
from gui.widgets.message_bar import announce
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.errors import KnownError
    from gui.work.worker import Desk


class ScannerPage(Page):
    """The findings are stored when they are kept; Go on stores nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            "scanner",
            self.tr("Your scanner"),
            self.tr("If you have a hand scanner, plug it in and test it: you scan a code from the screen, once."),
        )
        self._desk = desk
        self._test = button(self.tr("&Test the scanner…"), "first_run_scanner_test", icon_name="scan-barcode")
        self._said = label("", "strong", "scanner_kept", wrap=True)
        self._go = BigButton(self.tr("Go on"), "first_run_next", key=self.tr("Enter"))
        back = button(self.tr("&Back"), "first_run_back")
        self.body.addWidget(self._test)
        self.body.addWidget(self._said)
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
        self._desk.ask(_store(found), self._on_kept, lane="counter", failed=self._on_failed)

    def _on_kept(self, _nothing: None) -> None:
        self._say(self.tr("Kept: this till knows your scanner now."))

    def _on_failed(self, error: KnownError) -> None:
        self._say(messages.say_error(error))

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._go.setFocus()
        announce(self, text)


def _store(found: dict[str, str]) -> Callable[[Core], None]:
    def work(core: Core) -> None:
        for key, text in found.items():
            core.preferences.set(key, text)

    return work
