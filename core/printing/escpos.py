"""A receipt as the bytes that receipt printers understand: ten commands of ESC/POS, and text in code page 858.

What has no place in that code page is written with what comes nearest; nothing from outside can be a command.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from textwrap import wrap

from core.domain.plain import plain_line
from core.printing.receipt import Receipt

ESC, GS, FS = b"\x1b", b"\x1d", b"\x1c"
START = ESC + b"@"
"""Forgets what a receipt before this one has set."""
WESTERN = FS + b"." + ESC + b"t\x13"
"""No two-byte characters, and code page 858: Latin letters, the euro and the lines of a frame."""
LEFT, CENTRE = ESC + b"a\x00", ESC + b"a\x01"
BOLD, PLAIN = ESC + b"E\x01", ESC + b"E\x00"
DOUBLE, SINGLE = GS + b"!\x11", GS + b"!\x00"
REVERSE, FORWARD = GS + b"B\x01", GS + b"B\x00"
CUT = GS + b"VB\x00"
"""Feeds to the knife and cuts; a printer without one only feeds."""
_ENCODING = "cp858"
_NEAREST = str.maketrans(
    {
        "\u2022": "*", "\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2019": "'", "\u2018": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2026": "...", "\u00a0": " ", "\u202f": " ",
        "\u0142": "l", "\u0141": "L", "\u20b9": "INR ", "\u20a9": "KRW ", "\u20aa": "ILS ", "\u20ab": "VND ",
    }
)  # fmt: skip


def receipt_bytes(receipt: Receipt, columns: int) -> bytes:
    """All of it for a roll with this many characters in a line, cut at the end."""
    return b"".join((START, WESTERN, *_head(receipt, columns), *_rows(receipt, columns), *_foot(receipt, columns), CUT))


def _head(receipt: Receipt, columns: int) -> Iterator[bytes]:
    yield CENTRE
    yield BOLD + _lines(receipt.shop, columns) + PLAIN
    yield _lines(receipt.act, columns)
    for notice in receipt.notices:
        framed = "".join(f" {line} \n" for line in wrap(_plain(notice), columns - 2))
        yield REVERSE + framed.encode(_ENCODING) + FORWARD
    large = len(_plain(receipt.amount)) <= columns // 2
    yield BOLD + (DOUBLE if large else SINGLE) + _lines(receipt.amount, columns) + SINGLE + PLAIN


def _rows(receipt: Receipt, columns: int) -> Iterator[bytes]:
    yield LEFT
    for group in receipt.groups:
        yield _rule(columns)
        for label, value in group:
            yield _pair(_plain(label), _plain(value), columns)


def _foot(receipt: Receipt, columns: int) -> Iterator[bytes]:
    if receipt.closing:
        yield _rule(columns) + CENTRE + _lines(receipt.closing, columns) + LEFT


def _rule(columns: int) -> bytes:
    return ("-" * columns + "\n").encode(_ENCODING)


def _pair(label: str, value: str, columns: int) -> bytes:
    """The value ends at the right edge; where both do not fit it goes on the next lines."""
    if len(label) + 1 + len(value) <= columns:
        return (label + value.rjust(columns - len(label)) + "\n").encode(_ENCODING)
    lines = (*wrap(label, columns), *(line.rjust(columns) for line in wrap(value, columns)))
    return "".join(f"{line}\n" for line in lines).encode(_ENCODING)


def _lines(text: str, columns: int) -> bytes:
    return "".join(f"{line}\n" for line in wrap(_plain(text), columns)).encode(_ENCODING)


def _plain(text: str) -> str:
    """`text` on one line in the printer's own characters: no control among them, and a ? where nothing is near."""
    whole = unicodedata.normalize("NFC", plain_line(text))
    return "".join(map(_nearest, whole.translate(_NEAREST)))


def _nearest(sign: str) -> str:
    for candidate in (sign, unicodedata.normalize("NFKD", sign)[:1]):
        if candidate.isprintable() and candidate.encode(_ENCODING, "ignore"):
            return candidate
    return "" if unicodedata.combining(sign) else "?"
