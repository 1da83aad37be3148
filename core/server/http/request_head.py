"""Refuse heads that two programs may read differently: a proxy and this service must see the same requests.

RFC 9112 lets a server be lenient here; leniency is what makes one request look like two (request smuggling).
"""

from __future__ import annotations

import re

_LENGTH = re.compile(rb"\r\ncontent-length[ \t]*:", re.IGNORECASE)
_CODING = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)
_FOLDED = re.compile(rb"\r\n[ \t]")


def head_fault(received: bytes) -> str | None:
    """Return why the head that `received` begins with is refused, None while nothing is wrong with it.

    `received` may hold a part of the head, and more than the head.
    """
    received = received.lstrip(b"\r\n")
    head, end, _ = received.partition(b"\r\n\r\n")
    if not end:
        head = head.removesuffix(b"\r")  # its line feed may be on the way
    if not head.count(b"\r\n") == head.count(b"\n") == head.count(b"\r"):
        return "A line of the request does not end with CR LF."
    if _FOLDED.search(head):
        return "A header is folded over several lines."
    if _LENGTH.search(head) and _CODING.search(head):
        return "The request has both Content-Length and Transfer-Encoding."
    return None
