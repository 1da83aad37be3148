"""Carry out scripted faults between the socket and the service: the connection may be cut at any point."""

from __future__ import annotations

import asyncio
import re
import threading

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.server.contract.refusals import RequestRefused
from core.server.contract.replies import Reply
from core.server.http.request_reader import ClientGone, RequestReader
from core.server.http.response_writer import ResponseWriter
from core.server.sandbox.faults import Endpoint, Fault, Faults, ReceivedRequest
from core.server.sandbox.web_shop import WebShop

_CARD = re.compile(r".*/gift-cards/([0-9]+)(/balance|/disable)?")
_BY_CALL = {
    ("GET", None): Endpoint.READ,
    ("PUT", None): Endpoint.UPDATE,
    ("PUT", "/balance"): Endpoint.BALANCE,
    ("POST", "/disable"): Endpoint.DISABLE,
}

_Connection = tuple[Scope, Receive, Send]
_Body = bytes | RequestRefused | ClientGone


def endpoint_of(method: str, path: str) -> Endpoint:
    """Return which of the seven endpoints a request is for; ANY when it is for none."""
    if path.endswith("/gift-cards"):
        return Endpoint.CREATE if method == "POST" else Endpoint.LIST
    if path.endswith("/gift-cards/search"):
        return Endpoint.SEARCH
    card = _CARD.fullmatch(path)
    return _BY_CALL.get((method, card[2]), Endpoint.ANY) if card else Endpoint.ANY


class FaultInjector:
    """The service with faults. The reply is held back until it is decided what the client gets of it."""

    def __init__(self, app: ASGIApp, faults: Faults, writer: ResponseWriter, web_shop: WebShop) -> None:
        self._app = app
        self._web_shop = web_shop
        self._faults = faults
        self._writer = writer
        self._reader = RequestReader()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        endpoint = endpoint_of(scope["method"], scope["path"])
        fault, released = self._faults.take(endpoint)
        body = await self._body(receive)  # a late request is carried out even when the client has gone
        try:
            await self._meet(fault, released, (scope, receive, send), body)
        finally:
            if isinstance(body, bytes):
                self._reader.release_body(body)

    async def _meet(self, fault: Fault, released: threading.Event, connection: _Connection, body: _Body) -> None:
        scope, _, send = connection
        await _wait(fault, released)
        reply: list[Message] = []
        if fault.twice:
            await self._reply(scope, body)
        if fault.web_shop_percent and (card := _CARD.fullmatch(scope["path"])):
            await run_in_threadpool(self._web_shop.visit, int(card[1][:18]), fault.web_shop_percent)
        if fault.executed:
            reply = await self._reply(scope, body)
        endpoint = endpoint_of(scope["method"], scope["path"])
        self._faults.note(ReceivedRequest(endpoint, scope["path"], reply[0]["status"] if reply else None))
        if fault.after_s:
            await asyncio.sleep(fault.after_s)
        if fault.status is not None:
            await self._writer.write(_false_reply(fault), send)
        else:
            await _send_reply(fault, reply, connection)

    async def _body(self, receive: Receive) -> _Body:
        """Return the body, counted as the service counts it, or the error that the service is to answer."""
        try:
            body = await self._reader.read_body(receive)
        except (RequestRefused, ClientGone) as error:
            return error
        self._reader.hold_body(body)
        return body

    async def _reply(self, scope: Scope, body: _Body) -> list[Message]:
        messages: list[Message] = []

        async def receive() -> Message:
            if isinstance(body, bytes):
                return {"type": "http.request", "body": body, "more_body": False}
            raise body

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, keep)
        return messages


async def _wait(fault: Fault, released: threading.Event) -> None:
    while fault.hold and not released.is_set():
        await asyncio.sleep(0.002)
    if fault.before_s:
        await asyncio.sleep(fault.before_s)


def _false_reply(fault: Fault) -> Reply:
    headers = () if fault.retry_after is None else (("Retry-After", fault.retry_after),)
    return Reply(fault.status or 500, fault.body, headers, fault.media_type)


async def _send_reply(fault: Fault, reply: list[Message], connection: _Connection) -> None:
    scope, receive, send = connection
    if fault.real_reply:
        for message in reply:
            await send(message)
    else:
        if fault.truncate:
            await _send_half(reply, send)
        await _cut(scope, receive)


async def _send_half(reply: list[Message], send: Send) -> None:
    await send(reply[0])
    body: bytes = b"".join(message.get("body", b"") for message in reply[1:])
    await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})


async def _cut(scope: Scope, receive: Receive) -> None:
    """Cut the connection, by the transport that core.server.http.listener puts in the state of a request."""
    transport: asyncio.Transport = scope["state"]["transport"]
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass
