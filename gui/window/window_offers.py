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

from gui.frame.pages import PAGES
from gui.look import theme
from gui.widgets.buttons.offers import Offer

if TYPE_CHECKING:
    from core.usecases.changes import Changes
    from core.usecases.settings import StoredSettings
    from gui.window.main_window import MainWindow
    from gui.work.core_bridge import CoreBridge

_APPEARANCE = "window.appearance"


def of_pages(show_page: Callable[[str], object]) -> tuple[Offer, ...]:
    """Return the way to every page."""
    place = QCoreApplication.translate("WindowOffers", "Page")
    return tuple(
        Offer(f"go_{page.name}", page.word(), partial(show_page, page.name), page.key, page.icon, place)
        for page in PAGES
    )


class WindowOffers(QObject):
    """Asks the core; what comes of it is seen in the state pill and the status bar."""

    def __init__(self, bridge: CoreBridge, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window

    def now(self) -> tuple[Offer, ...]:
        """Return them as they are called at this moment."""
        status, why_not = self._bridge.status, "" if self._bridge.status else self.tr("The desk is still starting.")
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
            Offer("close_day", self.tr("Close the day…"), self._close_day, place=place, why_not=why_not),
            Offer("sync", self.tr("Sync now"), self._sync, icon="refresh-cw", place=place, why_not=why_not),
            *(
                Offer(f"look_{look}", text, partial(self._choose_look, look), "", "sliders-vertical", place, why_not)
                for look, text in looks
            ),
        )

    def switch(self, offline: bool) -> None:
        """Pull the plug, or put it back."""
        from core.usecases import background  # noqa: PLC0415 - behind the first frame

        work = partial(background.switch_connection, offline=offline)
        self._bridge.run(work, self._on_done, thread="read")

    def _sync(self) -> None:
        from core.usecases import background  # noqa: PLC0415 - as above

        self._bridge.run(background.hurry_sync, self._on_done, thread="read")

    def _close_day(self) -> None:
        """Go to the reports and ask there; while nobody is signed in, who is there is asked first."""
        view = self._window.show_page("reports")
        if (close_day := getattr(view, "close_day", None)) is not None:
            close_day()

    def _choose_look(self, look: str) -> None:
        from core.usecases import settings  # noqa: PLC0415 - as above

        work = partial(settings.store_setting, key=_APPEARANCE, value=look)
        self._bridge.run(work, self._on_look_stored)

    def _on_look_stored(self, stored: StoredSettings) -> None:
        theme.choose(stored.values[_APPEARANCE])

    def _on_done(self, _changes: Changes) -> None:
        self._bridge.wake()


class WindowShortcuts(QObject):
    """Makes the keys of `offers` work wherever the focus is in `window`."""

    def __init__(self, offers: Sequence[Offer], window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, Callable[[], object]] = {}
        for offer in offers:
            self._actions[offer.name] = offer.run
            key = QShortcut(QKeySequence(offer.key), window)
            key.setObjectName(f"key_{offer.name}")
            key.activated.connect(self._on_key)

    def _on_key(self) -> None:
        self._actions[self.sender().objectName().removeprefix("key_")]()
