"""The service as an ASGI application: where a call is let in, carried out and answered.

SQLite statements are short and run on the event loop; those of PostgreSQL run in the thread pool.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar
from urllib.parse import parse_qsl

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from core.server.access_log import AccessLog, Visit
from core.server.alias import PREFIX as ALIAS_PREFIX
from core.server.alias import alias_routes
from core.server.books import Write
from core.server.bucket import Bucket
from core.server.calls import Call, headers_of
from core.server.database import is_locked
from core.server.doors import Doors
from core.server.faults import Faults
from core.server.faulty import Faulty
from core.server.gate import Gate, networks_of
from core.server.intake import Gone, Headers, Intake
from core.server.keys import Keys
from core.server.lines import Lines
from core.server.openapi import document
from core.server.refusals import Refused, Reply, as_json, refusal_reply
from core.server.replying import Sender
from core.server.routes import DOCUMENT, HEALTH, Carry, routes_of
from core.server.sharing import SharedCommits
from core.server.shop import Shop
from core.server.switches import Switches
from core.server.web_shop import WebShop

LOCK_WAIT_S = 2.0
"""How long a locked SQLite file is waited for before the answer is 503."""
T = TypeVar("T")
_log = logging.getLogger(__name__)


def create_app(
    engine: Engine,
    tokens: Sequence[str],
    switches: Switches | None = None,
    *,
    doors: Doors | None = None,
    faults: Faults | None = None,
    clock: Callable[[], float] = time.time,
) -> ASGIApp:
    """The whole service. `clock` gives UTC epoch seconds; `faults` scripts what goes wrong on the way."""
    switches, doors = switches or Switches(), doors or Doors()
    bucket = Bucket(Lines(engine), switches, clock)
    gate = Gate(Keys(engine, tokens, clock), bucket, networks_of(doors.allow), alias=switches.shopify_alias)
    log = None if doors.access_log is None else _access_log(doors.access_log, clock, engine)
    sender, web_shop = Sender(clock), WebShop(engine, switches, clock)
    between = None if faults is None else web_shop.between
    service = Service(Shop(engine, switches, clock, between), gate, sender, log)
    return service if faults is None else Faulty(service, faults, sender, web_shop)


def _access_log(path: str, clock: Callable[[], float], engine: Engine) -> AccessLog:
    """Closed as the lines to the database are: when the engine is disposed of."""
    log = AccessLog(path, clock)
    event.listen(engine, "engine_disposed", lambda _engine: log.close(), once=True)
    return log


class Service:
    """Answers HTTP requests. Nothing about a shop is kept here: any number of processes may do this at once."""

    def __init__(self, shop: Shop, gate: Gate, sender: Sender, log: AccessLog | None) -> None:
        self._shop = shop
        self._gate = gate
        self._sender = sender
        self._log = log
        self._routes = routes_of(shop)
        self._alias = alias_routes(shop) if shop.switches.shopify_alias else None
        self._intake = Intake()
        self._document = Reply(200, as_json(document(shop.switches)))
        self._on_loop = shop.engine.dialect.name == "sqlite"
        self._shared = SharedCommits(shop.books)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        headers, owner = headers_of(scope), None
        try:
            self._gate.check_address(scope)
            if scope["path"] == HEALTH:
                reply = await self._carried_out(self._shop.health, Call(""))
            elif scope["path"] == DOCUMENT:
                reply = self._document
            else:
                owner = self._gate.owner(headers)
                reply = await self._reply(scope, receive, headers)
        except Refused as refused:
            reply = self._refusal(refused)
        except Gone:
            reply = Reply(400, b"")
        if self._log is not None:
            self._log.note(_visit(scope, owner, reply, time.perf_counter() - began))
        await self._sender.send(reply, send)

    async def _reply(self, scope: Scope, receive: Receive, headers: Headers) -> Reply:
        self._gate.check_kind(headers)
        level = await self._poured()
        try:
            routes = self._alias if self._alias and scope["path"].startswith(ALIAS_PREFIX) else self._routes
            carry, path_id = routes.find(scope["method"], scope["path"])
            call = await self._intake.call(scope, receive, headers, path_id)
            try:
                reply = await self._carried_out(carry, call)
            finally:
                self._intake.let_go(call.body)
        except Refused as refused:
            reply = self._refusal(refused)
        return replace(reply, headers=reply.headers + level) if level else reply

    def _refusal(self, refused: Refused) -> Reply:
        return refusal_reply(refused, self._shop.switches.error_shape)

    async def _poured(self) -> tuple[tuple[str, str], ...]:
        """How full the bucket is, as a header; nothing without one."""
        bucket = self._gate.bucket
        return await self._done(bucket.pour) if bucket else ()

    async def _carried_out(self, carry: Carry, call: Call) -> Reply:
        if not self._on_loop:
            return await self._done(partial(_at_once, carry, call))
        outcome = await self._done(partial(carry, call))
        if isinstance(outcome, Reply):
            return outcome
        shared = await self._shared.reply(outcome)
        return await self._done(outcome.now) if shared is None else shared

    async def _done(self, act: Callable[[], T]) -> T:
        """A database that cannot be had is a 503, with nothing written."""
        try:
            return await (_patiently(act) if self._on_loop else run_in_threadpool(act))
        except (DBAPIError, PoolTimeout) as error:
            _log.warning("the database could not be used: %s", error)
            raise Refused(503, "The shop is busy. Try again.", Retry_After="1.0") from error


def _at_once(carry: Carry, call: Call) -> Reply:
    outcome = carry(call)
    return outcome.now() if isinstance(outcome, Write) else outcome


async def _patiently(act: Callable[[], T]) -> T:
    """While another process holds the write lock of the file, other requests go on here."""
    deadline = time.monotonic() + LOCK_WAIT_S
    while True:
        try:
            return act()
        except DBAPIError as error:
            if not is_locked(error) or time.monotonic() > deadline:
                raise
        await asyncio.sleep(0.01)


def _visit(scope: Scope, owner: str | None, reply: Reply, took_s: float) -> Visit:
    client = scope["client"][0] if scope["client"] else ""
    arguments = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    return Visit(client, owner, scope["method"], scope["path"], arguments, reply.status, len(reply.body), took_s)
