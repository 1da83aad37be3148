"""Seal the secrets of webhooks: the database, and each copy of it, has none in clear."""

from __future__ import annotations

import base64
import hashlib
import os
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_PURPOSE = b"secret of a webhook"
_NONCE = 12


class SecretSeal:
    """Seals texts under a key, so that the same text never looks the same twice.

    The cipher is loaded with the first secret: it is 9 MB, and a service without webhooks has no use for it.
    """

    def __init__(self, key: bytes) -> None:
        """Take any key; what is sealed under one is not opened under another."""
        self._key = hashlib.sha256(_PURPOSE + key).digest()

    @cached_property
    def _cipher(self) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - see the class

        return AESGCM(self._key)

    def seal(self, text: str) -> str:
        """Return the sealed text, in letters that every database can store."""
        nonce = os.urandom(_NONCE)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, text.encode(), _PURPOSE)).decode()

    def unseal(self, sealed: str) -> str | None:
        """Return the text, None for one that was sealed under another key."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as above

        try:
            raw = base64.b64decode(sealed, validate=True)
            return self._cipher.decrypt(raw[:_NONCE], raw[_NONCE:], _PURPOSE).decode()
        except (InvalidTag, ValueError):
            return None
