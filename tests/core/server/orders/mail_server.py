"""A real mail server on this machine, by aiosmtpd: it accepts, refuses, is slow, or drops the line, as it is told."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.core.server.serving import free_port

USER, PASSWORD = "cards", "a long password"


@dataclass
class MailServer:
    """What it does with the next mails, and what it has accepted. `port` is where it listens."""

    port: int = 0
    recipient_answers: list[str] = field(default_factory=list)
    """What it says to the next recipients, "wait" for nothing at all; the mail is taken where nothing is left."""
    data_answers: list[str] = field(default_factory=list)
    """What it says to the next mails; "keep and drop" keeps the mail and cuts the line before the answer."""
    accepted: list[tuple[str, bytes]] = field(default_factory=list)
    signed_in: list[str] = field(default_factory=list)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    """Whoever was told to wait waits for this."""

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = self.recipient_answers.pop(0) if self.recipient_answers else "250 OK"
        if said == "wait":
            await self.ended.wait()
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
            envelope.rcpt_options.extend(options)
        return said

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        said = self.data_answers.pop(0) if self.data_answers else "250 OK"
        content = envelope.content
        assert isinstance(content, bytes)
        if said.startswith("250") or said == "keep and drop":
            self.accepted.append((envelope.rcpt_tos[0], content))
        if said.endswith("drop"):
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
            await asyncio.sleep(0)
        return said

    def mails(self) -> list[EmailMessage]:
        """The mails that were accepted, in their order."""
        found = [message_from_bytes(content, policy=default) for _, content in self.accepted]
        assert all(isinstance(each, EmailMessage) for each in found)
        return found  # type: ignore[return-value]

    def sign_in(self, *asked: Any) -> AuthResult:
        given = asked[-1]
        assert isinstance(given, LoginPassword)
        good = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        self.signed_in.append(given.login.decode())
        return AuthResult(success=good, handled=good)


@contextmanager
def mail_server(certificate: Path | None = None) -> Iterator[MailServer]:
    """Run one; with a certificate it wants STARTTLS and somebody who signs in."""
    server, more = MailServer(free_port()), dict[str, Any]()
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        more = {"tls_context": context, "require_starttls": True, "auth_required": True}
        more["authenticator"] = server.sign_in
    control = Controller(server, hostname="127.0.0.1", port=server.port, **more)
    control.start()
    try:
        yield server
    finally:
        control.loop.call_soon_threadsafe(server.ended.set)
        control.stop()
