"""Measures what is on the screen: room for a finger, words cut off, contrast as painted, and the ring of the focus."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QWidget,
)

from core.domain.card import Match
from core.rows import CardDetails
from gui.frame.pages import PAGES
from gui.look import theme
from gui.look.tokens import contrast
from gui.palette.palette import Palette
from gui.widgets.text.labels import PlainLabel
from gui.window.main_window import MainWindow
from tests.gui.builders import card, status, timeline
from tests.gui.window_parts import card_session

FINGER = 44
SHARP = 2

"""Device pixels for each pixel: fine letters reach their full colour only when there are several."""
_GREY = "#808080"
_CLICKED = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
_BUILT_BY_QT = (QComboBox, QAbstractItemView, QScrollBar, QLineEdit, QPlainTextEdit)


def scenes(window: MainWindow) -> Iterator[str]:
    """Brings every page, every panel of a card and the palette to the front, one after the other, and names it."""
    window._bridge._status = status(connection="offline", offline_since=0.0, pending=1, needs_attention=2)
    window._bridge.status_changed.emit(window._bridge.status)
    for page in PAGES:
        window.show_page(page.name)
        settle()
        yield page.name
    view = window._counter()
    view._match = Match.LIKELY
    card_session(view)._on_read(card_session(view)._ticket, CardDetails(card(), timeline()))
    for tile in view._side.page.action_bar.tiles():
        tile.click()
        settle()
        yield tile.objectName()
    window._on_palette()
    settle()
    yield "palette"
    window._palette.leave()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def clicked(window: QWidget) -> list[QWidget]:
    """What can be clicked or typed into; not the parts of which Qt builds it."""
    return [each for kind in _CLICKED for each in window.findChildren(kind) if each.isVisible() and _is_ours(each)]


def _is_ours(each: QWidget) -> bool:
    above = each.parent()
    while above is not None and not isinstance(above, _BUILT_BY_QT):
        above = above.parent()
    return above is None


def too_small(window: QWidget) -> list[str]:
    return [
        f"{each.objectName()} {each.width()} x {each.height()}"
        for each in clicked(window)
        if each.width() < FINGER or each.height() < FINGER
    ]


def cut_off(window: QWidget) -> list[str]:
    """Labels and buttons whose words need more room than they have."""
    labels = (each for each in window.findChildren(QLabel) if each.isVisible() and each.text())
    buttons = (each for each in window.findChildren(QPushButton) if each.isVisible() and each.text())
    return [
        *(f"{each.objectName()} {each.text()!r} {each.size().toTuple()}" for each in labels if _label_is_cut(each)),
        *(f"{each.objectName()} {each.text()!r} {each.width()}" for each in buttons if _words(each) > each.width()),
    ]


def _label_is_cut(each: QLabel) -> bool:
    if each.wordWrap():
        return each.heightForWidth(each.width()) > each.height() + 1
    return each.sizeHint().width() > each.width() + 1 or each.sizeHint().height() > each.height() + 1


def _words(button: QPushButton) -> int:
    return QFontMetrics(button.font()).horizontalAdvance(button.text())


def painted(widget: QWidget, ground: str = "") -> QImage:
    """`ground` is what shows through where the widget paints nothing."""
    picture = QPixmap(widget.size() * SHARP)
    picture.setDevicePixelRatio(SHARP)
    picture.fill(QColor(ground or theme.tokens().surface))
    widget.render(picture, QPoint())
    return picture.toImage().convertToFormat(QImage.Format.Format_RGB32)


def colours(image: QImage, place: QRect) -> Counter[str]:
    """How often each colour is in `place`, which is in pixels of the widget."""
    pixels = memoryview(image.constBits()).cast("I")
    wide = image.bytesPerLine() // 4
    area = QRect(place.topLeft() * SHARP, place.size() * SHARP) & image.rect()
    found: Counter[int] = Counter()
    for y in range(area.top(), area.bottom() + 1):
        found.update(pixels[y * wide + area.left() : y * wide + area.right() + 1].tolist())
    return Counter({f"#{value & 0xFFFFFF:06X}": often for value, often in found.items()})


def _front(window: QWidget) -> QWidget:
    """The palette while it is open, for what it covers is dimmed; else the window."""
    return next((each for each in window.findChildren(Palette) if each.isVisible()), window)


def pale(window: QWidget) -> list[str]:
    """Labels and buttons with words that stand out from their ground by less than AA, as they are painted."""
    image, poor = painted(window), []
    for each in (*_front(window).findChildren(PlainLabel), *_front(window).findChildren(QPushButton)):
        if not each.isVisible() or not each.text() or each.visibleRegion().isEmpty():
            continue
        place = QRect(each.mapTo(window, QPoint()), each.size()).adjusted(3, 3, -3, -3)
        found = colours(image, place)
        if not found:
            continue
        ground = found.most_common(1)[0][0]
        best = max(contrast(colour, ground) for colour in found)
        if best < 4.5:
            poor.append(f"{each.objectName()} {each.text()!r} {best:.2f} on {ground}")
    return poor


def focusable(window: QWidget) -> list[QWidget]:
    return [
        each
        for each in _front(window).findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and _is_ours(each)
        and not each.visibleRegion().isEmpty()
    ]


def without_ring(window: QWidget) -> list[str]:
    """What looks the same with the focus and without: a ring changes a quarter of the rim at least."""
    bare = []
    for each in focusable(window):
        each.clearFocus()
        before = painted(each, _GREY)
        each.setFocus(Qt.FocusReason.TabFocusReason)
        if not each.hasFocus():
            bare.append(f"{each.objectName()} takes no focus")
        elif not _has_ring(before, painted(each, _GREY)):
            bare.append(f"{type(each).__name__} {each.objectName()}")
        each.clearFocus()
    return bare


def _has_ring(before: QImage, after: QImage) -> bool:
    """Around it, or around a part of it such as the track of a switch."""
    ring = QColor(theme.tokens().focus).name().upper()
    grown = colours(after, after.rect())[ring] - colours(before, before.rect())[ring]
    return _rim_changed(before, after) >= 0.25 or grown > 4 * FINGER * SHARP


def _rim_changed(before: QImage, after: QImage) -> float:
    """The share of places along the rim where a pixel changed within its outer eight."""
    wide, high, deep = before.width(), before.height(), 8 * SHARP
    ways = [[(x, y) for y in (*range(deep), *range(high - deep, high))] for x in range(0, wide, 5)]
    ways += [[(x, y) for x in (*range(deep), *range(wide - deep, wide))] for y in range(0, high, 5)]
    changed = sum(any(before.pixel(*at) != after.pixel(*at) for at in way) for way in ways)
    return changed / len(ways)
