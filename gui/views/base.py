"""What every page of the window is: a widget with a name, a title and `show_view`, that talks through `desk`.

A page never opens another page: it says `card_requested` or `view_requested`, and the window does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui import offers

if TYPE_CHECKING:
    from gui.offers import Offer
    from gui.work.worker import Desk


_MARGIN = 24
"""px beside the content, at least."""


class View(QWidget):
    """A page. `name` is its stable handle (and objectName `<name>_view`)."""

    name: ClassVar[str] = ""
    widest: ClassVar[int] = 0
    """px of its content on the largest screen, 0 for as much as there is: longer lines are not read, but searched."""

    card_requested = Signal(object)
    """A card_id. Not Signal(int): service ids have more than 32 bits, and so may amounts."""
    view_requested = Signal(str)
    told = Signal(str, str)
    """A finished text and its tone (good, warn, bad, info) for the message bar."""
    turned = Signal()
    """The page shows something else now: what it said before is over."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName(f"{self.name}_view")
        self.setProperty("role", "page")
        self.setAccessibleName(self.title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Content grows with the window up to its widest line, and then stands in the middle."""
        super().resizeEvent(event)
        layout = self.layout()
        if self.widest and layout is not None:
            beside = max(_MARGIN, (self.width() - self.widest) // 2)
            edges = layout.contentsMargins()
            layout.setContentsMargins(beside, edges.top(), beside, edges.bottom())

    @property
    def title(self) -> str:
        """The translated heading; also the accessible name of the page."""
        return self.name

    def make_ready(self) -> Iterator[None]:
        """Makes what will be needed soon, a little at each step, while nobody waits for it."""
        return iter(())

    def show_view(self) -> None:
        """Called each time the page comes to the front: read again, and put the focus where work starts."""

    def take_focus(self) -> None:
        """Its key was pressed while it is in front already: back to where work starts, with nothing lost."""

    def offers(self) -> tuple[Offer, ...]:
        """What can be done on this page now: what its buttons say, unless it has more to offer."""
        return offers.of_buttons(self, self.title)

    def unfinished(self) -> str:
        """What would be lost if the window closed now, in a sentence; "" for nothing. What is in the outbox is kept."""
        return ""

    def take_scan(self, _text: str) -> bool:
        """Whether what was scanned belongs to this page; else the counter looks it up."""
        return False

    def go_back(self) -> bool:
        """Escape: true when there was something to leave here; else the window goes to the scan field."""
        return False
