"""Sign a delivery: as Standard Webhooks has it, or as the vendor does (docs/api.md 6).

Both sign the time of the attempt, so that a receiver can refuse what is old. With two live secrets a receiver may
know either.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from core.server.contract.events import TOPICS, EventType, Scheme, event_time
from core.server.contract.replies import as_json

TOPIC_HEADER, SIGNATURE_HEADER = "X-GiftHero-Topic", "X-GiftHero-Signature"
PREVIOUS_HEADER = "X-GiftHero-Signature-Previous"
_STANDARD_PREFIX, _VENDOR_PREFIX = "whsec_", "whk_"


class EventMessage(NamedTuple):
    """What is to be signed. `content` is the JSON of the event; `name` stays the same for every attempt."""

    name: str
    event: EventType
    content: str


class SignedMessage(NamedTuple):
    """What is sent."""

    headers: Mapping[str, str]
    body: bytes


def draw_secret(scheme: Scheme) -> str:
    """Return a new secret of 32 random bytes, written as the receivers of this scheme expect it."""
    if scheme == "standard":
        return _STANDARD_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()
    return _VENDOR_PREFIX + secrets.token_urlsafe(32)


def sign(scheme: Scheme, live: Sequence[str], message: EventMessage, now: float) -> SignedMessage:
    """Return the message as it is sent at `now` (UTC epoch seconds). `live` are the secrets, the newest first."""
    return (_standard if scheme == "standard" else _vendors)(live, message, now)


def vendor_signature(secret: str, topic: str, timestamp: str) -> str:
    """Return the vendor's signature: over the type and the time alone, as `JSON.stringify` writes them."""
    signed = json.dumps({"type": topic, "timestamp": timestamp}, separators=(",", ":"))
    return "sha256=" + hmac.new(secret.encode(), signed.encode(), hashlib.sha256).hexdigest()


def _standard(live: Sequence[str], message: EventMessage, now: float) -> SignedMessage:
    timestamp, body = str(int(now)), message.content.encode()
    signed = b".".join((message.name.encode(), timestamp.encode(), body))
    signatures = []
    for secret in live:
        key = base64.b64decode(secret.removeprefix(_STANDARD_PREFIX))
        signatures.append("v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode())
    headers = {"webhook-id": message.name, "webhook-timestamp": timestamp, "webhook-signature": " ".join(signatures)}
    return SignedMessage(headers, body)


def _vendors(live: Sequence[str], message: EventMessage, now: float) -> SignedMessage:
    content, topic, timestamp = json.loads(message.content), TOPICS[message.event], event_time(now)
    told = {"id": message.name, "event": message.event, "occurred_at": content["timestamp"], "data": content["data"]}
    headers = {TOPIC_HEADER: topic, SIGNATURE_HEADER: vendor_signature(live[0], topic, timestamp)}
    for secret in live[1:]:
        headers[PREVIOUS_HEADER] = vendor_signature(secret, topic, timestamp)
    return SignedMessage(headers, as_json({"type": topic, "timestamp": timestamp} | told))
