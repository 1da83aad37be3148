"""The gift card as it is sold: an A6 page with the amount on a green face, the code and its QR below on white.

With a barcode the face is lower, and a Code 128 of the bare code stands below the QR for scanners that read lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.domain.code import grouped, last_four
from core.printing import bars, qr
from core.printing.layout import BOLD, SEMI_BOLD, WHITE, Area, Box, Element, Layout, Text, reading_side

WIDTH, HEIGHT = 105.0, 148.0
_MARGIN = 8.0
_INNER = WIDTH - 2 * _MARGIN
_FACE = Area(_MARGIN, _MARGIN, _INNER, 58.0)
_LOWER_BY = 12.0
"""What the face gives to the barcode, millimetres."""
_BARS = Area(_MARGIN, 97.0, _INNER, 11.0)
_PAD = 7.0
# The card's colours in /gui/look/tokens.py (light), and text on white that a photocopier keeps.
_GREEN, _DEEP, _PALE = "#0B6E4F", "#0C3A37", "#DDEFE8"
_INK, _MUTED, _LINE, _WARN = "#14181F", "#5A6472", "#DDE1E8", "#8A5300"


@dataclass(frozen=True, slots=True)
class CardWords:
    """Everything on a card that is written for people, ready in their language. Empty texts are left out."""

    shop: str
    title: str
    amount: str
    until: str
    code_label: str
    hint: str
    pending: str = ""
    lines: tuple[str, ...] = ()
    """Labels of lines to be filled in by hand, such as To and From; at most two."""
    filled: tuple[str, ...] = ()
    """What stands on these lines; an empty text leaves the line to the hand."""
    message: str = ""
    colours: tuple[str, str] = (_GREEN, _DEEP)
    """Of the face, #RRGGBB; both must carry white text."""
    barcode: bool = False


def card_layout(words: CardWords, code: str, payload: str) -> Layout:
    """Return a card's layout; `payload` is what the QR holds. Raises BadInput for a code that is none."""
    lower = _LOWER_BY if words.barcode else 0.0
    barcode = (bars.bars(_BARS, code),) if words.barcode else ()
    elements = (*_face(words, code, lower), *_below(words, code, payload, lower), *barcode, *_foot(words))
    kept = tuple(element for element in elements if not isinstance(element, Text) or element.text)
    return Layout(WIDTH, HEIGHT, kept, words.title)


def _face(words: CardWords, code: str, lower: float) -> Iterator[Element]:
    left, width, top = _FACE.x + _PAD, _FACE.width - 2 * _PAD, _FACE.y
    yield Box(replace(_FACE, height=_FACE.height - lower), *words.colours, radius=4.5)
    yield Text(Area(left, top + 6.5, width - 22, 6), words.shop, 12, SEMI_BOLD, WHITE)
    yield Text(Area(left + width - 20, top + 6.5, 20, 6), words.title, 9.5, colour=_PALE, align="right")
    yield Text(Area(left, top + 20 - lower / 2, width, 18), words.amount, 40, BOLD, WHITE, whole=True)
    ending = f"•••• {last_four(code).upper()}"
    yield Text(Area(left, top + 46 - lower, 26, 6), ending, 10, SEMI_BOLD, WHITE, whole=True)
    yield Text(Area(left + 28, top + 46 - lower, width - 28, 6), words.until, 8, colour=_PALE, align="right")


def _below(words: CardWords, code: str, payload: str, lower: float) -> Iterator[Element]:
    """Return the QR and the code. The QR's quiet zone is white, so its dark modules are flush with the face."""
    square = qr.square(_MARGIN - qr.QUIET * qr.MODULE + 0.2, 71.0 - lower, payload)
    yield square
    left, top = square.area.right + 1.0, square.area.y + qr.QUIET * qr.MODULE
    width = WIDTH - _MARGIN - left
    groups = grouped(code).split(" ")
    half = (len(groups) + 1) // 2
    yield Text(Area(left, top, width, 4.5), words.code_label, 8.5, colour=_MUTED)
    yield Text(Area(left, top + 5, width, 8), " ".join(groups[:half]), 19, SEMI_BOLD, _INK, whole=True)
    yield Text(Area(left, top + 13, width, 8), " ".join(groups[half:]), 19, SEMI_BOLD, _INK, whole=True)
    yield Text(Area(left, top + 22, width, 8), words.pending, 8.5, SEMI_BOLD, _WARN, wrap=True)


def _foot(words: CardWords) -> Iterator[Element]:
    """Return the hint, the lines, and below them a message; it takes its room from the air between the lines."""
    yield Box(Area(_MARGIN, 110.5, _INNER, 0.25), _LINE)
    yield Text(Area(_MARGIN, 112.5, _INNER, 8.5), words.hint, 8.5, colour=_MUTED, wrap=True)
    step = 7.0 if words.message else 9.0
    for number, label in enumerate(words.lines[:2]):
        top = 122.5 + step * number - (1.5 if words.message else 0.0)
        yield Text(Area(_MARGIN, top, 14, 5), label, 8.5, colour=_MUTED)
        if written := "".join(words.filled[number : number + 1]):
            name = Area(_MARGIN + 15, top, _INNER - 15, 5.2)
            yield Text(name, written, 11, SEMI_BOLD, _INK, align=reading_side(written))
        yield Box(Area(_MARGIN + 15, top + 5.5, _INNER - 15, 0.25), _LINE)
    side = reading_side(words.message)
    yield Text(Area(_MARGIN, 135.5, _INNER, 9.5), words.message, 10, colour=_INK, align=side, wrap=True)
