"""Send an SMS by the gateway of somebody else, as a template describes it.

The message has a link to the page of the cards, and no code. Redirects are not followed, and an address inside the
shop's own network is called only where the template says so.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

from core.server.orders.carrier import DeliveryInDoubt, DeliveryRefused, PreparedDelivery
from core.server.orders.private_file import read_private_toml, unusable

TIMEOUT_S = 30.0
_MOST_ANSWER = 65_536
_OPTION = "--sms"
_NAMES = {"address", "headers", "json", "form", "accepted", "accepted_text", "later", "private", "authority"}


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """One gateway. In `body` and `headers` `{to}`, `{text}` and `{number}` stand for what is sent.

    `accepted`: statuses of a message that is taken, where `accepted_text` must stand in the answer; `later`: those
    after which it can be sent again. `private`: the address may be in the shop's own network.
    """

    address: str
    body: Mapping[str, Any] = field(repr=False)
    is_json: bool = True
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    accepted: tuple[int, ...] = (200, 201, 202)
    accepted_text: str = ""
    later: tuple[int, ...] = (429, 503)
    private: bool = False
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class SmsCarrier:
    """Sends by one gateway."""

    gateway: SmsGateway
    timeout_s: float = TIMEOUT_S
    kind: str = "sms"

    def begin(self, prepared: PreparedDelivery) -> SmsConversation:
        """Return the conversation about one message. Raises DeliveryRefused."""
        phone = prepared.held.line.recipient_phone
        if phone is None or prepared.link is None:
            raise DeliveryRefused("the address was erased", final=True)
        filled = {"to": phone, "text": _text(prepared, prepared.link), "number": prepared.number}
        return SmsConversation(self.gateway, filled, self.timeout_s)


class SmsConversation:
    """Calls the gateway about one message."""

    def __init__(self, gateway: SmsGateway, filled: Mapping[str, str], timeout_s: float) -> None:
        self._gateway = gateway
        self._filled = filled
        self._timeout_s = timeout_s
        self._conn: http.client.HTTPConnection | None = None

    def open(self) -> None:
        """Connect; nothing is sent yet. Raises DeliveryRefused."""
        parts = urlsplit(self._gateway.address)
        try:
            self._conn = self._connected(parts)
        except OSError as error:
            raise DeliveryRefused(_reason(error), final=False) from error

    def hand_over(self) -> None:
        """Send the message. Raises DeliveryRefused and DeliveryInDoubt."""
        conn, gateway = self._conn, self._gateway
        if conn is None:
            raise DeliveryRefused("there is no connection", final=False)
        body = _filled(gateway.body, self._filled)
        content = json.dumps(body) if gateway.is_json else urlencode(body)
        kind = "application/json" if gateway.is_json else "application/x-www-form-urlencoded"
        headers = {"Content-Type": kind, **_filled(gateway.headers, self._filled)}
        parts = urlsplit(gateway.address)
        try:
            conn.request("POST", parts.path + (f"?{parts.query}" if parts.query else ""), content.encode(), headers)
            reply = conn.getresponse()
            answer = reply.read(_MOST_ANSWER).decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            raise DeliveryInDoubt(_reason(error)) from error
        self._judge(reply.status, answer)

    def close(self) -> None:
        """End it."""
        conn, self._conn = self._conn, None
        if conn is not None:
            conn.close()

    def _judge(self, status: int, answer: str) -> None:
        gateway = self._gateway
        if status in gateway.accepted and gateway.accepted_text in answer:
            return
        if status in gateway.later:
            raise DeliveryRefused(f"the gateway answered {status}", final=False)
        if status in gateway.accepted or 300 <= status < 500:
            raise DeliveryRefused(f"the gateway answered {status}, and did not accept it", final=True)
        raise DeliveryInDoubt(f"the gateway answered {status}")

    def _connected(self, parts: SplitResult) -> http.client.HTTPConnection:
        """Connect to an address that was looked at: a name may lead into the shop's own network."""
        host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        at = str(found[0][4][0])
        if not self._gateway.private and not ipaddress.ip_address(at.partition("%")[0]).is_global:
            raise DeliveryRefused("the gateway is at a private address, which is not allowed", final=False)
        sock: socket.socket = socket.create_connection((at, port), self._timeout_s)
        try:
            if parts.scheme == "https":
                context = ssl.create_default_context(cafile=self._gateway.authority)
                context.minimum_version = ssl.TLSVersion.TLSv1_2
                sock = context.wrap_socket(sock, server_hostname=host)
        except OSError:
            sock.close()
            raise
        conn = http.client.HTTPConnection(host, port, timeout=self._timeout_s)
        conn.sock = sock
        return conn


def read_sms_file(path: str) -> SmsGateway:
    """Return the gateway that a TOML file describes, which nobody else may read. Raises CannotStart."""
    content = read_private_toml(path, _NAMES, _OPTION)
    if ("json" in content) is ("form" in content):
        raise unusable(_OPTION, path, "it has either json or form, which is what is sent")
    _check_kinds(path, content)
    address = urlsplit(content["address"])
    if address.scheme != "https" and not (address.scheme == "http" and content.get("private")):
        raise unusable(_OPTION, path, "address begins with https://, or with http:// where private is true")
    if not address.hostname or "@" in address.netloc:
        raise unusable(_OPTION, path, "address has no host, or a password in it")
    body: dict[str, Any] = content["json"] if "json" in content else content["form"]
    if "{to}" not in json.dumps(body) or "{text}" not in json.dumps(body):
        raise unusable(_OPTION, path, "{to} and {text} must stand in what is sent")
    more: dict[str, Any] = {
        name: content[name] for name in ("headers", "accepted_text", "private", "authority") if name in content
    }
    more |= {name: tuple(content[name]) for name in ("accepted", "later") if name in content}
    return SmsGateway(content["address"], body, "json" in content, **more)


def _check_kinds(path: str, content: Mapping[str, Any]) -> None:
    kinds: dict[str, type] = {"address": str, "headers": dict, "json": dict, "form": dict, "accepted": list}
    kinds |= {"accepted_text": str, "later": list, "private": bool, "authority": str}
    if "address" not in content:
        raise unusable(_OPTION, path, "address is missing")
    for name, value in content.items():
        if type(value) is not kinds[name]:
            raise unusable(_OPTION, path, f"{name} is of another kind than it may be")
    for name in ("accepted", "later"):
        if not all(type(each) is int for each in content.get(name, [])):
            raise unusable(_OPTION, path, f"{name} is a list of statuses, as [200, 202]")
    texts = [*content.get("headers", {}).values(), *content.get("form", {}).values()]
    if not all(type(each) is str and each.isprintable() for each in texts):
        raise unusable(_OPTION, path, "headers and form have texts of one line")


def _filled(template: Any, filled: Mapping[str, str]) -> Any:
    """Return the template with what is sent in its texts; what is filled in is not filled in again."""
    if isinstance(template, Mapping):
        return {name: _filled(each, filled) for name, each in template.items()}
    if isinstance(template, list):
        return [_filled(each, filled) for each in template]
    if not isinstance(template, str):
        return template
    parts = template.split("{")
    found = parts[0]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        found += filled[name] + rest if closed and name in filled else "{" + part
    return found


def _text(prepared: PreparedDelivery, link: str) -> str:
    giver = prepared.held.line.sender_name or prepared.shop or "Somebody"
    what = "a gift card" if len(prepared.held.cards) == 1 else f"{len(prepared.held.cards)} gift cards"
    return f"{giver} has sent you {what}: {link}"


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:300]
