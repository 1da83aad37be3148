"""Opens Help (F10), the guides and About. The keys come from the window's offers and from the buttons of every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from gui.views.base import View
from gui.widgets.buttons.button import ChordButton
from gui.widgets.buttons.offers import Offer
from gui.widgets.keys import chords
from gui.widgets.keys.chords import KeyLine


class Help(QObject):
    """`offers` are those with keys of the whole window; `views` makes what was not opened yet."""

    def __init__(
        self, window: QWidget, offers: Callable[[], Iterable[Offer]], views: Callable[[], Iterable[View]]
    ) -> None:
        super().__init__(window)
        self._window, self._offers, self._views = window, offers, views
        place = self.tr("Window")
        self.offer = Offer("help", self.tr("Help: all keys"), self.open, "F10", "circle-help", place)
        self._guides = Offer("guides", self.tr("Guides"), self.open_guides, "", "circle-help", place)
        self._about = Offer("about", self.tr("About Counterfoil"), self.open_about, "", "info", place)

    def now(self) -> tuple[Offer, ...]:
        return (self.offer, self._guides, self._about)

    def open(self) -> None:
        from gui.dialogs.help import HelpDialog  # noqa: PLC0415 - the first frame has none

        if QApplication.activeModalWidget() is None:
            dialog = HelpDialog(self.lines(), self._window)
            dialog.guides_requested.connect(self.open_guides)
            dialog.about_requested.connect(self.open_about)
            dialog.open()

    def open_guides(self) -> None:
        from gui.dialogs.guide import GuideDialog  # noqa: PLC0415 - as above

        GuideDialog(self._window).open()

    def open_about(self) -> None:
        from gui.dialogs.about import AboutDialog  # noqa: PLC0415 - seldom asked for

        AboutDialog(self._window).open()

    def lines(self) -> tuple[KeyLine, ...]:
        """Return each key once for each place, first those of the window, then page by page."""
        everywhere = self.tr("Everywhere")
        found = [
            KeyLine(chords.shown(offer.key), chords.plain(offer.text), everywhere)
            for offer in self._offers()
            if offer.key
        ]
        for view in self._views():
            found += _of_buttons(view)
        return tuple(dict.fromkeys(found))


def _of_buttons(view: View) -> Iterator[KeyLine]:
    """Yield also those that are not seen just now: the acts of a card stand there while none is on the counter."""
    for each in view.findChildren(ChordButton):
        if each.hint and each.words:
            yield KeyLine(each.hint, each.words, view.title)
