"""What the message bar tells of its own accord: the start, what needs a person, trouble; and what the pages say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui import closing
from gui.offers import Offer
from gui.pages import COUNTER
from gui.parked_notice import ParkedNotice
from gui.views.base import View
from gui.widgets.message_bar import GO, MessageAction
from gui.wording import languages, messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.outcome import Said
    from core.errors import KnownError
    from core.rows import DeskStatus, OperationRow
    from gui.frame.page_stack import PageStack
    from gui.widgets.message_bar import MessageBar
    from gui.work.unfinished import Unfinished
    from gui.work.worker import Desk


class Notices(QObject):
    """`show_page` is the way that a message offers."""

    def __init__(self, desk: Desk, bar: MessageBar, pages: PageStack, show_page: Callable[[str], object]) -> None:
        super().__init__(bar)
        self._desk, self._bar, self._pages, self._show_page = desk, bar, pages, show_page
        self.parked = ParkedNotice(desk, self)
        place = self.tr("Message")
        self.offers = (
            Offer("message_go", self.tr("Show what the message is about"), bar.go, GO, place=place),
            Offer("message_end", self.tr("Close the message"), bar.close_front, "Ctrl+E", place=place),
        )

        self.parked.parked.connect(self._on_parked)
        desk.opened.connect(self._on_opened)
        desk.trouble.connect(self._on_trouble)
        desk.status_changed.connect(self._on_status)

    def now(self) -> tuple[Offer, ...]:
        """What can be done with the message in front, if there is one."""
        if not self._bar.isVisible():
            return ()
        return self.offers if self._bar.offers_a_way else self.offers[1:]

    def hear(self, view: View) -> None:
        """From now on what the page says is told."""
        view.told.connect(self._on_told)
        view.turned.connect(self._on_turned)

    def tell_locked(self) -> None:
        self._bar.tell(self.tr("Signed out, because nobody was here for a while."), "info")

    def show_said(self, said: tuple[Said, ...]) -> None:
        """What a person should hear of this start: the folder was copied, a backup restored, the key is new."""
        for each in said:
            self._bar.tell(messages.say_said(each), "bad")

    def _on_told(self, text: str, tone: str) -> None:
        """A message ends with its page; one that comes after its page was left stays until it is closed."""
        view = self.sender()
        page = view.name if isinstance(view, View) and view is self._pages.front else ""
        self._bar.tell(text, tone, page)

    def _on_turned(self) -> None:
        view = self.sender()
        if isinstance(view, View):
            self._bar.end_page(view.name)

    def _on_opened(self, _status: DeskStatus) -> None:
        self._desk.ask(languages.remember, self._on_language)
        self._desk.ask(lambda core: core.preferences.said_of_paper(), self._on_paper)
        self._desk.ask(lambda core: core.said, self.show_said)
        self._desk.ask(_read_unfinished, self._on_unfinished)

    def _on_language(self, changed: bool) -> None:
        if changed:
            self._bar.tell(self.tr("The language changes when the program starts next."), "good")

    def _on_paper(self, said: tuple[Said, ...]) -> None:
        """The shop or the till has no name yet: better heard now than before the first customer's receipt."""
        for each in said:
            way = MessageAction(self.tr("Open the settings"), partial(self._show_page, "settings"))
            self._bar.tell(messages.say_said(each), "warn", way=way)

    def _on_status(self, status: DeskStatus) -> None:
        if status.shop_name:
            self._bar.end(messages.say("print.unnamed", {}))

    def _on_unfinished(self, seen: Unfinished) -> None:
        words = self.tr("Show the cards"), self.tr("Show the outbox"), self.tr("Show the receipts")
        closing.tell(seen, self._bar, self._show_page, words)

    def _on_parked(self, row: OperationRow) -> None:
        """Not where it is seen already: in the outbox, and on the counter while that card lies there."""
        from gui.views.outbox import operation_words  # noqa: PLC0415 - seldom needed, and never in the first frame

        at_counter = self._pages.is_front(COUNTER.name) and self._desk.serving == row.card_id
        if not (at_counter or self._pages.is_front("outbox")):
            text = self.tr("This needs you: {what}.").format(what=operation_words.what(row))
            self._bar.tell(
                text, "bad", way=MessageAction(self.tr("Show the outbox"), partial(self._show_page, "outbox"))
            )

    def _on_trouble(self, error: KnownError) -> None:
        self._bar.tell(messages.say_error(error), "warn" if error.retryable else "bad")


def _read_unfinished(core: Core) -> Unfinished:
    """Imports what it needs in the lane, behind the first frame."""
    from gui.work.unfinished import read_unfinished  # noqa: PLC0415

    return read_unfinished(core)
