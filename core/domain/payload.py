"""What the QR on a card says: `GC1.<key id>.<code>.<signature>`, an HMAC by the till's key (docs/security.md 2).

A signature proves that we made the code; it proves nothing about the money on the card. The parser is total.
"""

from __future__ import annotations

import base64
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.domain.code import normalise
from core.errors import BadInput

_MOST = 256
_SIGNATURE_BYTES = 16
_SHAPE = re.compile(r"GC1\.([A-Z2-7]{4})\.([A-Z0-9]{8,20})\.([A-Z2-7]{26})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scan:
    """`genuine` is None for a bare code or a key that we do not have, False for a forged signature."""

    code: str = field(repr=False)
    genuine: bool | None


def build(code: str, key_id: str, key: bytes) -> str:
    """Build the payload of upper case letters, digits and dots only: the dense alphanumeric mode of a QR code."""
    upper = normalise(code).upper()
    return f"GC1.{key_id}.{upper}.{_signature(upper, key_id, key)}"


def parse_scan(text: str, keys: Mapping[str, bytes]) -> Scan:
    """Read a payload of ours, or a bare code. `keys` by key id. Raises BadInput for anything else."""
    text = text.strip()
    if len(text) > _MOST:
        raise BadInput("code.shape")
    if "." not in text:
        return Scan(normalise(text), None)
    found = _SHAPE.fullmatch(text.upper()) if text.isascii() else None
    if found is None:
        raise BadInput("code.shape")
    key_id, code, signature = found.groups()
    if key_id not in keys:
        return Scan(normalise(code), None)
    return Scan(normalise(code), hmac.compare_digest(_signature(code, key_id, keys[key_id]), signature))


def _signature(code: str, key_id: str, key: bytes) -> str:
    digest = hmac.digest(key, f"gc1|{key_id}|{code}".encode(), "sha256")[:_SIGNATURE_BYTES]
    return base64.b32encode(digest).decode().rstrip("=")
