"""The key by which a till signs what it gives to other tills: Ed25519, derived from `till.key`."""

from __future__ import annotations

from core.security.shop_key import fingerprint_of


class TillKey:
    """Made from 32 bytes that only this till has; loads the cipher when it is first used."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    @property
    def public(self) -> bytes:
        """Return the half that others check with; it is the till's name among them."""
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - a till on its own never pays for it
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

        private = Ed25519PrivateKey.from_private_bytes(self._secret)
        return private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.public)

    def sign(self, content: bytes) -> bytes:
        """Return the signature of these bytes."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - as above

        return Ed25519PrivateKey.from_private_bytes(self._secret).sign(content)


def is_signed(public: bytes, content: bytes, signature: bytes) -> bool:
    """Tell whether the till with this public key signed these bytes."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
