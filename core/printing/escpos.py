"""A receipt as the bytes that receipt printers understand: ten commands of ESC/POS, and text in code page 858.

What has letters that are not in that code page is printed as a picture: never with another letter in their place, and
never with question marks. Nothing from outside can be a command.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from textwrap import wrap

from core.domain.plain import plain_line
from core.domain.receipt import Receipt
from core.printing.bitmap import Draw, picture_bytes
from core.printing.paper import Paper

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
DRAWER = ESC + b"p\x00\x19\xfa"
"""A pulse of 50 ms on pin 2 opens the cash drawer that is plugged into the printer."""
_ENCODING = "cp858"
_SAME = str.maketrans(
    {
        "\u2022": "*", "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-",
        "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2026": "...",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    }
)  # fmt: skip
"""Signs that mean the same in another shape: no letter and no currency is among them."""


def receipt_bytes(receipt: Receipt, paper: Paper, draw: Draw) -> bytes:
    """Return the commands for this roll, cut at the end; `draw` makes the picture where letters are lacking."""
    if has_letters(receipt):
        return text_bytes(receipt, paper.columns)
    return START + CENTRE + picture_bytes(draw(receipt, paper)) + LEFT + CUT


def has_letters(receipt: Receipt) -> bool:
    """Return whether the printer's own letters are enough."""
    return all(_plain(text).encode(_ENCODING, "ignore").decode(_ENCODING) == _plain(text) for text in receipt.texts())


def text_bytes(receipt: Receipt, columns: int) -> bytes:
    """Return the text in the printer's own letters, so many in a line. Only for what `has_letters`."""
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
    """Set a value against the right edge; on the next lines where both do not fit."""
    if len(label) + 1 + len(value) <= columns:
        return (label + value.rjust(columns - len(label)) + "\n").encode(_ENCODING)
    lines = (*wrap(label, columns), *(line.rjust(columns) for line in wrap(value, columns)))
    return "".join(f"{line}\n" for line in lines).encode(_ENCODING)


def _lines(text: str, columns: int) -> bytes:
    return "".join(f"{line}\n" for line in wrap(_plain(text), columns)).encode(_ENCODING)


def _plain(text: str) -> str:
    """Return `text` on one line, without controls and marks that are not seen."""
    whole = unicodedata.normalize("NFC", plain_line(text)).translate(_SAME)
    return "".join(sign for sign in whole if sign.isprintable())
