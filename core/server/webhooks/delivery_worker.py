"""The worker of one process: it leases deliveries, sends them beside the requests, and stores what became of them.

What it writes is carried out as the writes of requests are, so that none of these waits for a lock. A receiver that
hangs holds a few of the worker's places, never one of a request.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple, cast

from sqlalchemy import Connection

from core.server.contract.events import EventType, Scheme
from core.server.contract.refusals import RequestRefused
from core.server.contract.replies import Reply
from core.server.contract.webhook_settings import WebhookSettings
from core.server.data.ledger import CardLedger
from core.server.data.quiet_log import quiet
from core.server.data.webhook_tables import Webhook, WebhookDelivery
from core.server.webhooks.delivery_client import TIME_OUT_S, DeliveryClient
from core.server.webhooks.expiry_rounds import ExpiryRound, ExpiryStore, find_expired
from core.server.webhooks.secret_seal import SecretSeal
from core.server.webhooks.signing import EventMessage, sign
from core.server.webhooks.targets import networks_to_call, target_of
from core.server.webhooks.upkeep import DeliveryUpkeep
from core.server.webhooks.webhook_queue import LEASE_S, RESTS_AFTER, Outcome, SendAttempt, WebhookQueue
from core.server.webhooks.webhook_store import WebhookStore, events_of

PLACES = 8
"""How many subjects of one webhook are sent at once by one process."""
_UPKEEP_S = 60
_MOST_BATCHES = 20
"""Of cards that have expired, in one turn: deliveries go on in between."""
Write = Callable[[Callable[[CardLedger], Reply]], Awaitable[Reply]]
"""Carries out a write as those of requests are. Raises RequestRefused 503 and DBAPIError."""
Find = Callable[[Callable[[Connection], list[int]]], Awaitable[list[int]]]
"""Reads what may take long, where no request waits for it."""
_DONE = Reply(200, b"")
_log = quiet(logging.getLogger(__name__))


class WorkerTools(NamedTuple):
    """What the worker uses of its process. `clock` gives UTC epoch seconds."""

    write: Write
    find: Find
    seal: SecretSeal
    clock: Callable[[], float]


class WebhookWorker:
    """Sends what is due. `notice` is called when there is something to store."""

    def __init__(self, tools: WorkerTools, settings: WebhookSettings) -> None:
        """Make the worker of one process. Raises CannotStart for networks that are none."""
        self.notice: Callable[[], object] = lambda: None
        self._write, self._find, self._seal, self._clock = tools
        self._client = DeliveryClient(networks_to_call(settings.allow), settings.authorities)
        self._outcomes: list[Outcome] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy = Counter[int]()
        self._upkeep_at = 0.0
        self._wanted: Collection[str] = ()

    @property
    def has_outcomes(self) -> bool:
        """Return whether something is to be stored."""
        return bool(self._outcomes)

    def needs_upkeep(self) -> bool:
        """Return whether it is time to clear away."""
        return not self._upkeep_at - _UPKEEP_S <= self._clock() < self._upkeep_at

    async def turn(self) -> bool:
        """Store what became of deliveries, lease more and begin to send them; return whether any were leased."""
        outcomes, self._outcomes = self._outcomes, []
        leased: list[tuple[Webhook, list[str], list[list[WebhookDelivery]]]] = []

        def write(ledger: CardLedger) -> Reply:
            leased.clear()  # where a write is tried again
            store = WebhookStore(ledger.conn, self._seal, ledger.now)
            webhooks = {each.id: each for each in store.all()}
            self._settle(ledger, webhooks, outcomes)
            self._wanted = {each for webhook in webhooks.values() for each in events_of(webhook)}
            for webhook in webhooks.values():
                secrets = store.live_secrets(webhook)
                most = self.free_places(webhook, ledger.now)
                if not secrets:
                    _log.warning("a webhook's secret is sealed under another key; give it a new one: %s", webhook.id)
                elif most and (chains := WebhookQueue(ledger.conn, ledger.now).lease(webhook, most)):
                    leased.append((webhook, secrets, chains))
            if self.needs_upkeep() and (lost := DeliveryUpkeep(ledger.conn, ledger.now).run(list(webhooks))):
                _log.warning("deliveries to webhooks have failed: their receiver was away for days: %s of them", lost)
            return _DONE

        try:
            await self._write(write)
        except BaseException:
            self._outcomes = outcomes + self._outcomes
            raise
        if self.needs_upkeep() and await self._tell_expired():
            self._upkeep_at = self._clock() + _UPKEEP_S
        for webhook, secrets, chains in leased:
            for chain in chains:
                self._begin(webhook, secrets, chain)
        return bool(leased)

    async def stop(self) -> None:
        """Stop sending, and give back what was leased: another process, or the next start, goes on at once."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._client.close()
        outcomes = self._outcomes
        if outcomes:
            with suppress(RequestRefused):
                await self._write(lambda ledger: self._settle(ledger, {}, outcomes))

    async def _tell_expired(self) -> bool:
        """Record which cards have expired, where somebody wants to know; return whether these are all."""
        if "gift_card.expired" not in self._wanted:
            return True
        for _ in range(_MOST_BATCHES):
            rounds: list[ExpiryRound] = []

            def look(ledger: CardLedger, rounds: list[ExpiryRound] = rounds) -> Reply:
                rounds[:] = [ExpiryStore(ledger).present()]
                return _DONE

            await self._write(look)
            if rounds[0].is_over:
                return True
            card_ids = await self._find(partial(find_expired, at=rounds[0]))

            def tell(ledger: CardLedger, at: ExpiryRound = rounds[0], card_ids: list[int] = card_ids) -> Reply:
                ExpiryStore(ledger).tell(at, card_ids)
                return _DONE

            await self._write(tell)
        return False

    def free_places(self, webhook: Webhook, now: int) -> int:
        """Return how many subjects more can be sent to a webhook just now. `now`: UTC epoch seconds."""
        if webhook.rests_until > now:
            return 0
        return max((1 if webhook.failures >= RESTS_AFTER else PLACES) - self._busy[webhook.id], 0)

    def _settle(self, ledger: CardLedger, webhooks: dict[int, Webhook], outcomes: Sequence[Outcome]) -> Reply:
        by_webhook = defaultdict[int, list[Outcome]](list)
        for outcome in outcomes:
            by_webhook[outcome.delivery.webhook_id].append(outcome)
        queue = WebhookQueue(ledger.conn, ledger.now)
        for webhook_id, some in by_webhook.items():
            for failed in queue.settle(webhooks.get(webhook_id), some):
                where = (
                    target_of(webhooks[webhook_id].address).masked if webhook_id in webhooks else "a removed webhook"
                )
                _log.warning(
                    "a delivery to a webhook has failed for good: %s, to %s: %s", failed.id, where, failed.told
                )
        return _DONE

    def _begin(self, webhook: Webhook, secrets: list[str], chain: list[WebhookDelivery]) -> None:
        self._busy[webhook.id] += 1
        task = asyncio.create_task(self._send_all(webhook, secrets, chain))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send_all(self, webhook: Webhook, secrets: list[str], chain: list[WebhookDelivery]) -> None:
        """Send deliveries one after the other, until one fails or the lease may run out; give the others back."""
        until = time.monotonic() + LEASE_S - TIME_OUT_S - 2
        rest = list(chain)
        try:
            while rest and time.monotonic() < until:
                attempt = await self._send(webhook, secrets, rest[0])
                self._outcomes.append(Outcome(rest.pop(0), attempt))
                if not attempt.is_good:
                    break
        finally:
            self._outcomes += [Outcome(each, None) for each in rest]
            self._busy[webhook.id] -= 1
            self.notice()

    async def _send(self, webhook: Webhook, secrets: list[str], delivery: WebhookDelivery) -> SendAttempt:
        message = EventMessage(delivery.message, cast(EventType, delivery.event), delivery.content)
        signed = sign(cast(Scheme, webhook.scheme), secrets, message, self._clock())
        return await self._client.send(target_of(webhook.address), signed)


def _shown(webhooks: dict[int, Webhook], delivery: WebhookDelivery) -> str:
    """Return what a log may say of a receiver."""
    webhook = webhooks.get(delivery.webhook_id)
    return "a webhook that was removed" if webhook is None else target_of(webhook.address).masked
