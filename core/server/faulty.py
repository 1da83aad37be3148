"""Carries out the faults of a script, between the socket and the service: it may cut the connection at any point."""

from __future__ import annotations

import asyncio
import re
import threading

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.server.faults import Endpoint, Fault, Faults, Seen
from core.server.intake import Gone, Intake
from core.server.refusals import Refused, Reply
from core.server.replying import Sender
from core.server.web_shop import WebShop

_CARD = re.compile(r".*/gift-cards/([0-9]+)(/balance|/disable)?")
_BY_CALL = {
    ("GET", None): Endpoint.READ,
    ("PUT", None): Endpoint.UPDATE,
    ("PUT", "/balance"): Endpoint.BALANCE,
    ("POST", "/disable"): Endpoint.DISABLE,
}

_Line = tuple[Scope, Receive, Send]
_Body = bytes | Refused | Gone


def endpoint_of(method: str, path: str) -> Endpoint:
    """Which of the seven endpoints a request is for; ANY when it is for none."""
    if path.endswith("/gift-cards"):
        return Endpoint.CREATE if method == "POST" else Endpoint.LIST
    if path.endswith("/gift-cards/search"):
        return Endpoint.SEARCH
    card = _CARD.fullmatch(path)
    return _BY_CALL.get((method, card[2]), Endpoint.ANY) if card else Endpoint.ANY


class Faulty:
    """The service with faults. The reply is kept back until it is known what the client gets to see of it."""

    def __init__(self, app: ASGIApp, faults: Faults, sender: Sender, web_shop: WebShop) -> None:
        self._app = app
        self._web_shop = web_shop
        self._faults = faults
        self._sender = sender
        self._intake = Intake()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        endpoint = endpoint_of(scope["method"], scope["path"])
        fault, released = self._faults.take(endpoint)
        body = await self._body(receive)  # a late request is carried out even when the client has gone
        try:
            await self._meet(fault, released, (scope, receive, send), body)
        finally:
            if isinstance(body, bytes):
                self._intake.let_go(body)

    async def _meet(self, fault: Fault, released: threading.Event, line: _Line, body: _Body) -> None:
        scope, receive, send = line
        await _wait(fault, released)
        reply: list[Message] = []
        if fault.web_shop_percent and (card := _CARD.fullmatch(scope["path"])):
            await run_in_threadpool(self._web_shop.visit, int(card[1][:18]), fault.web_shop_percent)
        if fault.executed:
            reply = await self._reply(scope, body)
        endpoint = endpoint_of(scope["method"], scope["path"])
        self._faults.note(Seen(endpoint, scope["path"], reply[0]["status"] if reply else None))
        if fault.after_s:
            await asyncio.sleep(fault.after_s)
        if fault.status is not None:
            await self._sender.send(_lie(fault), send)
        else:
            await _show(fault, reply, scope, receive, send)

    async def _body(self, receive: Receive) -> _Body:
        """It counts as the service's own do, which is to refuse what could not be had of it."""
        try:
            body = await self._intake.whole(receive)
        except (Refused, Gone) as error:
            return error
        self._intake.hold(body)
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


def _lie(fault: Fault) -> Reply:
    headers = () if fault.retry_after is None else (("Retry-After", fault.retry_after),)
    return Reply(fault.status or 500, fault.body, headers, fault.media_type)


async def _show(fault: Fault, reply: list[Message], scope: Scope, receive: Receive, send: Send) -> None:
    if fault.truthful:
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
    """The listener lends every request its transport (core.server.listener)."""
    transport: asyncio.Transport = scope["state"]["transport"]
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass
