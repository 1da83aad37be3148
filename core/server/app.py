"""The service as an ASGI application: routes, reading bodies, and where a call is carried out.

SQLite statements are short and run on the event loop; those of PostgreSQL run in the thread pool.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Sequence

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from core.server.bucket import Bucket
from core.server.database import is_locked
from core.server.faults import Faults
from core.server.faulty import Faulty
from core.server.gate import Dated, Gate, http_response
from core.server.refusals import Refused, Reply, refusal_reply
from core.server.shop import Call, Shop
from core.server.switches import Switches

PREFIX = "/api/external"
MOST_BODY = 8 * 1024 * 1024
LOCK_WAIT_S = 2.0
"""How long a locked SQLite file is waited for before the answer is 503."""
_HOST = re.compile(r"[A-Za-z0-9._:\[\]-]+", re.ASCII)
_log = logging.getLogger(__name__)

Carry = Callable[[Call], Reply]


def create_app(
    engine: Engine,
    tokens: Sequence[str],
    switches: Switches | None = None,
    *,
    faults: Faults | None = None,
    clock: Callable[[], float] = time.time,
) -> ASGIApp:
    """The whole service. `clock` gives UTC epoch seconds; `faults` scripts what goes wrong on the way."""
    switches = switches or Switches()
    shop = Shop(engine, switches, clock)
    inside = Starlette(routes=_routes(shop), exception_handlers={HTTPException: _http_refusal(switches)})
    inside.router.redirect_slashes = False
    gate = Gate(inside, tokens, switches, Bucket(switches.bucket_size, switches.bucket_leak, clock))
    return Dated(Faulty(gate, faults) if faults is not None else gate, clock)


def _routes(shop: Shop) -> list[Route]:
    table: list[tuple[str, str, Carry]] = [
        ("GET", "/gift-cards", shop.list_cards),
        ("POST", "/gift-cards", shop.create_card),
        ("GET", "/gift-cards/search", shop.search_cards),
        ("GET", "/gift-cards/transactions", shop.list_histories),
        ("GET", "/gift-cards/{card_id}", shop.read_card),
        ("PUT", "/gift-cards/{card_id}", shop.update_card),
        ("PUT", "/gift-cards/{card_id}/balance", shop.set_balance),
        ("POST", "/gift-cards/{card_id}/disable", shop.disable_card),
    ]
    by_path: dict[str, dict[str, Carry]] = {}
    for method, path, carry in table:
        by_path.setdefault(path, {})[method] = carry
    return [Route(PREFIX + path, _endpoint(shop, carriers), methods=[*carriers]) for path, carriers in by_path.items()]


def _endpoint(shop: Shop, carriers: dict[str, Carry]) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        carry = carriers["GET" if request.method == "HEAD" else request.method]
        try:
            return http_response(await _carried_out(shop, carry, request))
        except Refused as refused:
            return http_response(refusal_reply(refused, shop.switches.error_shape))
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it

    return endpoint


async def _carried_out(shop: Shop, carry: Carry, request: Request) -> Reply:
    """A database that cannot be had is a 503, with nothing written."""
    call = await _call(request)
    try:
        if shop.engine.dialect.name == "sqlite":
            return await _on_loop(carry, call)
        return await run_in_threadpool(carry, call)
    except (DBAPIError, PoolTimeout) as error:
        _log.warning("the database could not be used: %s", error)
        raise Refused(503, "The shop is busy. Try again.", Retry_After="1.0") from error


async def _on_loop(carry: Carry, call: Call) -> Reply:
    """While another process holds the write lock of the file, other requests go on here."""
    deadline = time.monotonic() + LOCK_WAIT_S
    while True:
        try:
            return carry(call)
        except DBAPIError as error:
            if not is_locked(error) or time.monotonic() > deadline:
                raise
        await asyncio.sleep(0.01)


async def _call(request: Request) -> Call:
    return Call(
        address=_address(request),
        arguments=dict(request.query_params),
        headers=request.headers,
        path_id=request.path_params.get("card_id", ""),
        body=await _body(request),
    )


def _address(request: Request) -> str:
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        name, port = request.scope["server"]
        host = f"{name}:{port}"
    return f"{request.scope['scheme']}://{host}{request.scope['path']}"


async def _body(request: Request) -> bytes:
    """The body, read to its end even when it is too long, so that the client gets to read the 413."""
    body = bytearray()
    too_long = False
    async for part in request.stream():
        too_long = too_long or len(body) + len(part) > MOST_BODY
        if not too_long:
            body += part
    if too_long:
        raise Refused(413, "The request body is too large.")
    if body:
        _check_kind(request)
    return bytes(body)


def _check_kind(request: Request) -> None:
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json" or request.headers.get("content-encoding", "identity") != "identity":
        raise Refused(415, "The request body must be application/json.")


def _http_refusal(switches: Switches) -> Callable[[Request, Exception], Response]:
    def refuse(_request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        text = "Not Found" if error.status_code == 404 else error.detail
        reply = refusal_reply(Refused(error.status_code, text), switches.error_shape)
        return http_response(Reply(reply.status, reply.body, tuple((error.headers or {}).items()), reply.media_type))

    return refuse
