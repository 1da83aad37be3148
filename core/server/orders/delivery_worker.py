"""Send what is queued: one delivery at a time in each process, never in a transaction, and never on the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from core.server.contract.replies import Reply
from core.server.contract.request import OUR_CLIENT_ID
from core.server.data.ledger import CardLedger
from core.server.data.quiet_log import quiet
from core.server.data.write_executor import PendingWrite, WriteExecutor
from core.server.orders.card_links import draw_link
from core.server.orders.carrier import Carrier, DeliveryConversation, DeliveryInDoubt, DeliveryRefused, PreparedDelivery
from core.server.orders.delivery_queue import UNKNOWN, DeliveryQueue, HeldDelivery

T = TypeVar("T")
CarryOut = Callable[[PendingWrite], Awaitable[Reply]]
"""Carries out a write as those of requests are. Raises RequestRefused."""
FAULT = "The service could not send this. Its log says why."
_log = quiet(logging.getLogger(__name__))


@dataclass(frozen=True, slots=True)
class DeliveryWorker:
    """Sends what is queued for one carrier, with the queue of one database.

    `page` is what a link to cards begins with, before its token; None where there is no page.
    """

    executor: WriteExecutor
    carrier: Carrier
    carry_out: CarryOut
    page: str | None = None

    async def send_next(self) -> bool:
        """Send what is due; return whether there was anything. Raises RequestRefused."""
        held = await self._in_queue(lambda queue: queue.take(self.carrier.kind))
        if held is None:
            return False
        try:
            await self._send(held)
        except DeliveryRefused as refused:
            _log.warning("a delivery was not accepted: %s", refused.told)
            told, final = refused.told, refused.final
            await self._in_queue(lambda queue: queue.failed(held.row, told, final=final))
        except DeliveryInDoubt as lost:
            _log.warning("it is not known whether a delivery was accepted: %s", lost)
            await self._in_queue(lambda queue: queue.failed(held.row, UNKNOWN, final=True))
        return True

    async def _send(self, held: HeldDelivery) -> None:
        token = None if self.page is None else draw_link()
        link = None if token is None else f"{self.page}{token}"
        number = f"{held.row.id}.{held.row.attempts}.{secrets.token_hex(8)}"
        talk = self._begin(PreparedDelivery(held, link, number, self.executor.switches.shop_name))
        try:
            await in_thread(talk.open)
            if await self._in_queue(lambda queue: queue.begin(held.row, token)):
                await in_thread(talk.hand_over)
                await self._in_queue(lambda queue: queue.sent(held.row))
        finally:
            talk.close()

    def _begin(self, prepared: PreparedDelivery) -> DeliveryConversation:
        """Return the conversation. Raises DeliveryRefused, also for a fault of ours: others must not wait behind it."""
        try:
            return self.carrier.begin(prepared)
        except DeliveryRefused:
            raise
        except Exception as error:
            _log.exception("a delivery could not be written")
            raise DeliveryRefused(FAULT, final=False) from error

    async def _in_queue(self, act: Callable[[DeliveryQueue], T]) -> T:
        """Return what `act` does with the queue, in a transaction of its own."""
        found: list[T] = []

        def write(ledger: CardLedger) -> Reply:
            found[:] = [act(DeliveryQueue(ledger))]
            return Reply(200, b"")

        await self.carry_out(PendingWrite(self.executor, write, OUR_CLIENT_ID))
        return found[0]


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

    threading.Thread(target=run, name="delivery", daemon=True).start()
    return await done
