"""An invitation: the sealed file by which a till becomes one of a shop, and the short text that opens it.

The text is `GCJ1.<the shop's fingerprint>.<a secret of 130 bits>`, in letters, digits and points alone, so that a
scanner types it alike on any keyboard. A password that a person chose does as well.
"""

from __future__ import annotations

import base64
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

ENDING = ".invitation"
DAYS_MOST, DAYS_USUAL = 30, 7
DAY_S = 24 * 3600
_CODE = re.compile(r"GCJ1\.([A-Z2-7]{16})\.([A-Z2-7]{26})", re.ASCII)


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """What was written: until when it counts, UTC seconds, and the fingerprint of the shop's key.

    `code` is the text for a QR code, "" where a person chose the password. `with_token`: the till that takes it needs
    no other way to the service.
    """

    expires_at: float
    shop: str
    with_token: bool
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class JoinAsked:
    """An invitation, what was typed or scanned to open it, and what the till that takes it is called; "" as it is.

    `desk`: it only reads, and never sells.
    """

    path: Path
    typed: str = field(repr=False)
    till: str = ""
    desk: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of it. `erased`: the invitation is gone from where it was; of copies nobody knows."""

    shop: str
    version: int
    changes: int
    erased: bool


def draw_code(shop: str) -> str:
    """Return a fresh code for a shop, by the fingerprint of its key."""
    secret = base64.b32encode(secrets.token_bytes(17)).decode()[:26]
    return f"GCJ1.{shop.replace('-', '')}.{secret}"


def password_of(text: str) -> tuple[str, str]:
    """Return the password in what was typed or scanned, and the fingerprint that it names; "" where it names none."""
    found = _CODE.fullmatch(text.strip().upper())
    if found is None:
        return text, ""
    shop = "-".join(found[1][start : start + 4] for start in range(0, 16, 4))
    return found[2], shop
