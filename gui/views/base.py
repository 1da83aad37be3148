"""What every page of the window is: a widget with a name, a title and `show_view`, that talks through `bridge`.

A page never opens another page: it says `card_requested` or `view_requested`, and the window does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.widgets.buttons import offers

if TYPE_CHECKING:
    from core.usecases.changes import Changes
    from gui.widgets.buttons.offers import Offer
    from gui.work.core_bridge import CoreBridge


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
    notified = Signal(str, str)
    """A finished text and its tone (good, warn, bad, info) for the message bar."""
    turned = Signal()
    """The page shows something else now: what it said before is over."""

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.setObjectName(f"{self.name}_view")
        self.setProperty("role", "page")
        self.setAccessibleName(self.title)

        bridge.changed.connect(self._on_core_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the content grow with the window up to its widest line, and then stand in the middle."""
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
        """Make what will be needed soon, a little at each step, while nobody waits for it."""
        return iter(())

    def show_view(self) -> None:
        """Read again, and put the focus where work starts; called each time the page comes to the front."""

    def show_part(self, _part: str) -> None:
        """Come to the front with a part of the page, "" for where work starts; a page without parts has that alone."""
        self.show_view()

    def renew(self, changes: Changes) -> None:
        """Read again what the page shows of the changes, while it is seen. Else `show_view` will."""

    def take_focus(self) -> None:
        """Go back to where work starts, with nothing lost: the key of the page was pressed while it is in front."""

    def offers(self) -> tuple[Offer, ...]:
        """Return what can be done on this page now: what its buttons say, unless it has more to offer."""
        return offers.of_buttons(self, self.title)

    def unfinished(self) -> str:
        """Return what would be lost if the window closed now, in a sentence; "" for nothing. The outbox is kept."""
        return ""

    def take_scan(self, _text: str) -> bool:
        """Return whether what was scanned belongs to this page; else the counter looks it up."""
        return False

    def go_back(self) -> bool:
        """Leave what Escape leaves: true when there was something; else the window goes to the scan field."""
        return False

    def _on_core_changed(self, changes: Changes, _result: object) -> None:
        if self.isVisible():
            self.renew(changes)
