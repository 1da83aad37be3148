"""Send one message to a receiver: one request, within a few seconds, to an address that was checked.

Nothing of the environment is asked (no proxy), no redirect is followed, and of an answer only its status counts.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

import h11

from core.about import NAME, VERSION
from core.server.webhooks.signing import SignedMessage
from core.server.webhooks.targets import Network, Target, may_be_called
from core.server.webhooks.webhook_queue import SendAttempt

TIME_OUT_S = 6.0
"""For looking up the name, connecting, the handshake and the answer together."""
_MOST_ANSWER = 64 * 1024
_MOST_HEAD = 16 * 1024
_MOST_IDLE = 4
_MOST_TRIED = 4
_NEXT_AFTER_S = 1.5
"""How long one address of several may take, before the next one is tried."""
_REST_S = 0.5
"""How long the end of an answer is waited for: its status is known by then."""
_IDLE_S = 20.0
_AGENT = f"{NAME}-Webhooks/{VERSION}"


class _OpenLine(NamedTuple):
    """An open connection to a receiver."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    conn: h11.Connection


class DeliveryClient:
    """Sends messages; keeps a few connections open to each receiver for the next ones."""

    def __init__(self, allowed: Sequence[Network], authorities: str | None) -> None:
        """Make a client. `allowed` are private networks that may be called, `authorities` a PEM file to trust too."""
        self._allowed = tuple(allowed)
        self._authorities = authorities
        self._context: ssl.SSLContext | None = None
        self._idle: dict[tuple[str, int], list[tuple[_OpenLine, float]]] = {}

    async def send(self, target: Target, message: SignedMessage) -> SendAttempt:
        """Send a message, and return how it went."""
        try:
            async with asyncio.timeout(TIME_OUT_S):
                return await self._send(target, message)
        except TimeoutError:
            return SendAttempt(None, f"no answer within {TIME_OUT_S:g} seconds")
        except _NotAllowed:
            return SendAttempt(None, "its address is private, and the owner of the service has not allowed it")
        except socket.gaierror:
            return SendAttempt(None, "its name could not be looked up")
        except ssl.SSLCertVerificationError:
            return SendAttempt(None, "its certificate is not trusted")
        except (OSError, ssl.SSLError):
            return SendAttempt(None, "no connection, or it was lost")
        except h11.RemoteProtocolError:
            return SendAttempt(None, "the answer is no HTTP, or was cut")

    def close(self) -> None:
        """Close all connections."""
        for lines in self._idle.values():
            for line, _ in lines:
                _abort(line)
        self._idle.clear()

    async def _send(self, target: Target, message: SignedMessage) -> SendAttempt:
        kept = self._kept_line(target)
        if kept is not None:
            try:
                return await self._exchange(kept, target, message)
            except (OSError, h11.RemoteProtocolError):
                pass  # the receiver has closed it meanwhile: a new one tells
        return await self._exchange(await self._open(target), target, message)

    async def _exchange(self, line: _OpenLine, target: Target, message: SignedMessage) -> SendAttempt:
        done = False
        try:
            status = await _ask(line, target, message)
            done = True
        finally:
            if not done:
                _abort(line)
        self._keep(target, line)
        if 200 <= status < 300:
            return SendAttempt(status, None)
        told = "a redirect, which is not followed" if 300 <= status < 400 else f"the answer was {status}"
        return SendAttempt(status, told)

    async def _open(self, target: Target) -> _OpenLine:
        loop = asyncio.get_running_loop()
        if self._context is None:
            self._context = await asyncio.to_thread(_make_context, self._authorities)
        found = await loop.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        addresses = dict.fromkeys(str(each[4][0]) for each in found)
        allowed = [each for each in addresses if may_be_called(each, self._allowed)][:_MOST_TRIED]
        if not allowed:
            raise _NotAllowed
        for address in allowed[:-1]:  # as where a machine has no way to the receiver's IPv6 address
            with suppress(OSError):  # a time-out is one too
                async with asyncio.timeout(_NEXT_AFTER_S):
                    return await _connect(address, target, self._context)
        return await _connect(allowed[-1], target, self._context)

    def _kept_line(self, target: Target) -> _OpenLine | None:
        lines, now = self._idle.get((target.host, target.port), []), asyncio.get_running_loop().time()
        while lines:
            line, since = lines.pop()
            if now - since < _IDLE_S and not line.reader.at_eof() and not line.writer.is_closing():
                return line
            _abort(line)
        return None

    def _keep(self, target: Target, line: _OpenLine) -> None:
        lines = self._idle.setdefault((target.host, target.port), [])
        both_done = line.conn.our_state is h11.DONE and line.conn.their_state is h11.DONE
        if not both_done or len(lines) >= _MOST_IDLE:
            _abort(line)
            return
        line.conn.start_next_cycle()
        lines.append((line, asyncio.get_running_loop().time()))


class _NotAllowed(Exception):
    """The name means an address that may not be called."""


def _make_context(authorities: str | None) -> ssl.SSLContext:
    """Return what checks certificates: by the system's authorities, and those of the file. Raises OSError."""
    context = ssl.create_default_context()
    if authorities is not None:
        context.load_verify_locations(authorities)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    return context


async def _connect(address: str, target: Target, context: ssl.SSLContext) -> _OpenLine:
    """Connect to this address, whoever has the target's name by now; the certificate is asked for that name."""
    reader, writer = await asyncio.open_connection(
        address,
        target.port,
        ssl=context,
        server_hostname=target.host.rstrip("."),
        ssl_handshake_timeout=TIME_OUT_S,
        limit=_MOST_ANSWER,
    )
    return _OpenLine(reader, writer, h11.Connection(h11.CLIENT, max_incomplete_event_size=_MOST_HEAD))


async def _ask(line: _OpenLine, target: Target, message: SignedMessage) -> int:
    """Send the request and return the status of the answer, which is read to its end if that comes soon."""
    headers = {"Host": target.authority, "User-Agent": _AGENT, "Content-Type": "application/json", "Accept": "*/*"}
    headers |= {**message.headers, "Content-Length": str(len(message.body))}
    request = h11.Request(method="POST", target=target.path, headers=list(headers.items()))
    for part in (request, h11.Data(data=message.body), h11.EndOfMessage()):
        line.writer.write(line.conn.send(part) or b"")
    await line.writer.drain()
    while not isinstance(answer := await _next_event(line), h11.Response):
        pass  # an answer before the answer, such as 103
    with suppress(TimeoutError, OSError, h11.RemoteProtocolError):
        async with asyncio.timeout(_REST_S):
            await _read_rest(line)
    return answer.status_code


async def _read_rest(line: _OpenLine) -> None:
    """Read what is left of an answer, so that another request can be sent on the connection."""
    read = 0
    while read < _MOST_ANSWER and isinstance(part := await _next_event(line), h11.Data):
        read += len(part.data)


async def _next_event(line: _OpenLine) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
    while (event := line.conn.next_event()) is h11.NEED_DATA:
        line.conn.receive_data(await line.reader.read(_MOST_HEAD))
    return event


def _abort(line: _OpenLine) -> None:
    line.writer.transport.abort()
