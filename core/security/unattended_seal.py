"""A sealed file that the till writes without anybody there, and only a manager's password opens (decision 145).

The file is sealed for a public key; its private half is in the file too, itself sealed by the password
(core/security/sealed_file.py). The till keeps the public half and the sealed private one: it can write, not open.
"""

from __future__ import annotations

import base64
import hmac
import io
import secrets
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from core.errors import BadInput
from core.security.sealed_file import (
    MAGIC,
    PIECE,
    SALT,
    TAG,
    check_password,
    open_pieces,
    read_sealed,
    seal_pieces,
    write_sealed,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

UNATTENDED = b"counterfoil sealed 2\n"
_KEY = 32
_PRIVATE = len(MAGIC) + SALT + _KEY + TAG
_FACTS = struct.Struct(">dQ")
"""When it was made (epoch seconds), and how many bytes are sealed in it."""
_UNMARKED = len(UNATTENDED) + _FACTS.size + _KEY + _PRIVATE
_MARK = 32
_HEAD = _UNMARKED + _MARK


@dataclass(frozen=True, slots=True)
class UnattendedSeal:
    """The public half of the pair, and the private one as the password sealed it."""

    public: bytes
    private: bytes

    def __repr__(self) -> str:
        return "UnattendedSeal()"

    def text(self) -> str:
        return base64.b64encode(self.public + self.private).decode()


@dataclass(frozen=True, slots=True)
class SealedHead:
    """What stands before the sealed part of a file that this till marked. `size`: how long the whole file must be."""

    made_at: float
    size: int


def new_seal(password: str) -> UnattendedSeal:
    """Make a pair, and try that the password opens it. Raises BadInput for a password that is too short."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415 - for backups alone

    check_password(password)
    private = X25519PrivateKey.generate()
    room = io.BytesIO()
    write_sealed(room, private.private_bytes_raw(), password)
    seal = UnattendedSeal(private.public_key().public_bytes_raw(), room.getvalue())
    if _opened(seal.private, password).public_key().public_bytes_raw() != seal.public:
        raise AssertionError("the private half is not that of the public one")
    return seal


def seal_of(text: str) -> UnattendedSeal:
    """Return the seal that was kept as text."""
    content = base64.b64decode(text, validate=True)
    return UnattendedSeal(content[:_KEY], content[_KEY:])


def write_unattended(file: BinaryIO, content: bytes, seal: UnattendedSeal, mark: tuple[bytes, float]) -> AESGCM:
    """Write `content` sealed; return the key of this one file, for reading it back. Raises OSError.

    `mark`: the till's own key, by which it knows its files again, and when this one is made.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey  # noqa: PLC0415

    own_key, made_at = mark
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(seal.public))
    facts = _FACTS.pack(made_at, len(content))
    head = UNATTENDED + facts + once.public_key().public_bytes_raw() + seal.private
    head += hmac.digest(own_key, head, "sha256")
    key = _file_key(shared, head)
    file.write(head)
    seal_pieces(file, content, (key, head))
    return key


def read_back(file: BinaryIO, key: AESGCM) -> bytes:
    """Return what was sealed in a file of which the key is still known. Raises BadInput: not as it was written."""
    return open_pieces(file, (key, file.read(_HEAD)))


def read_unattended(file: BinaryIO, password: str) -> bytes:
    """Return what was sealed. Raises BadInput: another password, or not as it was written."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey  # noqa: PLC0415

    head = file.read(_HEAD)
    if len(head) < _HEAD:
        raise BadInput("backup.damaged")
    once_at = len(UNATTENDED) + _FACTS.size
    private = _opened(head[once_at + _KEY : _UNMARKED], password)
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(head[once_at : once_at + _KEY]))
    except ValueError:
        raise BadInput("backup.damaged") from None
    return open_pieces(file, (_file_key(shared, head), head))


def is_unattended(file: BinaryIO) -> bool:
    """Tell whether the file begins as one of these; it is read from its start afterwards."""
    begins = file.read(len(UNATTENDED)) == UNATTENDED
    file.seek(0)
    return begins


def head_of(file: BinaryIO, own_key: bytes) -> SealedHead | None:
    """Return the head of a file that the till with this key wrote; None for any other file."""
    head = file.read(_HEAD)
    if len(head) < _HEAD or not head.startswith(UNATTENDED):
        return None
    if not secrets.compare_digest(hmac.digest(own_key, head[:_UNMARKED], "sha256"), head[_UNMARKED:]):
        return None
    made_at, length = _FACTS.unpack_from(head, len(UNATTENDED))
    pieces = max(1, -(-length // PIECE))
    return SealedHead(made_at, _HEAD + length + pieces * TAG)


def _opened(sealed: bytes, password: str) -> X25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415

    return X25519PrivateKey.from_private_bytes(read_sealed(io.BytesIO(sealed), password))


def _file_key(shared: bytes, head: bytes) -> AESGCM:
    """Derive the key of one file: of the secret that both halves have in common, bound to its head."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    return AESGCM(HKDF(SHA256(), 32, salt=None, info=head).derive(shared))
