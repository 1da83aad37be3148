"""Read the head of a plain request, as nearly all clients send it, in a fraction of the time that h11 needs.

Whatever is not plain is left to h11: what is refused here is refused by nobody yet. So this may be as narrow as it
likes and must never be wider: what it takes, h11 takes too, and reads alike.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HEAD = re.compile(
    rb"(GET|PUT|POST|DELETE) ([\x21-\x7e]+) HTTP/1\.1\r\n((?:[-!#$%&'*+.^_`|~0-9a-zA-Z]+:[\t\x20-\x7e]*\r\n)+)\r\n"
)
_LENGTH = re.compile(rb"[0-9]{1,15}")
_LEFT_TO_H11 = frozenset((b"transfer-encoding", b"expect", b"upgrade", b"te", b"trailer"))


class PlainHead(NamedTuple):
    """A head of HTTP/1.1 with one `Host`, whose body has a known length. Names of `headers` are in lower case."""

    method: str
    target: bytes
    headers: list[tuple[bytes, bytes]]
    length: int
    """Bytes of the body."""
    size: int
    """Bytes of the head itself."""


def read_plain_head(received: bytes, most: int) -> PlainHead | None:
    """Return the head that `received` begins with, None for one that is not plain, not whole, or over `most` bytes."""
    found = _HEAD.match(received)
    if found is None or found.end() > most:
        return None
    headers = [
        (name.lower(), text.strip(b"\t "))
        for name, _, text in [line.partition(b":") for line in found[3].split(b"\r\n")[:-1]]
    ]
    hosts, length = 0, None
    for name, text in headers:
        if name == b"host":
            hosts += 1
        elif name == b"content-length":
            if length is not None or not _LENGTH.fullmatch(text):
                return None
            length = int(text)
        elif name in _LEFT_TO_H11 or (name == b"connection" and text.lower() != b"keep-alive"):
            return None
    if hosts != 1:
        return None
    return PlainHead(found[1].decode(), found[2], headers, length or 0, found.end())
