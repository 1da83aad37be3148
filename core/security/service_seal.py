"""Seals the codes of the training service's file by the till's key (docs/security.md 1)."""

from __future__ import annotations

import base64
import hmac


class ServiceSeal:
    """Seals texts under one key, the same text always alike. Loads the cipher when the first text comes."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.key_number = int.from_bytes(hmac.digest(key, b"number", "sha256")[:7])
        """Names the key and tells nothing of it; fits into a column of 64 bits."""

    def seal(self, text: str, purpose: str) -> str:
        """Return the sealed text in base 64; `purpose` must be the same to open it."""
        from core.security import sealing  # noqa: PLC0415 - at the first code, not at the start

        return base64.b64encode(sealing.seal_alike(self._key, text, purpose)).decode()

    def unseal(self, sealed: str, purpose: str) -> str:
        """Return the text; "" when a lost key sealed it, so that its card goes on without its code."""
        from core.security import sealing  # noqa: PLC0415 - as above

        try:
            raw = base64.b64decode(sealed, validate=True)
        except ValueError:
            return ""
        return sealing.unseal_alike(self._key, raw, purpose) or ""
