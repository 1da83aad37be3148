"""The command palette (Ctrl+K): everything that can be done, every page, and cards by their last four, by typing.

It lies over the window and is no window itself, so that a scan goes on to the counter as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from gui.look import theme
from gui.palette.match import score
from gui.palette.rows import OFFER, ROW_HEIGHT, OfferDelegate, OfferList, spoken
from gui.widgets.buttons.offers import Offer
from gui.widgets.keys import chords
from gui.widgets.keys.enter import ENTER
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label

_WIDTH, _ROWS, _TOP = 620, 8, 76
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
_RECENT = 8


class Palette(QWidget):
    """`search_requested` carries what was typed; what is found is given to `show_found`."""

    search_requested = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Everything that can be done"))
        self.setProperty(chords.COVERS, True)
        self._offers: tuple[Offer, ...] = ()
        self._found: tuple[Offer, ...] = ()
        self._recent: list[str] = []
        self._before: QWidget | None = None
        self._text = QLineEdit()
        self._text.setObjectName("palette_text")
        self._text.setAccessibleName(self.tr("What do you want to do?"))
        self._text.setPlaceholderText(self.tr("Type what you want to do, or the last four of a card…"))
        self._text.setMaxLength(80)
        self._list, self._model = QListView(), OfferList()
        self._nothing = label(self.tr("Nothing here has that name. Esc goes back."), "muted", "palette_nothing")
        self._box = QFrame(self)
        self._arrange()
        self.hide()

        window.installEventFilter(self)
        self._text.installEventFilter(self)
        self._text.textChanged.connect(self._on_text_changed)
        self._list.clicked.connect(self._on_clicked)

    @property
    def typed(self) -> str:
        return self._text.text().strip()

    def open(self, offers: Sequence[Offer]) -> None:
        """Show `offers`, what was used last first, and take the keys until it is left."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._offers, self._found = tuple(offers), ()
        self._text.clear()
        self._fit()
        self.show()
        self.raise_()
        self._renew()
        self._text.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_found(self, text: str, found: Sequence[Offer]) -> None:
        """Show cards and operations for `text`, if that is still what is typed."""
        if self.isVisible() and text == self.typed:
            self._found = tuple(found)
            self._renew(keep=True)

    def leave(self) -> None:
        """Close and give the focus back to where it was."""
        if self.isVisible():
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._fit()
        if watched is not self._text or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()  # Esc closes this, not the card below
            return True
        return event.type() == QEvent.Type.KeyPress and self._takes(event.key())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._box.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = QColor(theme.tokens().sunken)
        veil.setAlphaF(0.72)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
        painter.end()

    def _arrange(self) -> None:
        self._box.setObjectName("palette_box")
        self._box.setProperty("role", "palette")
        self._list.setObjectName("palette_list")
        self._list.setAccessibleName(self.tr("What matches"))
        self._list.setProperty("role", "palette")
        self._list.setModel(self._model)
        self._list.setItemDelegate(OfferDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        for each in (self._text, self._list, self._nothing):
            column.addWidget(each)
        self._nothing.setContentsMargins(12, 8, 12, 12)

    def _fit(self) -> None:
        if window := self.parentWidget():
            self.setGeometry(window.rect())
        room = max(1, (self.height() - _TOP - 2 * ROW_HEIGHT) // ROW_HEIGHT)
        wide, rows = min(_WIDTH, self.width() - 32), min(_ROWS, room, max(1, self._model.rowCount()))
        self._list.setFixedHeight(rows * ROW_HEIGHT + 4)
        self._box.setFixedWidth(wide)
        self._box.adjustSize()
        self._box.move(QPoint((self.width() - wide) // 2, _TOP))

    def _takes(self, key: int) -> bool:
        """Take a key that is for the list and not for the text; return whether it was one."""
        if key in ENTER:
            self._run(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.leave()
        elif (step := _STEPS.get(Qt.Key(key))) is not None:
            row = self._list.currentIndex().row() + step
            self._bring(min(max(row, 0), self._model.rowCount() - 1))
        else:
            return key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return True

    def _bring(self, row: int) -> None:
        index = self._model.index(row, 0)
        self._list.setCurrentIndex(index)
        if index.isValid():
            announce(self._text, spoken(index.data(OFFER)))

    def _renew(self, *, keep: bool = False) -> None:
        """Renew the list; `keep`: what is highlighted stays so, whatever came meanwhile."""
        front = self._list.currentIndex()
        name = front.data(OFFER).name if keep and front.isValid() else ""
        shown = best(self._offers, self.typed, self._recent)
        names = {offer.name for offer in shown}
        self._model.show_offers((*shown, *(each for each in self._found if each.name not in names)))
        self._list.setVisible(self._model.rowCount() > 0)
        self._nothing.setVisible(self._model.rowCount() == 0)
        self._fit()
        self._bring(next((at for at, each in enumerate(self._model.offers) if each.name == name), 0))

    def _run(self, index: QModelIndex) -> None:
        """Leave first, so that what is done finds the focus where it was. What cannot be done stays and says why."""
        if not index.isValid():
            return
        offer: Offer = index.data(OFFER)
        if offer.why_not:
            announce(self._text, offer.why_not)
            return
        self._recent = [offer.name, *(name for name in self._recent if name != offer.name)][:_RECENT]
        self.leave()
        run: Callable[[], object] = offer.run
        run()

    def _on_text_changed(self) -> None:
        self._found = ()
        self._renew()
        self.search_requested.emit(self.typed)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._run(index)


def best(offers: Sequence[Offer], typed: str, recent: Sequence[str]) -> list[Offer]:
    """Return the offers that answer `typed`: the better match first, then what was used last, then what can be done."""
    used = {name: at for at, name in enumerate(recent)}
    worth = {offer.name: score(typed, offer.text) for offer in offers}
    answers = [offer for offer in offers if worth[offer.name]]
    return sorted(answers, key=lambda each: (-worth[each.name], used.get(each.name, len(used) + 1), bool(each.why_not)))
