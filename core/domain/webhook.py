"""Is a delivery what the service sent, and just now? Pure: two schemes, one answer (docs/integration.md 5).

*standard* is Standard Webhooks: the signature covers all of it. *gifthero* is the vendor's (docs/api.md 6): it covers
only the kind and the time, so the rest is a hint and never data.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from core.domain.nesting import is_shallow

TOLERANCE_S: Final = 300.0
"""How far the time of a delivery may be from ours, either way."""
KEPT_S: Final = 86_400.0
"""For how long a delivery is remembered, so that it counts once."""
MOST_BYTES: Final = 64 * 1024
_STANDARD = "whsec_"
_LONGEST_NAME = 200
_MOST_GIVEN = 8
"""Signatures of one delivery."""


@dataclass(frozen=True, slots=True)
class VerifiedDelivery:
    """`name` is its own for ever; `card_id` is the card that it hints at, None for none."""

    name: str
    card_id: int | None


@dataclass(frozen=True, slots=True)
class WebhookSecrets:
    """The live secrets of both schemes: while one is changed there are two."""

    standard: tuple[bytes, ...] = ()
    vendor: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, words: Iterable[str]) -> WebhookSecrets | None:
        """Read secrets as the service shows them; None where one cannot be used."""
        standard, vendor = [], []
        for word in words:
            if not word.startswith(_STANDARD):
                vendor.append(word.encode())
                continue
            try:
                standard.append(base64.b64decode(word.removeprefix(_STANDARD), validate=True))
            except (binascii.Error, ValueError):
                return None
        return cls(tuple(standard), tuple(vendor)) if all((*standard, *vendor)) else None

    def __bool__(self) -> bool:
        return bool(self.standard or self.vendor)


def verify(headers: Mapping[str, str], body: bytes, secrets: WebhookSecrets, now: float) -> VerifiedDelivery | None:
    """Return what a delivery hints at; None for what the service did not send, or not within five minutes of `now`.

    `headers` by their names in small letters; `now` in UTC epoch seconds.
    """
    if len(body) > MOST_BYTES:
        return None
    if "webhook-signature" in headers:
        return _standard(headers, body, secrets, now)
    if "x-gifthero-signature" in headers:
        return _vendors(headers, body, secrets, now)
    return None


def _standard(headers: Mapping[str, str], body: bytes, secrets: WebhookSecrets, now: float) -> VerifiedDelivery | None:
    name, sent = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (0 < len(name) <= _LONGEST_NAME and name.isprintable() and sent.isascii() and sent.isdigit()):
        return None
    if len(sent) > 12 or abs(int(sent) - now) > TOLERANCE_S:
        return None
    signed = b".".join((name.encode(), sent.encode(), body))
    given = [each.partition(",")[2] for each in headers["webhook-signature"].split() if each.startswith("v1,")]
    made = [base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode() for key in secrets.standard]
    if not _any_same(given, made):
        return None
    return VerifiedDelivery(f"standard {name}", _card_in(_object(body)))


def _vendors(headers: Mapping[str, str], body: bytes, secrets: WebhookSecrets, now: float) -> VerifiedDelivery | None:
    told = _object(body)
    kind, sent = told.get("type"), told.get("timestamp")
    if not isinstance(kind, str) or not isinstance(sent, str) or kind != headers.get("x-gifthero-topic"):
        return None
    at = _epoch(sent)
    if at is None or abs(at - now) > TOLERANCE_S:
        return None
    signed = json.dumps({"type": kind, "timestamp": sent}, separators=(",", ":"), ensure_ascii=False).encode()
    names = ("x-gifthero-signature", "x-gifthero-signature-previous")
    given = [headers[name] for name in names if name in headers]
    made = ["sha256=" + hmac.new(key, signed, hashlib.sha256).hexdigest() for key in secrets.vendor]
    if not _any_same(given, made):
        return None
    return VerifiedDelivery(f"gifthero {hashlib.sha256(signed + body).hexdigest()}", _card_in(told))


def _any_same(given: list[str], made: list[str]) -> bool:
    """Compare each with each, in a time that tells nothing of them."""
    same = [hmac.compare_digest(one.encode(), other.encode()) for one in given[:_MOST_GIVEN] for other in made]
    return any(same)


def _object(body: bytes) -> dict[str, Any]:
    if not is_shallow(body):
        return {}
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _card_in(told: dict[str, Any]) -> int | None:
    """Return the number of the card that is named in `data`, wherever a sender of ours or the vendor may put it."""
    content = told.get("data")
    found = content.get("gift_card", content) if isinstance(content, dict) else None
    number = (found.get("id") or found.get("gift_card_id")) if isinstance(found, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) and 0 < number < 1 << 53 else None


def _epoch(text: str) -> float | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.timestamp() if at.tzinfo is not None else None
