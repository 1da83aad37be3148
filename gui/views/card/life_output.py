"""The whole life of a card on paper and in files, chosen from a menu; made at the first card."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from core.usecases import cards
from gui.views.output_menu import PRINT, OutputMenu
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.rows import CardRow
    from core.rows.report import Report
    from gui.views.report_output import ReportOutput
    from gui.work.core_bridge import CoreBridge


class LifeOutput(QObject):
    """`notified` carries a sentence and its tone."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, button: QPushButton, card: Callable[[], CardRow | None]) -> None:
        """Give `button` a menu; `card` tells whose life it is then."""
        super().__init__(button)
        self._bridge, self._window, self._card = bridge, button.window(), card
        self._output: ReportOutput | None = None
        self._menu = OutputMenu(button)

        self._menu.chosen.connect(self.give)

    def give(self, form: str = PRINT) -> None:
        """Show the pages of the card that is here, to be printed, or ask where to save them."""
        from gui.views.report_output import ReportOutput, ReportSource  # noqa: PLC0415 - with the first report

        card = self._card()
        if self._output is None:
            self._output = ReportOutput(self._bridge, self._window)
            self._output.notified.connect(self.notified)
        if card is not None:
            name = f"card-life-{card.last_characters.upper()}"
            self._output.give(ReportSource(name, partial(_read, card.card_id)), form)


def _read(card_id: int, core: Core, _form: str) -> Report:
    return cards.read_card_life(core, card_id, messages.format_message)
