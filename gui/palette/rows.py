"""The rows of the palette: a picture, what is done, where it belongs or why it cannot be done, and the key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.look import icons, theme
from gui.look.direction import mirrored
from gui.widgets.buttons.offers import Offer
from gui.widgets.text.key_hint import hint_width, paint_key

OFFER = int(Qt.ItemDataRole.UserRole)
ROW_HEIGHT = 46
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
Index = QModelIndex | QPersistentModelIndex


class OfferList(QAbstractListModel):
    """Offers in the order in which they are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._offers: tuple[Offer, ...] = ()

    @property
    def offers(self) -> tuple[Offer, ...]:
        return self._offers

    def show_offers(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self._offers = tuple(offers)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        offer = self._offers[index.row()]
        return {_DISPLAY: offer.text, _SPOKEN: spoken(offer), OFFER: offer}.get(role)


def spoken(offer: Offer) -> str:
    """Return the whole row in words."""
    return ", ".join(part for part in (offer.text, offer.why_not or offer.place, offer.key) if part)


class OfferDelegate(QStyledItemDelegate):
    """What cannot be done is muted and says why; the row in front has the accent and a bar at its side."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer, shades = index.data(OFFER), theme.tokens()
        front = bool(option.state & QStyle.StateFlag.State_Selected)
        shade = shades.muted if offer.why_not else shades.accent if front else shades.text
        place = QRectF(option.rect).adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if front:
            _paint_front(painter, place)
        picture = QRectF(place.left() + 14, place.center().y() - 9, 18, 18)
        icons.paint(painter, mirrored(painter, picture, place), offer.icon, shade)
        room = place.adjusted(44, 0, -14, 0)
        if offer.key:
            wide = hint_width(offer.key)
            box = QRectF(room.right() - wide, room.center().y() - 9, wide, 18)
            paint_key(painter, mirrored(painter, box, place), offer.key, (shades.muted, shades.line))
            room.setRight(box.left() - 12)
        _paint_words(painter, mirrored(painter, room, place), offer, shade)
        painter.restore()


def _paint_front(painter: QPainter, place: QRectF) -> None:
    shades = theme.tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(shades.accent_soft))
    painter.drawRoundedRect(place, 8, 8)
    painter.setBrush(QColor(shades.accent))
    painter.drawRoundedRect(QRectF(place.left(), place.top() + 8, 3, place.height() - 16), 1.5, 1.5)


def _paint_words(painter: QPainter, room: QRectF, offer: Offer, shade: str) -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    font = theme.text_font(14, theme.SEMI_BOLD)
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(offer.text, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(QColor(shade))
    painter.drawText(room, middle, text)
    beside = room.adjusted(metrics.horizontalAdvance(text) + 12, 0, 0, 0)
    small = theme.text_font(12)
    painter.setFont(small)
    painter.setPen(QColor(theme.tokens().muted))
    note = offer.why_not or offer.place
    painter.drawText(
        mirrored(painter, beside, room),
        middle,
        QFontMetricsF(small).elidedText(note, Qt.TextElideMode.ElideRight, beside.width()),
    )
