"""AES-GCM. Apart from the vault: loading it takes 6 MB and 30 ms, which a start need not pay."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

_NONCE = 12


def seal(key: bytes, text: str, bound_to: str) -> bytes:
    """Return a fresh nonce and the sealed text; `bound_to` must be the same to open it."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), bound_to.encode())


def unseal(key: bytes, sealed: bytes, bound_to: str) -> str | None:
    """Return the text, or None when it was sealed with another key or for something else."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode()).decode()
    except (InvalidTag, ValueError):
        return None


def seal_alike(key: bytes, text: str, bound_to: str) -> bytes:
    """Return the sealed text, the same each time (AES-SIV, RFC 5297): for what must stay unique and be looked for."""
    return AESSIV(key).encrypt(text.encode(), [bound_to.encode()])


def unseal_alike(key: bytes, sealed: bytes, bound_to: str) -> str | None:
    """Return the text, or None when it was sealed with another key or for something else."""
    try:
        return AESSIV(key).decrypt(sealed, [bound_to.encode()]).decode()
    except (InvalidTag, ValueError):
        return None
