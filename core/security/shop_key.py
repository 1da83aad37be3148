"""The keys of a shop with several tills: one till signs, all of them check and open (docs/decisions/0141).

The signature is Ed25519, so a till that only takes files over cannot write one, nor can whoever steals it. What is
secret in a file, the hashes of the PINs, is sealed by a key that all tills of the shop have.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MAGIC = b"counterfoil shop 1\n"
MOST_BYTES = 512 * 1024
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class ShopKey:
    """What a till has of its shop. `signing` is there only where this till writes the file.

    `pepper` is that of the PINs: the same for all tills, so that a hash counts on each of them.
    """

    public: bytes
    sealing: bytes = field(repr=False)
    pepper: bytes = field(repr=False)
    signing: bytes | None = field(default=None, repr=False)

    @property
    def fingerprint(self) -> str:
        """Return the name of the key, which tells nothing of it: sixteen letters and digits, by four."""
        return fingerprint_of(self.public)

    @property
    def leads(self) -> bool:
        """Tell whether this till writes the file of the shop."""
        return self.signing is not None

    def for_others(self) -> ShopKey:
        """Return what another till of the shop gets: all but what signs."""
        return ShopKey(self.public, self.sealing, self.pepper)

    def sign(self, line: bytes) -> bytes:
        """Return the whole file for a line. Only where this till leads."""
        assert self.signing is not None
        signature = _private(self.signing).sign(MAGIC + line)
        return MAGIC + line + b"\n" + base64.b64encode(signature) + b"\n"

    def is_signed(self, line: bytes, signature: bytes) -> bool:
        """Tell whether the shop's key signed this line."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - a till on its own never pays for it
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, MAGIC + line)
        except (InvalidSignature, ValueError):
            return False
        return True

    def seal(self, text: str, bound_to: str) -> str:
        """Return a text that only a till of this shop opens."""
        from core.security import sealing  # noqa: PLC0415 - as above

        return base64.b64encode(sealing.seal(self.sealing, text, f"{self.fingerprint} {bound_to}")).decode()

    def unseal(self, sealed: str, bound_to: str) -> str | None:
        """Return the text; None when another shop sealed it, or for something else."""
        from core.security import sealing  # noqa: PLC0415 - as above

        try:
            raw = base64.b64decode(sealed, validate=True)
        except ValueError:
            return None
        return sealing.unseal(self.sealing, raw, f"{self.fingerprint} {bound_to}")

    def as_text(self) -> str:
        """Return it to be sealed and kept, or handed over."""
        parts = {"public": self.public, "sealing": self.sealing, "pepper": self.pepper, "signing": self.signing}
        return json.dumps({name: base64.b64encode(part).decode() for name, part in parts.items() if part is not None})


def new_key(pepper: bytes) -> ShopKey:
    """Draw the keys of a shop whose PINs were hashed with this pepper."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - as above

    signing = secrets.token_bytes(_KEY_BYTES)
    raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
    return ShopKey(_private(signing).public_key().public_bytes(*raw), secrets.token_bytes(_KEY_BYTES), pepper, signing)


def key_of(text: str) -> ShopKey:
    """Return what `as_text` wrote. Raises ValueError."""
    fields = json.loads(text)
    if not isinstance(fields, dict) or not fields.keys() >= {"public", "sealing", "pepper"}:
        raise ValueError
    public, sealing, pepper = (_part(fields[name]) for name in ("public", "sealing", "pepper"))
    return ShopKey(public, sealing, pepper, _part(fields["signing"]) if "signing" in fields else None)


def split(content: bytes) -> tuple[bytes, bytes] | None:
    """Return the line and the signature of a file; None for what has not the shape of one."""
    parts = content.split(b"\n")
    if not content.startswith(MAGIC) or len(parts) != 4 or parts[3]:
        return None
    try:
        return parts[1], base64.b64decode(parts[2], validate=True)
    except ValueError:
        return None


def fingerprint_of(public: bytes) -> str:
    """Return the name of a public key."""
    text = base64.b32encode(hashlib.sha256(public).digest()).decode()[:16]
    return "-".join(text[start : start + 4] for start in range(0, 16, 4))


def _private(signing: bytes) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - as above

    return Ed25519PrivateKey.from_private_bytes(signing)


def _part(value: object) -> bytes:
    if not isinstance(value, str):
        raise ValueError
    raw = base64.b64decode(value, validate=True)
    if len(raw) != _KEY_BYTES:
        raise ValueError
    return raw
