"""What every request passes before an endpoint sees it: the token, the bucket, `Accept`; and `Date` on every reply."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from email.utils import formatdate

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.server.bucket import HEADER, Bucket
from core.server.refusals import Refused, Reply, refusal_reply
from core.server.switches import Switches


def http_response(reply: Reply) -> Response:
    return Response(reply.body, reply.status, dict(reply.headers), reply.media_type)


class Dated:
    """Puts the service's own time on every reply, faults included; clients measure their skew by it."""

    def __init__(self, app: ASGIApp, clock: Callable[[], float]) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Date"] = formatdate(self._clock(), usegmt=True)
            await send(message)

        await self._app(scope, receive, send_dated)


class Gate:
    """Refuses whoever has no token, asks too fast, or does not want JSON."""

    def __init__(self, app: ASGIApp, tokens: Sequence[str], switches: Switches, bucket: Bucket) -> None:
        self._app = app
        self._tokens = [token.encode() for token in tokens]
        self._switches = switches
        self._bucket = bucket

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            level = self._admit(Headers(scope=scope))
        except Refused as refused:
            await http_response(refusal_reply(refused, self._switches.error_shape))(scope, receive, send)
            return

        async def send_levelled(message: Message) -> None:
            if message["type"] == "http.response.start" and level:
                MutableHeaders(scope=message)[HEADER] = level
            await send(message)

        await self._app(scope, receive, send_levelled)

    def _admit(self, headers: Headers) -> str | None:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        given = token.strip().encode("latin-1")
        known = [hmac.compare_digest(given, each) for each in self._tokens]
        if scheme.lower() != "bearer" or not any(known):
            raise Refused(401, "Invalid access token.", WWW_Authenticate="Bearer")
        accepted = headers.get("accept", "*/*")
        if not any(kind in accepted for kind in ("*/*", "application/*", "json")):
            raise Refused(406, "Only application/json can be sent.")
        return self._bucket.pour()
