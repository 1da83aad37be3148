"""The till's keys: one secret in a file that only this user can read, and everything else derived from it.

Seals codes of new cards, fingerprints codes (docs/security.md 2) and signs QR payloads.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from core.domain.code import check_holds, normalise
from core.errors import CannotStart

_SECRET_BYTES = 32
_SHOP = "counterfoil"
"""Part of the salt; the key is the till's own, so the name only keeps it apart from other uses."""


class Vault:
    """Keys derived from the till's secret. `place` says in words where the secret lives."""

    def __init__(self, secret: bytes, place: str) -> None:
        self.place = place
        self._sealing = _derive(secret, b"seal")
        self._fingerprint = _derive(secret, b"fingerprint")
        self._quick = _derive(secret, b"quick")
        self._qr = _derive(secret, b"qr")
        self.key_id = _derive(secret, b"name").hex()[:16]
        """Names the secret and tells nothing of it."""
        self.pin_pepper = _derive(secret, b"pin")
        """Without it a stolen database tells nothing of the PINs."""
        self.journal_key = _derive(secret, b"journal")
        """Chains the audit journal."""
        self.signing_key = _derive(secret, b"sign")
        """Signs the pages of the journal for other tills."""
        self.service_key = _derive(secret, b"service")
        """Seals the codes in the training service's file."""
        self.backup_key = _derive(secret, b"backup")
        """Marks the scheduled backups of this till: it removes no other file."""

    def __repr__(self) -> str:
        return f"Vault({self.place})"

    def seal(self, text: str, bound_to: str) -> bytes:
        """Encrypt with AES-GCM and a fresh nonce; `bound_to` (the operation id) must be the same to open it."""
        from core.security import sealing  # noqa: PLC0415 - at the first sale, not at the start

        return sealing.seal(self._sealing, text, bound_to)

    def unseal(self, sealed: bytes, bound_to: str) -> str | None:
        """Return the text, None when it was sealed by another till or for another operation."""
        from core.security import sealing  # noqa: PLC0415 - as above

        return sealing.unseal(self._sealing, sealed, bound_to)

    def fingerprint(self, code: str, shop: str) -> str:
        """Return 16 base32 characters: HMAC(key, scrypt(code, salt = shop and last four)). About 50 ms."""
        salt = f"{shop}|{code[-4:]}".encode()
        slow = hashlib.scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)
        digest = hmac.digest(self._fingerprint, slow, "sha256")
        return base64.b32encode(digest).decode()[:16]

    def quick_fingerprint(self, code: str) -> str:
        """Return a plain keyed hash, quick. Only for codes with 75 random bits: nobody can try all of those."""
        return base64.b32encode(hmac.digest(self._quick, code.encode(), "sha256")).decode()[:24]

    def code_fingerprint(self, code: str) -> str:
        """Return the slow fingerprint of any code as it is typed or scanned."""
        return self.fingerprint(normalise(code), _SHOP)

    def own_fingerprint(self, code: str) -> str | None:
        """Return the quick fingerprint of a code that can be ours; None for a foreign one, which may be short."""
        return self.quick_fingerprint(normalise(code)) if check_holds(code) else None

    @property
    def qr_key_id(self) -> str:
        """Return the name of the key inside a payload, so that keys can be rotated."""
        return base64.b32encode(hashlib.sha256(self._qr).digest()).decode()[:4]

    @property
    def qr_key(self) -> bytes:
        return self._qr


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return hmac.digest(secret, b"counterfoil/1/" + purpose, "sha256")


def open_vault(folder: Path, *, make: bool = True) -> Vault:
    """Return the vault of this folder, made on first use. Raises CannotStart when its key is unreadable.

    A new key in an old folder is noticed by `core.services.till.keys`.
    """
    path = folder / "till.key"
    try:
        secret = base64.b64decode(path.read_bytes(), validate=True) if path.exists() or not make else _create(path)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "it is damaged"
        raise CannotStart("start.key", path=path, why=why) from error
    if len(secret) != _SECRET_BYTES:
        raise CannotStart("start.key", path=path, why="it is damaged")
    return Vault(secret, f"key file {path}")


def _create(path: Path) -> bytes:
    """Write the key to a side file first: a crash leaves either no key or a whole one."""
    secret = secrets.token_bytes(_SECRET_BYTES)
    side = path.with_suffix(".new")
    side.unlink(missing_ok=True)
    descriptor = os.open(side, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(secret))
        file.flush()
        os.fsync(file.fileno())
    os.replace(side, path)
    return secret
