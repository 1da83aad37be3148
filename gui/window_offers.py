"""What the window itself offers on every page: offline and back, a sync at once, the colours; and the keys of all that.

A key is declared once, with the offer it belongs to: shortcuts, status bar and palette read it there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gui.look import theme
from gui.offers import Offer
from gui.pages import PAGES

if TYPE_CHECKING:
    from core.bootstrap import Core
    from gui.work.worker import Desk


def of_pages(show_page: Callable[[str], object]) -> tuple[Offer, ...]:
    """The way to every page."""
    place = QCoreApplication.translate("WindowOffers", "Page")
    return tuple(
        Offer(f"go_{page.name}", page.word(), partial(show_page, page.name), page.key, page.icon, place)
        for page in PAGES
    )


class WindowOffers(QObject):
    """Asks the desk; what comes of it is seen in the state pill and the status bar."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def now(self) -> tuple[Offer, ...]:
        """As they are called at this moment."""
        status, why_not = self._desk.status, "" if self._desk.status else self.tr("The desk is still starting.")
        offline = status is not None and status.connection == "switched_off"
        away = self.tr("Go back online") if offline else self.tr("Work offline")
        place = self.tr("Window")
        looks = (
            ("light", self.tr("Light colours")),
            ("dark", self.tr("Dark colours")),
            ("contrast", self.tr("High contrast")),
        )
        return (
            Offer("offline", away, partial(self.switch, not offline), place=place, why_not=why_not),
            Offer("sync", self.tr("Sync now"), self._sync, icon="refresh-cw", place=place, why_not=why_not),
            *(
                Offer(f"look_{look}", text, partial(self._choose_look, look), "", "sliders-vertical", place, why_not)
                for look, text in looks
            ),
        )

    def switch(self, offline: bool) -> None:
        """Pulls the plug, or puts it back."""
        self._desk.ask(lambda core: core.connection.switch(offline), self._on_done, lane="read")

    def _sync(self) -> None:
        self._desk.ask(lambda core: core.sync.hurry(), self._on_done, lane="read")

    def _choose_look(self, look: str) -> None:
        def store(core: Core) -> str:
            return core.preferences.set("window.appearance", look)

        self._desk.ask(store, theme.choose, lane="counter")

    def _on_done(self, _nothing: None) -> None:
        self._desk.look_again()
        self._desk.wake()


class Keys(QObject):
    """Makes the keys of `offers` work wherever the focus is in `window`."""

    def __init__(self, offers: Sequence[Offer], window: QWidget) -> None:
        super().__init__(window)
        self._acts: dict[str, Callable[[], object]] = {}
        for offer in offers:
            self._acts[offer.name] = offer.act
            key = QShortcut(QKeySequence(offer.key), window)
            key.setObjectName(f"key_{offer.name}")
            key.activated.connect(self._on_key)

    def _on_key(self) -> None:
        self._acts[self.sender().objectName().removeprefix("key_")]()
