"""A file that only a password opens: AES-GCM in pieces under a key by Argon2id (docs/decisions/0049).

The pieces are numbered and the last one is marked, so a file that was cut, joined or changed does not open.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, BinaryIO

from core.errors import BadInput

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"counterfoil sealed 1\n"
LEAST = 10
"""Characters of a password: the file may lie where everybody can try."""
SALT = 16
PIECE = 1 << 20
TAG = 16
_LAST = b"\x01"


def check_password(password: str) -> None:
    """Raise BadInput for a password that is too short to keep anything."""
    if len(password) < LEAST:
        raise BadInput("backup.password_short", least=LEAST)


def write_sealed(file: BinaryIO, content: bytes, password: str) -> None:
    """Write `content` sealed by the password. Raises OSError."""
    head = MAGIC + secrets.token_bytes(SALT)
    file.write(head)
    seal_pieces(file, content, (_key(password, head), head))


def read_sealed(file: BinaryIO, password: str) -> bytes:
    """Return what was sealed. Raises BadInput: no such file, another password, or not as it was written."""
    head = file.read(len(MAGIC) + SALT)
    if not head.startswith(MAGIC) or len(head) < len(MAGIC) + SALT:
        raise BadInput("backup.no_backup")
    return open_pieces(file, (_key(password, head), head))


def seal_pieces(file: BinaryIO, content: bytes, key_and_head: tuple[AESGCM, bytes]) -> None:
    """Write `content` behind the head of the file, under a key that no other file has. Raises OSError."""
    key, head = key_and_head
    starts = range(0, max(len(content), 1), PIECE)
    for number, start in enumerate(starts):
        nonce = _nonce(number, last=number == len(starts) - 1)
        file.write(key.encrypt(nonce, content[start : start + PIECE], head))


def open_pieces(file: BinaryIO, key_and_head: tuple[AESGCM, bytes]) -> bytes:
    """Return what is sealed behind the head. Raises BadInput: another key, or not as it was written."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - loaded for a backup alone

    key, head = key_and_head
    pieces: list[bytes] = []
    piece = file.read(PIECE + TAG)
    while True:
        following = file.read(PIECE + TAG)
        try:
            pieces.append(key.decrypt(_nonce(len(pieces), last=not following), piece, head))
        except (InvalidTag, ValueError):
            raise BadInput("backup.damaged" if pieces else "backup.not_opened") from None
        if not following:
            return b"".join(pieces)
        piece = following


def _nonce(number: int, *, last: bool) -> bytes:
    """Return the number of the piece and whether it is the last: never twice, because each file has its own key."""
    return number.to_bytes(11, "big") + (_LAST if last else b"\x00")


def _key(password: str, head: bytes) -> AESGCM:
    """Derive the key: 64 MiB and some 0.2 s, so that trying passwords is slow."""
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    salt = head[len(MAGIC) :]
    return AESGCM(hash_secret_raw(password.encode(), salt, 3, 64 * 1024, 4, 32, Type.ID))
