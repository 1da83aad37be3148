"""What the message bar tells of its own accord: the start, what needs a person, trouble; and what the pages say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.usecases import settings, support, till, unfinished
from gui.frame.pages import COUNTER
from gui.views.base import View
from gui.widgets.buttons.offers import Offer
from gui.widgets.messages.message_bar import GO, MessageAction
from gui.window import close_question
from gui.window.alert_notices import AlertNotices
from gui.window.alert_watch import AlertWatch
from gui.window.parked_notice import ParkedNotice
from gui.wording import messages

if TYPE_CHECKING:
    from core.domain.outcome import Message
    from core.errors import KnownError
    from core.rows import DeskStatus, OperationRow
    from core.usecases.unfinished import Unfinished
    from gui.frame.page_stack import PageStack
    from gui.widgets.messages.message_bar import MessageBar
    from gui.work.core_bridge import CoreBridge


class Notices(QObject):
    """`show_page` is the way that a message offers."""

    def __init__(
        self, bridge: CoreBridge, bar: MessageBar, pages: PageStack, show_page: Callable[[str], object]
    ) -> None:
        super().__init__(bar)
        self._bridge, self._bar, self._pages, self._show_page = bridge, bar, pages, show_page
        self.parked = ParkedNotice(bridge, self)
        self.alerts = AlertWatch(bridge, pages.window(), self)
        self._alert_notices = AlertNotices(bridge, bar, pages, show_page)
        self._locked = self._asked = False
        place = self.tr("Message")
        self.offers = (
            Offer("message_go", self.tr("Show what the message is about"), bar.go, GO, place=place),
            Offer("message_end", self.tr("Close the message"), bar.close_front, "Ctrl+E", place=place),
        )

        self.parked.parked.connect(self._on_parked)
        self.alerts.read.connect(self._alert_notices.take)
        self._alert_notices.noted.connect(self.alerts.read)
        bridge.opened.connect(self._on_opened)
        bridge.trouble.connect(self._on_trouble)
        bridge.status_changed.connect(self._on_status)

    def now(self) -> tuple[Offer, ...]:
        """Return what can be done with the message in front, if there is one."""
        if not self._bar.isVisible():
            return ()
        return self.offers if self._bar.offers_a_way else self.offers[1:]

    def hear(self, view: View) -> None:
        """Tell what the page says from now on."""
        view.notified.connect(self._on_notified)
        view.turned.connect(self._on_turned)
        if (show_alerts := getattr(view, "show_alerts", None)) is not None:
            self.alerts.read.connect(show_alerts)
        if (alerts_read := getattr(view, "alerts_read", None)) is not None:
            alerts_read.connect(self.alerts.read)

    def show_locked(self) -> None:
        self._lock(locked=True)
        self._bar.show_message(self.tr("Signed out, because nobody was here for a while."), "info")

    def show_start_messages(self, said: tuple[Message, ...]) -> None:
        """Show what a person should hear of this start: a copied folder, a restored backup, a new key."""
        for each in said:
            self._bar.show_message(messages.format_message(each), "bad")

    def _on_notified(self, text: str, tone: str) -> None:
        """Show a message; it ends with its page. One that comes after its page was left stays until it is closed.

        While the till is locked it waits for whoever signs in.
        """
        if self._locked:
            self._bar.store(text, tone)
            return
        view = self.sender()
        page = view.name if isinstance(view, View) and view is self._pages.front else ""
        self._bar.show_message(text, tone, page)

    def _on_turned(self) -> None:
        view = self.sender()
        if isinstance(view, View):
            self._bar.end_page(view.name)

    def _on_opened(self, _status: DeskStatus) -> None:
        self._bridge.ask(settings.remember_language, self._on_language)
        self._bridge.ask(settings.said_of_paper, self._on_paper)
        self._bridge.ask(till.said_at_start, self.show_start_messages)
        self._bridge.ask(support.crash_of_last_time, self.show_start_messages)
        self._bridge.ask(support.look_for_update, self._on_update, thread="background")

    def _on_update(self, said: tuple[Message, ...]) -> None:
        for each in said:
            self._bar.show_message(messages.format_message(each), "info")

    def _on_language(self, changed: bool) -> None:
        if changed:
            self._bar.show_message(self.tr("The language changes when the program starts next."), "good")

    def _on_paper(self, said: tuple[Message, ...]) -> None:
        """Tell that the shop or the till has no name yet: better heard now than before the first receipt."""
        for each in said:
            way = MessageAction(self.tr("Open the settings"), partial(self._show_page, "settings"))
            self._bar.show_message(messages.format_message(each), "warn", way=way)

    def _on_status(self, status: DeskStatus) -> None:
        if status.shop_name:
            self._bar.end(messages.format_sentence("print.unnamed", {}))
        self._lock(locked=status.locked)
        if not self._asked and not status.locked:
            self._asked = True
            self._bridge.ask(unfinished.read_unfinished, self._on_unfinished)

    def _lock(self, *, locked: bool) -> None:
        """Show to nobody what was said to whoever was signed in; the next one sees what is not done with."""
        if locked == self._locked:
            return
        self._locked = locked
        if locked:
            self._bar.put_away()
        else:
            self._bar.bring_back()

    def _on_unfinished(self, seen: Unfinished) -> None:
        words = self.tr("Show the cards"), self.tr("Show the outbox"), self.tr("Show the receipts")
        close_question.show_unfinished(seen, self._bar, self._show_page, words)

    def _on_parked(self, row: OperationRow) -> None:
        """Tell of it, but not where it is seen: in the outbox, and on the counter while that card is there."""
        from gui.wording import operation_words  # noqa: PLC0415 - seldom needed, and never in the first frame

        at_counter = self._pages.is_front(COUNTER.name) and self._bridge.serving == row.card_id
        if not (at_counter or self._pages.is_front("outbox")):
            text = self.tr("This needs you: {what}.").format(what=operation_words.what(row))
            self._bar.show_message(
                text, "bad", way=MessageAction(self.tr("Show the outbox"), partial(self._show_page, "outbox"))
            )

    def _on_trouble(self, error: KnownError) -> None:
        self._bar.show_message(messages.format_error(error), "warn" if error.retryable else "bad")
