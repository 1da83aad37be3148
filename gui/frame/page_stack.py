"""The pages of the window, made at their first use, and the guard before them while nobody is signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.frame.pages import COUNTER, GUARDED, PAGES, is_offered
from gui.views.base import View

if TYPE_CHECKING:
    from gui.widgets.buttons.offers import Offer
    from gui.work.core_bridge import CoreBridge


class PageStack(QStackedWidget):
    """`made` is called once with each new page, to connect it. `sign_in_requested`: the guard stands in front."""

    sign_in_requested = Signal()

    def __init__(self, bridge: CoreBridge, made: Callable[[View], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._made = bridge, made
        self._views: dict[str, View] = {}
        self._wanted = ""

    @property
    def front(self) -> View | None:
        """The page in front, be it the guard."""
        view = self.currentWidget()
        return view if isinstance(view, View) else None

    @property
    def made(self) -> tuple[View, ...]:
        """Those that were opened so far."""
        return tuple(self._views.values())

    def view(self, name: str) -> View:
        """Return the page, made if need be."""
        return self._views.get(name) or self._build(name)

    def all(self) -> Iterator[View]:
        return (self.view(page.name) for page in PAGES)

    def is_front(self, name: str) -> bool:
        return self._views.get(name) is not None and self._views[name] is self.currentWidget()

    def is_guarded(self, name: str) -> bool:
        """Return whether somebody must sign in to see it."""
        status = self._bridge.status
        return name in GUARDED and status is not None and status.locked

    @property
    def shows_card(self) -> bool:
        """A card is served at the counter, which is in front."""
        return self.is_front(COUNTER.name) and self._bridge.serving is not None

    @property
    def at_hand(self) -> tuple[View, ...]:
        """Return the pages whose offers count now: the one in front and the counter, of these only what is shown."""
        front = () if self.front is None else (self.front,)
        return front if self.is_guarded(COUNTER.name) else (*front, self.view(COUNTER.name))

    def to_show(self, name: str) -> View:
        """Return the page to bring to the front for `name`: itself, the guard, or the one in front, which says why."""
        if not is_offered(name, self._bridge.status):
            from gui.wording import messages  # noqa: PLC0415 - the first frame says nothing of the kind

            front = self.front or self.view(COUNTER.name)
            front.notified.emit(messages.format_sentence("staff.not_allowed", {}), "warn")
            return front
        self._wanted = name if self.is_guarded(name) else ""
        return self._guard() if self._wanted else self.view(name)

    def overtaken(self) -> str:
        """Return the page to show anew because somebody signed in or out; "" when what is in front is right."""
        wanted = self._wanted or (self.front.name if self.front is not None else "")
        if not is_offered(wanted, self._bridge.status):
            return COUNTER.name
        changed = wanted in GUARDED and bool(self._wanted) != self.is_guarded(wanted)
        return wanted if changed else ""

    def offered(self, ways: Iterable[Offer]) -> tuple[Offer, ...]:
        """Return the ways to pages that there is something on for whoever is at the till."""
        return tuple(each for each in ways if is_offered(each.name.removeprefix("go_"), self._bridge.status))

    def make_ready(self) -> Iterator[None]:
        """Make what the next customer needs, a little at each step, before it is asked for.

        Another page takes 0.1 s when it is first opened; made before, it would cost memory on every till, all day.
        """
        yield from self.view(COUNTER.name).make_ready()

    def _build(self, name: str) -> View:
        view = next(page for page in PAGES if page.name == name).build(self._bridge, self)
        self._views[name] = view
        self.addWidget(view)
        self._made(view)
        return view

    def _guard(self) -> View:
        from gui.frame.guard_page import GuardPage  # noqa: PLC0415 - only where people sign in

        page = self.findChild(GuardPage)
        if page is None:
            page = GuardPage(self._bridge, self)
            page.sign_in_requested.connect(self.sign_in_requested)
            self.addWidget(page)
        return page
