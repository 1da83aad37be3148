"""Send what is queued: one delivery at a time in each process, never in a transaction, and never on the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from core.server.contract.replies import Reply
from core.server.contract.request import OUR_CLIENT_ID
from core.server.data.ledger import CardLedger
from core.server.data.quiet_log import quiet
from core.server.data.write_executor import PendingWrite, WriteExecutor
from core.server.orders.card_links import draw_link
from core.server.orders.delivery_queue import UNKNOWN, DeliveryQueue, HeldDelivery
from core.server.orders.mail_settings import MailSettings
from core.server.orders.mail_text import CardLetter, SentCard, write_mail
from core.server.orders.smtp import MailConversation, MailOutcomeUnknown, MailRefused

T = TypeVar("T")
CarryOut = Callable[[PendingWrite], Awaitable[Reply]]
"""Carries out a write as those of requests are. Raises RequestRefused."""
_log = quiet(logging.getLogger(__name__))


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends mails by one server, with the queue of one database. `conversation` speaks with it about one mail."""

    executor: WriteExecutor
    settings: MailSettings
    carry_out: CarryOut
    page: str | None = None
    """What a link to cards begins with, before its token; None where there is no page."""
    conversation: Callable[[MailSettings], MailConversation] = MailConversation

    async def send_next(self) -> bool:
        """Send what is due; return whether there was anything. Raises RequestRefused."""
        held = await self._in_queue(lambda queue: queue.take(frozenset({"email"})))
        if held is None:
            return False
        talk = self.conversation(self.settings)
        try:
            await self._send(held, talk)
        except MailRefused as refused:
            _log.warning("a mail was not accepted: %s", refused.told)
            told, final = refused.told, refused.final
            await self._in_queue(lambda queue: queue.failed(held.row, told, final=final))
        except MailOutcomeUnknown as lost:
            _log.warning("it is not known whether a mail was accepted: %s", lost)
            await self._in_queue(lambda queue: queue.failed(held.row, UNKNOWN, final=True))
        finally:
            talk.close()
        return True

    async def _send(self, held: HeldDelivery, talk: MailConversation) -> None:
        address = held.line.recipient_email
        if address is None:
            raise MailRefused("the address was erased", final=True)
        token = None if self.page is None else draw_link()
        letter = replace(self._letter(held, address), link=None if token is None else f"{self.page}{token}")
        mail = write_mail(letter, self.settings, held.row.queued_at)
        await in_thread(lambda: talk.open(address))
        if await self._in_queue(lambda queue: queue.begin(held.row, token)):
            await in_thread(lambda: talk.hand_over(mail))
            await self._in_queue(lambda queue: queue.sent(held.row))

    async def _in_queue(self, act: Callable[[DeliveryQueue], T]) -> T:
        """Return what `act` does with the queue, in a transaction of its own."""
        found: list[T] = []

        def write(ledger: CardLedger) -> Reply:
            found[:] = [act(DeliveryQueue(ledger))]
            return Reply(200, b"")

        await self.carry_out(PendingWrite(self.executor, write, OUR_CLIENT_ID))
        return found[0]

    def _letter(self, held: HeldDelivery, address: str) -> CardLetter:
        line = held.line
        return CardLetter(
            f"{held.row.id}.{held.row.attempts}.{secrets.token_hex(8)}",
            address,
            line.recipient_name,
            line.sender_name,
            line.message,
            self.executor.switches.shop_name,
            line.template_suffix or line.product_id or "",
            tuple(SentCard(card.code, card.initial_value, card.currency, card.expires_on) for card in held.cards),
        )


async def in_thread(work: Callable[[], T]) -> T:
    """Return what `work` returns, from a thread that keeps no process from ending."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(act: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(lambda: None if done.done() else act())

    def run() -> None:
        try:
            found = work()
        except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
            failed = error
            tell(lambda: done.set_exception(failed))
        else:
            tell(lambda: done.set_result(found))

    threading.Thread(target=run, name="mail", daemon=True).start()
    return await done
