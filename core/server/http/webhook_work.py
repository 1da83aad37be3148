"""What each process does for webhooks beside its requests: notices who wants to be told what, and sends.

Where there is no webhook, it asks for some once a second, and nothing is written for any.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.types import BigInteger

from core.server.contract.events import EVENT_TYPES
from core.server.contract.replies import Reply
from core.server.contract.request import OUR_CLIENT_ID
from core.server.contract.webhook_settings import WebhookSettings
from core.server.data.connection_pool import ConnectionPool, open_connection
from core.server.data.database import reading
from core.server.data.driver import Statement
from core.server.data.webhook_tables import Webhook, deliveries, is_waiting, webhooks
from core.server.data.write_executor import PendingWrite, WriteAction
from core.server.http.background import BackgroundWork
from core.server.http.endpoints import CardEndpoints
from core.server.webhooks.webhook_queue import RESTS_AFTER

if TYPE_CHECKING:
    from core.server.webhooks.delivery_worker import WebhookWorker

PACE_S = 0.1
"""From one look for deliveries to the next, at least: they are leased and stored by the dozen."""
_ALL = Statement(select(webhooks), tuple)
_NOW = bindparam("now", type_=BigInteger)
_DUE = Statement(
    select(deliveries.c.id)
    .where(
        is_waiting,
        deliveries.c.webhook_id == bindparam("webhook_id"),
        deliveries.c.next_at <= _NOW,
        deliveries.c.leased_until <= _NOW,
    )
    .limit(1),
    tuple,
)


class DatabaseCalls(NamedTuple):
    """How work beside the requests uses the database: as requests do, and in a thread of its own."""

    use: Callable[[Callable[[], object]], Awaitable[object]]
    write: Callable[[PendingWrite], Awaitable[Reply]]


class WebhookWork(BackgroundWork):
    """The work of one process. `found` are the webhooks as they were a moment ago."""

    def __init__(self, endpoints: CardEndpoints, settings: WebhookSettings) -> None:
        super().__init__(self._take_step)
        self.found: Mapping[int, Webhook] = {}
        self.calls: DatabaseCalls | None = None
        self._engine = endpoints.engine
        self._pool = ConnectionPool(endpoints.engine)
        self._executor = endpoints.executor
        self._settings = settings
        self._seal = endpoints.seal
        self._worker: WebhookWorker | None = None
        endpoints.failing = self._is_failing
        self._executor.wanted = EVENT_TYPES  # until it is known who wants what
        self._executor.notice = self.notice

    async def run(self) -> None:
        """Work until cancelled."""
        try:
            await super().run()
        finally:
            if self._worker is not None:
                await self._worker.stop()

    def _is_failing(self) -> bool | None:
        """Return whether a receiver has not answered well for some time; None where there is none."""
        return any(each.failures >= RESTS_AFTER for each in self.found.values()) if self.found else None

    async def _take_step(self) -> bool:
        assert self.calls is not None
        due = await self.calls.use(self._look)
        if not self.found and self._worker is None:
            return False
        worker = self._worker or self._make_worker()
        if not due and not worker.has_outcomes and not worker.needs_upkeep():
            return False
        more = await worker.turn()
        await asyncio.sleep(PACE_S)
        return more

    def _look(self) -> bool:
        """Read the webhooks; return whether something is to be sent that there is a place for."""
        now = self._executor.now()
        with open_connection(self._pool) as conn:
            self.found = {row[0]: Webhook._make(row) for row in conn.all(_ALL, {})}
            self._executor.wanted = {each for webhook in self.found.values() for each in webhook.events.split()}
            asked = [
                webhook.id
                for webhook in self.found.values()
                if self._worker is None or self._worker.free_places(webhook, now)
            ]
            return any(conn.first(_DUE, {"webhook_id": each, "now": now}) is not None for each in asked)

    def _make_worker(self) -> WebhookWorker:
        from core.server.webhooks.delivery_worker import (  # noqa: PLC0415 - most services have no webhook
            WebhookWorker,
            WorkerTools,
        )

        tools = WorkerTools(self._write, self._find, self._seal, self._executor.clock)
        self._worker = WebhookWorker(tools, self._settings)
        self._worker.notice = self.notice
        return self._worker

    async def _find(self, look: Callable[[Connection], list[int]]) -> list[int]:
        """Read what may take long, in a thread of its own."""

        def read() -> list[int]:
            with reading(self._engine) as conn:
                return look(conn)

        return await asyncio.to_thread(read)

    async def _write(self, action: WriteAction) -> Reply:
        assert self.calls is not None
        return await self.calls.write(PendingWrite(self._executor, action, OUR_CLIENT_ID))
