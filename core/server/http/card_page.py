"""The page that a mail leads to, `/c/{token}`: a button, and behind it the card with what is left on it.

Looking at a link does nothing and tells nothing: programs that check mails follow every one of them. Only the button
asks the database, and that is the event *opened*. Whoever asks needs no key; who tries links is slowed down.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.types import Scope

from core.server.contract.refusals import RequestRefused
from core.server.contract.replies import Reply
from core.server.contract.request import OUR_CLIENT_ID
from core.server.contract.shop_time import shop_zone, today
from core.server.data.ledger import CardLedger
from core.server.data.write_executor import PendingWrite, WriteExecutor
from core.server.http.attempts import Attempts
from core.server.http.card_page_html import POLICY, closed_page, message_page, opened_page
from core.server.http.request_guard import address_of
from core.server.orders.card_links import open_link

NO_CARD = "This link opens no card. Perhaps a part of it is missing."
LATER = "The card cannot be shown just now. Please try again in a moment."
_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex, nofollow"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", POLICY),
)
_HTML = "text/html; charset=utf-8"


class LinkedCardPage:
    """Answers requests for the page. `clock` gives UTC epoch seconds."""

    def __init__(
        self,
        executor: WriteExecutor,
        carry_out: Callable[[PendingWrite], Awaitable[Reply]],
        clock: Callable[[], float],
    ) -> None:
        self._executor = executor
        self._carry_out = carry_out
        self._shop = executor.switches.shop_name
        self._zone = shop_zone(executor.switches.shop_zone)
        self._attempts = Attempts(clock)

    async def answer(self, scope: Scope, _body: bytes) -> Reply:
        """Return the page, whatever the form says; links that open nothing are all answered alike."""
        method, path, address = scope["method"], scope["path"], address_of(scope)
        if method in ("GET", "HEAD"):
            return _reply(200, closed_page(self._shop))
        if method != "POST":
            return _reply(405, message_page(self._shop, NO_CARD), ("Allow", "GET, HEAD, POST"))
        try:
            self._attempts.check(address)
            reply = await self._carry_out(self._opening(path.rpartition("/")[2]))
        except RequestRefused as refused:
            return _reply(refused.status, message_page(self._shop, LATER), *refused.headers)
        if reply.status == 404:
            self._attempts.count(address)
        return reply

    def _opening(self, token: str) -> PendingWrite:
        def write(ledger: CardLedger) -> Reply:
            found = open_link(ledger, token)
            if found is None:
                return _reply(404, message_page(self._shop, NO_CARD))
            day = today(ledger.now, self._zone)
            return _reply(200, opened_page(self._shop, found.cards, found.design, day))

        return PendingWrite(self._executor, write, OUR_CLIENT_ID)


def _reply(status: int, page: bytes, *headers: tuple[str, str]) -> Reply:
    return Reply(status, page, (*_HEADERS, *headers), _HTML)
