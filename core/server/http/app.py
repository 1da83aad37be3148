"""The service as an ASGI application: a request is checked, read, carried out and answered here.

On SQLite every write, the read of one card and that of a few are short and run on the event loop; on PostgreSQL they
run in a thread pool, but for the read of one card. Reads of many rows have threads of their own on both.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from core.server.contract.refusals import RequestRefused
from core.server.contract.replies import Reply, as_json, refusal_reply
from core.server.contract.request import Request
from core.server.contract.scopes import check_scope
from core.server.data.api_keys import ApiClient, ApiKeys
from core.server.data.bearers import KeptBearers, is_bearer
from core.server.data.connection_pool import ConnectionPool
from core.server.data.group_commit import GroupCommit
from core.server.data.key_use import KeyUse
from core.server.data.ledger import SHOWN_CARD
from core.server.data.list_reader import open_replica
from core.server.data.pending_read import PendingRead
from core.server.data.rate_limit import LeakyBucket
from core.server.data.write_executor import PendingWrite
from core.server.http.access_log import AccessLog, log_entry
from core.server.http.attempts import Attempts
from core.server.http.background import BackgroundWork, serve_lifespan
from core.server.http.endpoints import CardEndpoints
from core.server.http.lock_wait import LockWait
from core.server.http.read_threads import ReadThreads
from core.server.http.report_endpoints import CSV, REPORTS
from core.server.http.request_guard import Doors, KeyRing, RequestGuard, address_of, networks_of
from core.server.http.request_reader import ClientGone, Headers, RequestReader, headers_of
from core.server.http.response_writer import ResponseWriter
from core.server.http.routes import (
    DOCUMENT,
    HEALTH,
    PREFIX,
    TOKEN,
    EndpointCall,
    check_readable,
    check_sent,
    vendor_routes,
)
from core.server.http.service_settings import ServiceSettings as ServiceSettings
from core.server.http.shopify_alias import PREFIX as ALIAS_PREFIX
from core.server.http.shopify_alias import shopify_routes
from core.server.http.short_reads import ShortReads
from core.server.http.token_endpoint import TokenEndpoint, TokenRefused, refused_request, refused_token
from core.server.http.webhook_work import DatabaseCalls, WebhookWork
from core.server.webhooks.secret_seal import SecretSeal

if TYPE_CHECKING:
    from core.server.data.loop_reader import LoopReader
    from core.server.http.card_page import LinkedCardPage
    from core.server.orders.carrier import Carrier

CARD_PAGE = "/c/"
"""What the address of a card's page begins with, at the root of the service."""
FORGET_EVERY_S = 3600.0
"""How often it is looked for recipients that are not to be kept any longer."""
T = TypeVar("T")


def create_app(
    engine: Engine,
    settings: ServiceSettings,
    clock: Callable[[], float] = time.time,
    after_balance_read: Callable[[int], None] | None = None,
) -> ASGIApp:
    """Return the whole service. `clock` gives UTC epoch seconds; `after_balance_read`: see CardEndpoints."""
    switches, access = settings.switches, settings.access
    keys, pool = ApiKeys(engine, settings.tokens, clock), ConnectionPool(engine)
    ring = KeyRing(keys, KeptBearers(pool, keys, clock), KeyUse(engine, clock), Attempts(clock))
    doors = Doors(networks_of(access.allow), alias=switches.shopify_alias)
    guard = RequestGuard(ring, LeakyBucket(pool, switches, clock), doors)
    log = None if access.access_log is None else _open_access_log(access.access_log, clock, engine)
    threads = ReadThreads()
    event.listen(engine, "engine_disposed", lambda _engine: threads.close(), once=True)
    endpoints = CardEndpoints(engine, switches, clock, after_balance_read)
    if settings.read_database is not None:
        replica = open_replica(engine.url, settings.read_database)
        event.listen(engine, "engine_disposed", lambda _engine: replica.dispose(), once=True)
        endpoints.lists.use(replica)
    endpoints.seal = SecretSeal(settings.sealing_key())
    messages = HttpMessages(RequestReader(access.public_url), ResponseWriter(clock), log)
    app = ServiceApp(endpoints, threads, guard, messages)
    app.forget_recipients(settings.recipients_days)
    if settings.delivery and access.public_url:
        app.show_cards(clock)
    for way in settings.delivery:
        app.deliver(way, f"{access.public_url}{CARD_PAGE}" if access.public_url else None)
    app.let_work(WebhookWork(endpoints, settings.webhooks))
    return app


def _open_access_log(path: str, clock: Callable[[], float], engine: Engine) -> AccessLog:
    """Open the log; it is closed with the connections to the database, when the engine is disposed of."""
    log = AccessLog(path, clock)
    event.listen(engine, "engine_disposed", lambda _engine: log.close(), once=True)
    return log


