"""What just happened, in a box over the lower edge of the window: it moves nothing, and is spoken as it comes.

The pages end above the status bar with a margin; there it covers key hints and no control.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.look.direction import right_to_left
from gui.widgets.buttons.button import button, icon_button
from gui.widgets.keys import chords
from gui.widgets.messages.announcement import announce
from gui.widgets.text.key_hint import key_hint
from gui.widgets.text.labels import label, set_look
from gui.widgets.text.marker import Marker

GO = "Ctrl+G"
"""Takes the way that the message in front offers."""
_SHOWN_MS = 5_000
_WIDEST = 1100
_EDGE, _BELOW = 24, 2
"""px to the sides and below."""
_FLEETING = {"good", "info"}
_MOST_KEPT = 20


@dataclass(frozen=True, slots=True)
class MessageAction:
    """What a message lets a person do about it: a word, and what happens then.

    `closed` is called when a person has closed the message, whether by this way or not.
    """

    text: str
    run: Callable[[], object]
    closed: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class BarMessage:
    """`page` is the one on which it ends; "" is no page's own, and stays until a person closes it.

    `by_itself`: nobody did anything just now that it answers.
    """

    text: str
    tone: str
    page: str = ""
    way: MessageAction | None = None
    by_itself: bool = False


class MessageBar(QFrame):
    """Good news leaves by itself. What needs a person stays, behind good news too, and the newest is in front.

    What the till tells by itself comes behind every answer to what a person did.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self.setProperty("role", "message")
        self._kept: list[BarMessage] = []
        self._front: BarMessage | None = None
        self._away: tuple[BarMessage, ...] = ()
        self._room = QRect()
        self._marker = Marker()
        self._text = label("", "strong", "message_text", wrap=True)
        self._more = label("", "hint", "message_more")
        self._way = button(self.tr("Show"), "message_way", "quiet")
        self._key = key_hint(chords.shown(GO))
        self._close = icon_button(self.tr("Close this message"), "message_close", "x")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 6, 0)
        row.setSpacing(12)
        row.addWidget(self._marker)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self._way)
        row.addWidget(self._key)
        row.addWidget(self._close)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_SHOWN_MS)
        self._way.hide()
        self._key.hide()
        self.hide()

        self._close.clicked.connect(self.close_front)
        self._way.clicked.connect(self._on_way)
        self._leaving.timeout.connect(self._renew)

    def show_message(self, text: str, tone: str = "info", page: str = "", way: MessageAction | None = None) -> None:
        """Show a message; `tone` is good, info, warn or bad; `page` as in BarMessage."""
        message = BarMessage(text, tone, page, way)
        if tone in _FLEETING:
            self._leaving.start()
        else:
            self._leaving.stop()
            self._kept = [each for each in self._kept if each.text != text][1 - _MOST_KEPT :]
            self._kept.append(message)
        self._show(message)
        announce(self, text)

    def tell(self, text: str, tone: str, way: MessageAction) -> None:
        """Show what the till tells by itself, which stays: behind what answers a person, the newest before others."""
        message = BarMessage(text, tone, way=way, by_itself=True)
        kept = [each for each in self._kept if each.text != text][1 - _MOST_KEPT :]
        told, answers = ([each for each in kept if each.by_itself is which] for which in (True, False))
        self._kept = [*told, message, *answers]
        self._show(message if self._front is None or self._front.by_itself else self._front)
        announce(self, text)

    def turn_page(self, name: str) -> None:
        """Turn to page `name`: what belongs to another one ends, whatever its tone."""
        self._kept = [each for each in self._kept if each.page in {"", name}]
        if self._front is not None and self._front.page not in {"", name}:
            self._renew()

    def end_page(self, name: str) -> None:
        """Take away what page `name` said: it shows something else now."""
        self._kept = [each for each in self._kept if each.page != name]
        if self._front is not None and self._front.page == name:
            self._renew()

    def end(self, text: str) -> None:
        """Take `text` away: it is not so any more."""
        self._kept = [each for each in self._kept if each.text != text]
        self._away = tuple(each for each in self._away if each.text != text)
        if self._front is not None and self._front.text == text:
            self._renew()

    def put_away(self) -> None:
        """Show nothing of what is kept until `bring_back`: nobody is there whom it is for."""
        self._away, self._kept = (*self._away, *self._kept), []
        if self._front in self._away:
            self._renew()

    def store(self, text: str, tone: str) -> None:
        """Put a message away unseen; good news is not kept."""
        if tone not in _FLEETING:
            self._away = (*self._away, BarMessage(text, tone))

    def bring_back(self) -> None:
        """Show again what was put away, behind what came since."""
        self._away, self._kept = (), [*self._away, *self._kept]
        if self._front is None:
            self._renew()

    @property
    def offers_a_way(self) -> bool:
        """The message in front leads somewhere."""
        return self._front is not None and self._front.way is not None

    def go(self) -> None:
        """Take the way that the message in front offers."""
        if self.offers_a_way:
            self._on_way()

    def close_front(self) -> None:
        """Close what a person has read; what came before it is shown again."""
        closed = self._front.way.closed if self._front is not None and self._front.way is not None else None
        if self._front in self._kept:
            self._kept.remove(self._front)
        self._renew()
        if closed is not None:
            closed()

    def lie_in(self, room: QRect) -> None:
        """Place the box at the lower edge of `room`, the part of the parent beside the sidebar."""
        self._room = room
        self._place()

    def _show(self, message: BarMessage) -> None:
        self._front = message
        self._text.setText(message.text)
        self._marker.set_tone(message.tone)
        set_look(self, tone=message.tone)
        behind = len([each for each in self._kept if each != message])
        self._more.setText(self.tr("{n} more").format(n=behind) if behind else "")
        for each in (self._way, self._key):
            each.setVisible(message.way is not None)
        if message.way is not None:
            self._way.setText(message.way.text)
        self._place()
        self.show()
        self.raise_()

    def _renew(self) -> None:
        """Show the newest of what is kept, or nothing."""
        self._leaving.stop()
        if self._kept:
            self._show(self._kept[-1])
        else:
            self._front = None
            self.hide()

    def _place(self) -> None:
        wide = max(0, min(_WIDEST, self._room.width() - 2 * _EDGE))
        self.setFixedWidth(wide)
        layout = self.layout()
        high = max(self.sizeHint().height(), layout.heightForWidth(wide) if layout is not None else 0)
        left = self._room.right() - _EDGE - wide + 1 if right_to_left() else self._room.left() + _EDGE
        self.setGeometry(left, self._room.bottom() - _BELOW - high + 1, wide, high)

    def _on_way(self) -> None:
        way = self._front.way if self._front is not None else None
        self.close_front()
        if way is not None:
            way.run()
