"""The till's keys: one secret in a file that only this user can read, and everything else derived from it.

Seals codes of new cards, fingerprints codes (SECURITY.md section 2) and signs QR payloads.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import CannotStart

_SECRET_BYTES = 32


class Vault:
    """Keys derived from the till's secret. `place` says in words where the secret lives."""

    def __init__(self, secret: bytes, place: str) -> None:
        self.place = place
        self._seal = AESGCM(_derive(secret, b"seal"))
        self._fingerprint = _derive(secret, b"fingerprint")
        self._quick = _derive(secret, b"quick")
        self._qr = _derive(secret, b"qr")
        self.key_id = _derive(secret, b"name").hex()[:16]
        """Names the secret and tells nothing of it."""
        self.pin_pepper = _derive(secret, b"pin")
        """Without it a stolen database tells nothing of the PINs."""
        self.journal_key = _derive(secret, b"journal")
        """Chains the audit journal."""

    def __repr__(self) -> str:
        return f"Vault({self.place})"

    def seal(self, text: str, bound_to: str) -> bytes:
        """AES-GCM with a fresh nonce; `bound_to` (the operation id) must be the same to open it."""
        nonce = secrets.token_bytes(12)
        return nonce + self._seal.encrypt(nonce, text.encode(), bound_to.encode())

    def unseal(self, sealed: bytes, bound_to: str) -> str | None:
        """The text, or None when it was sealed by another till or for another operation."""
        try:
            return self._seal.decrypt(sealed[:12], sealed[12:], bound_to.encode()).decode()
        except (InvalidTag, ValueError):
            return None

    def fingerprint(self, code: str, shop: str) -> str:
        """16 base32 characters: HMAC(key, scrypt(code, salt = shop and last four)). About 50 ms. `code` normalised."""
        salt = f"{shop}|{code[-4:]}".encode()
        slow = hashlib.scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)
        digest = hmac.digest(self._fingerprint, slow, "sha256")
        return base64.b32encode(digest).decode()[:16]

    def quick_fingerprint(self, code: str) -> str:
        """A plain keyed hash, microseconds. Only for codes with 75 random bits: nobody can try those through."""
        return base64.b32encode(hmac.digest(self._quick, code.encode(), "sha256")).decode()[:24]

    @property
    def qr_key_id(self) -> str:
        """Names the key inside a payload, so that keys can be rotated."""
        return base64.b32encode(hashlib.sha256(self._qr).digest()).decode()[:4]

    @property
    def qr_key(self) -> bytes:
        return self._qr


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return hmac.digest(secret, b"counterfoil/1/" + purpose, "sha256")


def open_vault(folder: Path, *, make: bool = True) -> Vault:
    """The vault of this folder, made on first use. Raises CannotStart when its key is unreadable.

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
    """Written to a side file first: a crash leaves either no key or a whole one."""
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