def _loop_reader(engine: Engine) -> LoopReader:
    from core.server.data.loop_reader import LoopReader  # noqa: PLC0415 - a till needs no PostgreSQL

    return LoopReader(engine)


class HttpMessages(NamedTuple):
    """What reads requests, writes replies, and notes both."""

    reader: RequestReader
    writer: ResponseWriter
    log: AccessLog | None


class ServiceApp:
    """Answers HTTP requests. It keeps no state of a shop: any number of processes may do this at once."""

    def __init__(
        self, endpoints: CardEndpoints, threads: ReadThreads, guard: RequestGuard, messages: HttpMessages
    ) -> None:
        self._endpoints = endpoints
        self._threads = threads
        self._guard = guard
        self._reader, self._writer, self._log = messages
        self._routes = vendor_routes(endpoints, endpoints.reports())
        self._alias = shopify_routes(endpoints) if endpoints.switches.shopify_alias else None
        self._document: Reply | None = None
        self._on_loop = endpoints.engine.dialect.name == "sqlite"
        self._loop_reader = None if self._on_loop else _loop_reader(endpoints.engine)
        self._group = GroupCommit(endpoints.executor)
        self._short = ShortReads()
        self._reading_keys = asyncio.Lock()
        self._tokens = TokenEndpoint(guard.keys, guard.bearers)
        self._card_page: LinkedCardPage | None = None
        self._works = [BackgroundWork(self._make_cards)]
        endpoints.orders.notice = self._notice

    def let_work(self, work: WebhookWork) -> None:
        """Let work go on beside the requests, with the database as they use it."""
        work.calls = DatabaseCalls(self._use_database, self._carry_out)
        self._works.append(work)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await serve_lifespan(self._works, receive, send)
            return
        began = time.perf_counter()
        headers, client = headers_of(scope), None
        page = self._card_page if scope["path"].startswith(CARD_PAGE) else None
        try:
            if page is None:
                self._guard.check_address(scope)
            if page is not None:  # whoever got a mail has no key, and comes from anywhere
                reply = await page.answer(scope, await self._reader.read_body(receive))
            elif scope["path"] in (HEALTH, DOCUMENT):
                check_readable(scope["method"])
                health = scope["path"] == HEALTH
                reply = await self._execute(self._endpoints.health, Request(""), None) if health else self._described()
            elif scope["path"] == TOKEN:
                reply, client = await self._give_token(scope, receive, headers)
            else:
                await self._refresh_keys()
                client = await self._client(scope, headers)
                reply = await self._reply(scope, receive, headers, client)
        except RequestRefused as refused:
            reply = self._refusal(refused)
        except ClientGone:
            reply = Reply(400, b"")
        if self._log is not None:
            self._log.write(log_entry(scope, client.name if client else None, reply, time.perf_counter() - began))
        await self._writer.write(reply, send)
        if client is not None and client.kept:
            self._guard.use.note(client.name)

    def _described(self) -> Reply:
        """Return the description of the service, which is made for the first who asks."""
        if self._document is None:
            from core.server.http.openapi import openapi_document  # noqa: PLC0415 - no till asks for it

            self._document = Reply(200, as_json(openapi_document(self._endpoints.switches)))
        return self._document

    async def _refresh_keys(self) -> None:
        """Read the keys again when it is time; who comes meanwhile waits, for the first ones are read here too."""
        keys = self._guard.keys
        if keys.is_stale():
            async with self._reading_keys:
                if keys.is_stale() and self._on_loop:
                    keys.refresh()
                elif keys.is_stale():
                    await run_in_threadpool(keys.refresh)

    async def _client(self, scope: Scope, headers: Headers) -> ApiClient:
        """Return whose key the request carries, or a bearer stands for. Raises RequestRefused 401, 429 or 503."""
        token = self._guard.token(headers)
        client = self._guard.find(token)
        if client is None and is_bearer(token) and not self._guard.keys.unread:
            client = await self._use_database(partial(self._guard.look_up, token, address_of(scope)))
        if client is None:
            raise self._guard.refused(token)
        return client

    async def _give_token(self, scope: Scope, receive: Receive, headers: Headers) -> tuple[Reply, ApiClient | None]:
        """Answer a request for a bearer; return whose it is too. Each counts: there is a row for each that is given."""
        check_sent(scope["method"])
        address = address_of(scope)
        try:
            self._guard.attempts.check(address)
            self._guard.attempts.count(address)
            await self._refresh_keys()
            asked = self._tokens.read(headers, await self._reader.read_body(receive))
            reply = await self._use_database(partial(self._tokens.give, asked))
        except TokenRefused as refused:
            return refused_token(refused), None
        except RequestRefused as refused:
            return refused_request(refused), None
        return reply, ApiClient(asked.key.name, asked.key.client_id)

    async def _reply(self, scope: Scope, receive: Receive, headers: Headers, client: ApiClient) -> Reply:
        more = (CSV,) if scope["path"].startswith(PREFIX + REPORTS) else ()
        self._guard.check_accept(headers, *more)
        level = await self._count_request()
        try:
            routes = self._alias if self._alias and scope["path"].startswith(ALIAS_PREFIX) else self._routes
            endpoint, path_id = routes.find(scope["method"], scope["path"])
            check_scope(endpoint.wanted, client.scopes)
            request = await self._reader.read(scope, receive, headers, (path_id, client))
            try:
                reply = await self._execute(endpoint.call, request, scope.get("state", {}).get("lost"))
            finally:
                self._reader.release_body(request.body)
        except RequestRefused as refused:
            reply = self._refusal(refused)
        return replace(reply, headers=reply.headers + level) if level else reply

    def _refusal(self, refused: RequestRefused) -> Reply:
        return refusal_reply(refused, self._endpoints.switches.error_shape)

    async def _count_request(self) -> tuple[tuple[str, str], ...]:
        """Count the request against the rate limit; return the header that says how many are left, or none."""
        limit = self._guard.limit
        return await self._use_database(limit.add_request) if limit else ()

    async def _execute(self, endpoint: EndpointCall, request: Request, lost: asyncio.Future[None] | None) -> Reply:
        """Return the reply. `lost` is done when the client's connection is."""
        if self._loop_reader is not None and endpoint == self._endpoints.read_card:
            row = await self._loop_reader.first(SHOWN_CARD, {"card_id": request.card_id})
            if row is not None:
                return self._endpoints.shown_reply(row)
        begin = partial(endpoint if self._on_loop else partial(_write_alone, endpoint), request)
        outcome = await self._use_database(begin)
        if isinstance(outcome, Reply):
            return outcome
        if isinstance(outcome, PendingRead):
            if self._on_loop and self._short.takes(outcome):
                return await self._use_database(partial(self._short.run, outcome))
            return await self._use_beside_loop(partial(self._threads.run, outcome, lost))
        return await self._write_together(outcome)

    async def _write_together(self, write: PendingWrite) -> Reply:
        """Carry out a write in one commit with those that came at the same time. Raises RequestRefused."""
        reply = await self._group.commit(write)
        return await self._use_database(write.execute) if reply is None else reply

    async def _make_cards(self) -> bool:
        """Make some cards of orders, as writes of requests are made; return whether there may be more to make."""
        reply = await self._carry_out(self._endpoints.orders.making())
        if reply.status == 200:
            self._notice()  # there may be something to send
        return reply.status == 200

    def forget_recipients(self, days: int) -> None:
        """Forget whom lines were for that ended so many days ago, from the start of the event loop on."""
        orders = self._endpoints.orders

        async def forget() -> bool:
            return (await self._carry_out(orders.forgetting(days))).status == 200

        self._works.append(BackgroundWork(forget, FORGET_EVERY_S))

    def show_cards(self, clock: Callable[[], float]) -> None:
        """Have a page for whoever got a link to their cards."""
        from core.server.http.card_page import LinkedCardPage  # noqa: PLC0415 - a till's own service shows none

        self._card_page = LinkedCardPage(self._endpoints.executor, self._carry_out, clock)

    def deliver(self, carrier: Carrier, page: str | None) -> None:
        """Offer a way of delivery, and send from the start of the event loop on. `page`: what links begin with."""
        from core.server.orders.delivery_worker import DeliveryWorker  # noqa: PLC0415 - a till's own service sends nothing

        worker = DeliveryWorker(self._endpoints.executor, carrier, self._carry_out, page)
        self._endpoints.orders.offered |= {carrier.kind}
        self._works.append(BackgroundWork(worker.send_next))

    async def _carry_out(self, write: PendingWrite) -> Reply:
        """Carry out a write of the background as those of requests are. Raises RequestRefused."""
        return await (self._write_together(write) if self._on_loop else self._use_database(write.execute))

    def _notice(self) -> None:
        for work in self._works:
            work.notice()

    async def _use_database(self, work: Callable[[], T]) -> T:
        """Run `work`. Raises RequestRefused 503, with nothing written, when the database cannot be used."""
        if not self._on_loop:
            return await self._use_beside_loop(partial(run_in_threadpool, work))
        lock: LockWait | None = None
        while True:
            try:
                return work()
            except DBAPIError as error:
                lock = lock or LockWait()
                lock.check(error)
            await lock.wait()

    async def _use_beside_loop(self, work: Callable[[], Awaitable[T]]) -> T:
        """Await `work`, which runs in a thread. Raises RequestRefused 503 as `_use_database` does."""
        lock = LockWait()
        while True:
            try:
                return await work()
            except (DBAPIError, PoolTimeout) as error:
                lock.check(error)
            await lock.wait()


def _write_alone(endpoint: EndpointCall, request: Request) -> Reply | PendingRead:
    outcome = endpoint(request)
    return outcome.execute() if isinstance(outcome, PendingWrite) else outcome
